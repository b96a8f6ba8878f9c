//! reStructuredText pages: each form feed begins another page.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use taurusdb_extract::extract_readable;
use taurusdb_extract::read::{Form, Source};
use taurusdb_extract_fuzz::shuffled;
use taurusdb_spec::{Fixes, Names};

/// What pages are made of.
const PIECES: [&str; 40] = [
    ".. table::", ".. list-table::", ".. csv-table:: Lid", ".. code-block::", ".. note::", ".. toctree::",
    ".. _lid:", ":ref:`lid`", ":ref:`Table 2 <lid>`", "::", "   ", "      ", "+---+---+", "| a | b |",
    "+===+===+", "==== ====", "---- ----", "====", "----", "-  ", "#. ", "*  ", "**", "``", "`", "\\ ",
    "|x|", ".. |x| image:: y", "   :widths: auto", "   :maxdepth: 99999", "URI", "Request Parameters",
    "PATH: /v3/pots", "Method: GET", "GET https://{Endpoint}/v3/pots", "\t", "\u{c}", "\u{a0}", "茶", ".. ",
];

fuzz_target!(|text: &str| {
    let pages = text.split('\u{c}').enumerate();
    let pages = pages.map(|(at, page)| (format!("page-{at}.rst"), page.to_owned()));
    // What is not understood is left out, so that the other pages reach the stages behind.
    let source = Source::of_pages(Form::Rst, pages);
    let _ = extract_readable(&source, &Names::default(), &Fixes::default());
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    shuffled(data, size, max_size, seed, &PIECES, '|')
});
