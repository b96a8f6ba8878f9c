//! The list of all operations.

use serde_json::{Value, json};

use crate::line;
use crate::service::SERVICE;

#[test]
fn are_listed_in_columns() {
    insta::assert_snapshot!(line("operations").run().out);
}

#[test]
fn are_listed_as_json() {
    let ended = line("operations --json").run();
    let all: Vec<Value> = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(all.len(), SERVICE.operations().count());
    let legacy = json!({
        "id": "legacy.list_instances_v3_1",
        "method": "GET",
        "path": "/mysql/v3/{project_id}/instances",
        "section": "5.1.1",
        "deprecated": true,
    });
    assert!(all.contains(&legacy));
    assert_eq!(line("operations --json --compact").run().out.lines().count(), 1);
}

/// In a debug build, clap checks each command that it builds.
#[test]
fn are_all_built_without_a_clash() {
    for operation in SERVICE.operations() {
        let words = operation.id.replace('.', " ").replace('_', "-");
        assert_eq!(line(&format!("{words} --help")).run().code, 0, "{words}");
    }
}
