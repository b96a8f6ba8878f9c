//! Compares the facts of one labelled row with those of the specification, attribute by attribute.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use taurusdb_spec::{CharClass, Facts};

use super::pattern;

/// The result for one attribute of one row.
pub(crate) enum Outcome {
    Right,
    Wrong { wanted: Option<Value>, found: Option<Value> },
}

/// The attributes that the label or the specification has, by name.
pub(crate) fn facts(wanted: &Facts, found: &Facts) -> Vec<(String, Outcome)> {
    let (wanted_values, found_values) = (attributes(wanted), attributes(found));
    let names: BTreeSet<&String> = wanted_values.keys().chain(found_values.keys()).collect();
    names
        .into_iter()
        .map(|name| {
            let values = (wanted_values.get(name), found_values.get(name));
            let same = match (&**name, values) {
                (_, (None, _) | (_, None)) => false,
                ("charset", _) => characters(&wanted.charset) == characters(&found.charset),
                ("pattern", _) => pattern::agree(wanted, found),
                (_, (wanted, found)) => wanted == found,
            };
            let outcome = if same {
                Outcome::Right
            } else {
                Outcome::Wrong { wanted: values.0.cloned(), found: values.1.cloned() }
            };
            (name.clone(), outcome)
        })
        .collect()
}

fn attributes(facts: &Facts) -> Map<String, Value> {
    match serde_json::to_value(facts) {
        Ok(Value::Object(attributes)) => attributes,
        other => unreachable!("facts are an object: {other:?}"),
    }
}

/// The ASCII characters of a set, and one character that stands for all others.
pub(crate) fn characters(charset: &[CharClass]) -> BTreeSet<char> {
    let mut all = BTreeSet::new();
    for class in charset {
        match class {
            CharClass::Letters => all.extend(('A'..='Z').chain('a'..='z')),
            CharClass::Uppercase => all.extend('A'..='Z'),
            CharClass::Lowercase => all.extend('a'..='z'),
            CharClass::Digits => all.extend('0'..='9'),
            CharClass::NonAscii => all.extend(['é']),
            CharClass::Chars(chars) => all.extend(chars.chars()),
        }
    }
    all
}
