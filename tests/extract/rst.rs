//! reStructuredText pages: the same facts as the text form, in each skeleton and dialect.

use std::collections::BTreeMap;

use serde_json::Value;
use taurusdb_extract::{Extraction, extract_source};
use taurusdb_spec::Api;

use super::fixtures::{Fixture, KETTLE, TEAPOT};
use super::rst_pages::{Dialect, Skeleton, Tables, pages};

fn extracted(of: Fixture, dialect: Dialect) -> Extraction {
    let source = pages(&of.document(), dialect);
    let fixes = of.fixes();
    let result = extract_source(&source, &of.names(), &fixes);
    result.unwrap_or_else(|error| panic!("{dialect:?}: {error}"))
}

/// The files of the specification. How an example was repaired is left out: the text form has
/// damage that pages cannot have. The appendix has a letter in the text form, and a number among
/// pages.
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
            fields.retain(|name, _| name != "repairs");
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
    assert!(found.keys().eq(expected.keys()), "{dialect:?}: {:?}", found.keys());
    for (name, expected) in &expected {
        let found = &found[name];
        let lines = || found.lines().zip(expected.lines()).enumerate();
        if let Some((line, (found, expected))) = lines().find(|(_, (a, b))| a != b) {
            panic!("{dialect:?}, {name}, line {}: found {found}; expected {expected}", line + 1);
        }
        assert_eq!(found.len(), expected.len(), "{dialect:?}, {name}");
    }
}

#[test]
fn pages_of_each_skeleton_state_what_the_text_form_states() {
    for skeleton in [Skeleton::Headings, Skeleton::Items, Skeleton::Path] {
        states_the_same(Dialect { skeleton, ..Dialect::default() });
    }
}

/// A reference in the looser form of other services, whose names come from rules.
#[test]
fn pages_of_another_service_state_what_its_text_states() {
    for skeleton in [Skeleton::Headings, Skeleton::Items, Skeleton::Path] {
        states_the_same_of(KETTLE, Dialect { skeleton, ..Dialect::default() });
    }
}

#[test]
fn pages_in_other_dialects_state_the_same() {
    let plain = Dialect::default();
    for dialect in [
        Dialect { tables: Tables::Grid, ..plain },
        Dialect { tables: Tables::Lists, ..plain },
        Dialect { tables: Tables::Commas, ..plain },
        Dialect { windows: true, ..plain },
        Dialect { tabs: true, skeleton: Skeleton::Items, ..plain },
        Dialect { literal: true, ..plain },
        Dialect { overlines: true, ..plain },
        Dialect { unnumbered: true, ..plain },
        Dialect { wrapped: true, ..plain },
        Dialect { glob: true, ..plain },
        Dialect { noise: true, ..plain },
        Dialect {
            skeleton: Skeleton::Path,
            tables: Tables::Grid,
            windows: true,
            literal: true,
            overlines: true,
            wrapped: true,
            glob: true,
            noise: true,
            ..plain
        },
    ] {
        states_the_same(dialect);
    }
}
