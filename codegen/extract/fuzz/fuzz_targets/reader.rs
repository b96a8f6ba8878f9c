//! Documents: lines of our own document and of the fuzzer, shuffled line by line, cell by cell.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use taurusdb_extract::extract;
use taurusdb_extract_fuzz::shuffled;
use taurusdb_spec::{Fixes, Names};

/// What documents are made of, and what converters make of it.
const PIECES: [&str; 30] = [
    "```", "{", "}", "[", "]", "\t", "<ul style=\"x\">", "</ul>", "<li>", "• ", "<p>", "</p>", "<br>",
    "**", "| ", "|---|", "# ", "Table 4-1 ", "Status code: 200", "GET /v3/{project_id}/", "- ", "NOTE",
    "\u{c}", "\u{a0}", "\u{ad}", "Parameter\tMandatory\tType\tDescription", "None", "\"", "\\", "\u{feff}",
];

fuzz_target!(|bytes: &[u8]| {
    let _ = extract(bytes, &Names::default(), &Fixes::default());
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    shuffled(data, size, max_size, seed, &PIECES, '\t')
});
