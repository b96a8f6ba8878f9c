//! reStructuredText pages: each form feed begins another page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use taurusdb_extract::extract_source;
use taurusdb_extract::read::{Form, Source};
use taurusdb_spec::{Fixes, Names};

fuzz_target!(|text: &str| {
    let pages = text.split('\u{c}').enumerate();
    let pages = pages.map(|(at, page)| (format!("page-{at}.rst"), page.to_owned()));
    let _ = extract_source(&Source::of_pages(Form::Rst, pages), &Names::default(), &Fixes::default());
});
