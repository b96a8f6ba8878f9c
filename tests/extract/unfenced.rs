//! Examples of our own document that lost their fences, and some a bracket too: each is read, or told to be
//! unreadable, and none becomes an empty object.

use serde_json::Value;
use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::Fixes;
use taurusdb_tests::fixture;

use super::fixtures::TEAPOT;

fn read(text: &str) -> Extraction {
    let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
    extract(text.as_bytes(), &TEAPOT.names(), &fixes).expect("the document is understood")
}

/// The document without fences; `of_code` edits each line that stood in one.
fn unfenced(of_code: impl Fn(&str, &mut String)) -> String {
    let mut text = String::new();
    let mut is_code = false;
    for line in TEAPOT.text().lines() {
        match line.starts_with("```") {
            true => is_code = !is_code,
            false if is_code => of_code(line, &mut text),
            false => text.extend([line, "\n"]),
        }
    }
    text
}

/// The number of examples without anything in them.
fn empty(found: &Extraction) -> usize {
    let is_empty = |body: &Value| match body {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let examples = found.api.operations().flat_map(|operation| &operation.examples);
    examples.filter(|example| is_empty(&example.body)).count()
}

#[track_caller]
fn check(text: &str) -> Extraction {
    let (whole, found) = (read(&TEAPOT.text()), read(text));
    assert_eq!(empty(&found), empty(&whole));
    // What is not read is counted with its line.
    let read = found.api.operations().flat_map(|operation| &operation.examples).count();
    assert_eq!(read + found.counts.unread_examples.len(), found.counts.examples);
    found
}

#[test]
fn examples_without_fences_are_read_as_they_are() {
    let spaced = unfenced(|line, text| text.extend([line, "\n\n"]));
    for text in [unfenced(|line, text| text.extend([line, "\n"])), spaced] {
        check(&text);
    }
}

#[test]
fn examples_without_fences_and_brackets_are_never_empty() {
    // Every bracket that closes an outermost object is gone.
    let unclosed = unfenced(|line, text| {
        if line != "}" {
            text.extend([line, "\n\n"]);
        }
    });
    check(&unclosed);
    // All that is left of an example is its first line.
    let heads = unfenced(|line, text| {
        if !line.starts_with([' ', '"', '}', ']']) {
            text.extend([line, "\n\n"]);
        }
    });
    let found = check(&heads);
    assert!(!found.counts.unread_examples.is_empty());
}
