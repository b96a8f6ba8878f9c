//! How well descriptions are read: compares the facts of the committed specification, with its fixes,
//! with those that independent readers found in rows of the document. `README.md` in this folder says
//! how the readers worked and how the two are compared.

mod compare;
mod label;
mod pattern;
mod score;
mod wordings;

use std::collections::{BTreeMap, HashMap};

use taurusdb_spec::{Api, Facts};
use taurusdb_tests::{root, snapshot};

use label::Row;
use score::{Miss, Scores};

const LEAST_F1: f64 = 0.98;

/// The rows that the rules for descriptions were tuned on.
#[test]
fn facts_agree_with_a_careful_reader() {
    judge("fields.json");
}

/// Rows that were labelled after the tuning: they show how well all unlabelled rows are read.
#[test]
fn facts_of_other_rows_are_read_as_well() {
    judge("held-out.json");
}

#[track_caller]
fn judge(file: &str) {
    let api = Api::load(&root().join("spec")).expect("the committed specification is sound");
    let stated = by_row(&api);
    let mut scores = Scores::default();
    let mut misses = Vec::new();
    let mut missing = Vec::new();
    for label in label::load(file) {
        let Some(found) = stated.get(&label.row) else {
            missing.push(label.row.to_string());
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
        "the specification does not have these labelled rows:\n{}",
        missing.join("\n")
    );
    // The snapshot lists the known misses; they may only become fewer.
    snapshot(&format!("misses-in-{}", file.trim_end_matches(".json")), &misses);
    let f1 = scores.overall().f1();
    assert!(f1 >= LEAST_F1, "F1 is {f1:.3}, below {LEAST_F1}; the misses are listed above");
}

/// The facts of every parameter and field by the row that states them. A field has a row for each of
/// its names, because a fix may have renamed it.
fn by_row(api: &Api) -> HashMap<Row, &Facts> {
    // Lines only say which row comes first.
    let mut rows: BTreeMap<(u32, &str), (String, String, &Facts)> = BTreeMap::new();
    for operation in api.operations() {
        for parameter in &operation.parameters {
            let table = parameter.location.as_str().to_owned();
            let key = (parameter.line, parameter.name.as_str());
            rows.insert(key, (operation.id.clone(), table, &parameter.facts));
        }
    }
    for schema in api.schemas.values() {
        for field in &schema.fields {
            for &line in &field.lines {
                let source = schema.source_of(line).expect("a table has the line");
                let table = source.role(schema.side);
                for name in [&field.name].into_iter().chain(&field.aliases) {
                    let place = (source.operation.clone(), table.clone(), &field.facts);
                    rows.insert((line, name.as_str()), place);
                }
            }
        }
    }
    let mut by_row = HashMap::new();
    for ((_, field), (operation, table, facts)) in rows {
        let mut row = Row { operation, table, field: field.to_owned(), ordinal: 1 };
        while by_row.contains_key(&row) {
            row.ordinal += 1;
        }
        by_row.insert(row, facts);
    }
    by_row
}
