//! Help pages: each form feed begins another page.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use taurusdb_extract::extract_readable;
use taurusdb_extract::read::{Form, Source};
use taurusdb_extract_fuzz::shuffled;
use taurusdb_spec::{Fixes, Names};

/// What pages are made of.
const PIECES: [&str; 40] = [
    "<table>", "</table>", "<tr>", "<th>", "<td>", "<td rowspan=\"3\">", "<td colspan=\"65535\">",
    "<caption>Table 1 Lid</caption>", "<ul>", "<li>", "<ol>", "</ul>", "<p>", "<br>", "<pre class=\"screen\">",
    "</pre>", "<div class=\"section\">", "</div>", "<h1 class=\"topictitle1\">", "<h4 class=\"sectiontitle\">URI</h4>",
    "<h4 class=\"sectiontitle\">Request Parameters</h4>", "<a href=\"page-1.html\">", "<a name=\"x\">", "</a>",
    "<!--", "-->", "<script>", "</script>", "&nbsp;", "&#0;", "&lt;", "<template>", "<svg>", "\u{c}",
    "<b>Definition</b>", "GET /v3/{pot_id}", "Status code: 200", "<td><p>String</p></td>", "<select>", "\u{ad}",
];

fuzz_target!(|text: &str| {
    let pages = text.split('\u{c}').enumerate();
    let pages = pages.map(|(at, page)| (format!("page-{at}.html"), page.to_owned()));
    // What is not understood is left out, so that the other pages reach the stages behind.
    let source = Source::of_pages(Form::Html, pages);
    let _ = extract_readable(&source, &Names::default(), &Fixes::default());
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    shuffled(data, size, max_size, seed, &PIECES, '>')
});
