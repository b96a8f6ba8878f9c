//! Help pages: the same facts as the text form, whatever the dialect of their markup.

use std::collections::BTreeMap;

use serde_json::Value;
use taurusdb_extract::read::{Document, Form, Source, read_source};
use taurusdb_extract::{Extraction, extract_source};
use taurusdb_spec::{Api, Fixes, Names};

use super::fixtures::{Fixture, KETTLE, TEAPOT};
use super::help_pages::{Dialect, pages};

fn extracted(of: Fixture, dialect: Dialect) -> Extraction {
    let source = pages(&of.document(), dialect);
    let fixes = of.fixes();
    extract_source(&source, &of.names(), &fixes).unwrap_or_else(|error| panic!("{error}"))
}

/// The files of the specification. How an example was repaired is left out: the text form has
/// damage that pages cannot have. So is the declared type of a field whose table was found in
/// another way than by its number: pages link to it.
fn facts(api: &Api) -> BTreeMap<String, String> {
    let mut files = api.files();
    for text in files.values_mut() {
        let mut value: Value = serde_json::from_str(text).expect("a file is JSON");
        forget_repairs(&mut value);
        *text = serde_json::to_string_pretty(&value).expect("JSON can be written");
    }
    files
}

fn forget_repairs(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| name != "repairs" && name != "declared");
            fields.values_mut().for_each(forget_repairs);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_repairs),
        _ => {}
    }
}

#[track_caller]
fn states_the_same(dialect: Dialect) {
    states_the_same_of(TEAPOT, dialect);
}

#[track_caller]
fn states_the_same_of(of: Fixture, dialect: Dialect) {
    let (found, expected) = (facts(&extracted(of, dialect).api), facts(&of.api()));
    assert!(found.keys().eq(expected.keys()), "{:?}", found.keys());
    for (name, expected) in &expected {
        let found = &found[name];
        let lines = || found.lines().zip(expected.lines()).enumerate();
        if let Some((line, (found, expected))) = lines().find(|(_, (a, b))| a != b) {
            panic!("{name}, line {}: found {found}; expected {expected}", line + 1);
        }
        assert_eq!(found.len(), expected.len(), "{name}");
    }
}

#[test]
fn pages_state_what_the_text_form_states() {
    states_the_same(Dialect::default());
}

/// A reference in the looser form of other services, whose names come from rules.
#[test]
fn pages_of_another_service_state_what_its_text_states() {
    let plain = Dialect::default();
    for dialect in [plain, Dialect { heading: "h2", site: true, captions_above: true, ..plain }] {
        states_the_same_of(KETTLE, dialect);
    }
}

#[test]
fn pages_in_other_dialects_state_the_same() {
    let plain = Dialect::default();
    for (name, dialect) in [
        ("h2", Dialect { heading: "h2", ..plain }),
        ("plain tables", Dialect { plain_tables: true, ..plain }),
        ("row headings", Dialect { row_headings: true, ..plain }),
        (
            "plain tables with row headings",
            Dialect { plain_tables: true, row_headings: true, ..plain },
        ),
        ("captions above", Dialect { captions_above: true, ..plain }),
        ("unclosed", Dialect { unclosed: true, ..plain }),
        ("upper case", Dialect { upper_case: true, ..plain }),
        ("site", Dialect { site: true, ..plain }),
        ("one line", Dialect { one_line: true, ..plain }),
        ("windows", Dialect { windows: true, ..plain }),
        ("contents", Dialect { contents: true, ..plain }),
        ("one page", Dialect { one_page: true, ..plain }),
        ("spans", Dialect { spans: true, ..plain }),
        ("line numbers", Dialect { line_numbers: true, ..plain }),
        (
            "all",
            Dialect {
                heading: "h3",
                plain_tables: true,
                captions_above: true,
                unclosed: true,
                upper_case: true,
                site: true,
                windows: true,
                contents: true,
                spans: true,
                ..plain
            },
        ),
    ] {
        println!("{name}");
        states_the_same(dialect);
    }
}

/// Reads one page; the time is bounded, and the machine that runs this is slow.
#[track_caller]
fn ends_soon(html: String) -> Document {
    let start = std::time::Instant::now();
    let source = Source::of_pages(Form::Html, [("a.html".to_owned(), html)]);
    let document = read_source(&source).expect("other pages could be read");
    let seconds = start.elapsed().as_secs();
    assert!(seconds < 120, "{seconds} seconds");
    document
}

#[test]
fn hostile_pages_are_read_or_left_out_in_bounded_time() {
    let cells = "<td colspan=1000000000 rowspan=1000000000>x".repeat(50_000);
    let document = ends_soon(format!("<h1>Pot</h1><table><tr><th>a<th>b<tr>{cells}</table>"));
    assert_eq!(document.unread.len(), 1);
    let rows = "<tr><td rowspan=0>x<td>y".repeat(50_000);
    ends_soon(format!("<h1>Pot</h1><table><tr><th>a<th>b{rows}"));
    let long = "x".repeat(100_000);
    let rows = format!("<tr><td rowspan=60000>{long}<td>y") + &"<tr><td>z".repeat(20_000);
    let document = ends_soon(format!("<h1>Pot</h1><table><tr><th>a<th>b<th>c{rows}"));
    assert_eq!(document.unread.len(), 1);
    for tag in ["<table><tr><td>", "<ul><li>", "<div class=note>", "<p><a href=x>", "<pre><b>"] {
        ends_soon(format!("<h1>Pot</h1>{}", tag.repeat(20_000)));
        ends_soon(format!("<table><tr><th>a<tr><td>{}", tag.repeat(20_000)));
    }
    ends_soon("<h1>a</h1><h2>b</h2>".repeat(20_000));
    ends_soon("<h2>1.1 a</h2>".repeat(20_000));
    ends_soon(format!("<p title=\"{}", "> < \n".repeat(50_000)));
    ends_soon(
        "<table><caption>Table 1 a</caption><tr><th>a<tr><td>see Table 1</table>".repeat(5_000),
    );
}

#[test]
fn a_second_place_of_a_message_is_told_with_its_page() {
    let row = "<tr><td>pot_id</td><td>Yes</td><td>String</td><td>The pot.</td></tr>\n";
    let table = format!(
        "<table><caption>Table 1 URI parameters</caption>\n\
         <tr><th>Parameter</th><th>Mandatory</th><th>Type</th><th>Description</th></tr>\n{row}{row}</table>\n"
    );
    let pages = [
        (
            "index.html",
            "<h1>Pots API Reference</h1>\n<ul><li><a href=\"b.html\">Pots</a></li></ul>\n"
                .to_owned(),
        ),
        (
            "b.html",
            format!(
                "<h1>Showing a Pot</h1>\n<h4>Function</h4>\n<p>Shows it.</p>\n<h4>URI</h4>\n\
                 <p>GET /v1/pots/{{pot_id}}</p>\n{table}<h4>Response Parameters</h4>\n<p>None</p>\n"
            ),
        ),
    ];
    let pages = pages.map(|(name, text)| (name.to_owned(), text));
    let source = Source::of_pages(Form::Html, pages);
    let read = extract_source(&source, &Names::default(), &Fixes::default());
    let said = read.expect_err("a row is there twice").to_string();
    let told = "b.html, line 9, section 1: found a second row for pot_id; expected one; the \
                first is b.html, line 8";
    assert!(said.contains(told), "{said}");
}
