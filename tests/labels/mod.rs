//! How well descriptions are read: the facts of the committed specification against those that
//! independent readers found in rows of the document. `README.md` beside this file says how those
//! were found and how the two are compared.

mod compare;
mod label;
mod pattern;
mod score;

use std::collections::HashMap;

use taurusdb_spec::{Api, Facts};
use taurusdb_tests::{root, snapshot};

use score::{Miss, Scores};

const LEAST_F1: f64 = 0.98;

/// The rows that the reading of descriptions was tuned on.
#[test]
fn facts_are_those_that_a_careful_reader_finds() {
    judge("fields.json");
}

/// Rows that were labelled when the tuning was over: how the others, which nobody labelled, are read.
#[test]
fn facts_of_other_rows_are_read_as_well() {
    judge("held-out.json");
}

#[track_caller]
fn judge(file: &str) {
    let api = Api::load(&root().join("spec")).expect("the committed specification is sound");
    let stated = by_line(&api);
    let mut scores = Scores::default();
    let mut misses = Vec::new();
    let mut missing = Vec::new();
    for label in label::load(file) {
        let Some(found) = stated.get(&label.line) else {
            missing.push(format!("line {}, {}", label.line, label.field));
            continue;
        };
        for (attribute, outcome) in compare::facts(&label.facts, found) {
            scores.add(&attribute, &outcome);
            misses.extend(Miss::of(&label, attribute, outcome));
        }
    }
    let misses: String = misses.iter().map(|miss| format!("{miss}\n")).collect();
    println!("{file}\n{scores}\n{misses}");
    assert!(
        missing.is_empty(),
        "rows that were labelled are not in the specification:\n{}",
        missing.join("\n")
    );
    // What is missed is known, and may only become less.
    snapshot(&format!("misses-in-{}", file.trim_end_matches(".json")), &misses);
    let f1 = scores.overall().f1();
    assert!(f1 >= LEAST_F1, "F1 is {f1:.3}, below {LEAST_F1}; the misses are listed above");
}

/// The facts of every parameter and field by the line that states it. The name there is not always
/// that of the field: some are corrected.
fn by_line(api: &Api) -> HashMap<u32, &Facts> {
    let parameters = api
        .groups
        .iter()
        .flat_map(|group| &group.operations)
        .flat_map(|operation| &operation.parameters)
        .map(|parameter| (parameter.line, &parameter.facts));
    let fields = api
        .schemas
        .values()
        .flat_map(|schema| &schema.fields)
        .flat_map(|field| field.lines.iter().map(move |line| (*line, &field.facts)));
    parameters.chain(fields).collect()
}
