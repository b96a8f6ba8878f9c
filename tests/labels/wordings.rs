//! How well ways of writing are read that the document does not use, or not yet: each line of
//! `wordings.txt` is a description of a teapot with the facts that it states.

use taurusdb_extract::mine::{self, FieldRow};
use taurusdb_extract::read::Cell;
use taurusdb_spec::{Facts, Range, Side, Type, ValueDeprecation};
use taurusdb_tests::{root, snapshot};

use super::compare::{self, Outcome};
use super::score::Scores;

/// A line of the file.
struct Wording {
    kind: Type,
    name: String,
    description: String,
    facts: Facts,
}

#[test]
fn kinds_of_wording_are_read() {
    let text = std::fs::read_to_string(root().join("tests/labels/wordings.txt"));
    let text = text.expect("the wordings are there");
    let wordings: Vec<Wording> = text.lines().filter_map(wording).collect();
    let mut scores = Scores::default();
    let mut misses = String::new();
    for wording in &wordings {
        for (attribute, outcome) in compare::facts(&wording.facts, &read(wording)) {
            scores.add(&attribute, &outcome);
            if let Outcome::Wrong { wanted, found } = outcome {
                let shown = |value: Option<serde_json::Value>| {
                    value.map_or_else(|| "nothing".to_owned(), |value| value.to_string())
                };
                let (wanted, found) = (shown(wanted), shown(found));
                let Wording { kind, name, description, .. } = wording;
                misses += &format!(
                    "{kind} {name}, {description}\n    {attribute}: wanted {wanted}, got {found}\n"
                );
            }
        }
    }
    println!("{} wordings\n{scores}\n{misses}", wordings.len());
    snapshot("misses-in-wordings", &misses);
}

fn read(wording: &Wording) -> Facts {
    let Wording { kind, name, description, .. } = wording;
    let description = &Cell::parse(description);
    let (side, siblings, request) = (Side::Request, &[&**name][..], &[][..]);
    mine::facts(&FieldRow { name, kind, side, description, siblings, request }).facts
}

/// Reads a line; blank lines and comments have no wording.
fn wording(line: &str) -> Option<Wording> {
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let mut parts = line.splitn(4, " || ");
    let mut part = || parts.next().unwrap_or_else(|| panic!("four parts in: {line}"));
    let kind = part().parse().unwrap_or_else(|_| panic!("a type in: {line}"));
    let (name, facts, description) = (part().to_owned(), facts(part()), part().to_owned());
    Some(Wording { kind, name, description, facts })
}

fn facts(text: &str) -> Facts {
    let mut facts = Facts::default();
    for part in text.split("; ").filter(|part| *part != "-") {
        let alone = if part == "dep" { ("dep", "") } else { ("range", part) };
        let (what, value) = part.split_once(' ').unwrap_or(alone);
        let ends = || value.split_once("..").expect("two ends");
        let range = || {
            let end = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a count"));
            Some(Range { min: end(ends().0), max: end(ends().1) })
        };
        let end = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a number"));
        match what {
            "range" => (facts.minimum, facts.maximum) = (end(ends().0), end(ends().1)),
            "length" => facts.length = range(),
            "items" => facts.items = range(),
            "enum" => facts.values = value.split('|').map(str::to_owned).collect(),
            "default" => facts.default = Some(value.to_owned()),
            "unit" => facts.unit = Some(value.to_owned()),
            "format" => {
                let format = serde_json::from_value(value.into()).expect("a format");
                facts.format = Some(format);
            }
            "step" => facts.multiple_of = end(value),
            "dep" => facts.deprecated = Some(ValueDeprecation { successor: None }),
            "dep-for" => {
                facts.deprecated = Some(ValueDeprecation { successor: Some(value.to_owned()) });
            }
            other => panic!("a fact, not {other}"),
        }
    }
    facts
}
