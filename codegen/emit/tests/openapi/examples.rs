//! Examples before a validator that is not ours.

use serde_json::{Map, Value, json};

use super::{API, V30, V31, media, members, operations};

/// All examples in one object, and the schema of that object.
fn collect(document: &Value, key: &str) -> (Value, Value) {
    let mut values = Map::new();
    let mut properties = Map::new();
    for (_, _, operation) in operations(document) {
        for media in media(operation) {
            for (name, example) in members(&media[key]) {
                // The name is one among those of its operation.
                let name = format!("{} {name}", operation["operationId"]);
                properties.insert(name.clone(), media["schema"].clone());
                values.insert(name, example["value"].clone());
            }
        }
    }
    let components = json!({ "schemas": document["components"]["schemas"] });
    (json!(values), json!({ "properties": properties, "components": components }))
}

#[track_caller]
fn assert_valid(schema: &Value, value: &Value) {
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(schema);
    let validator = validator.expect("a schema");
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Rewrites `nullable` of 3.0 in the words of JSON Schema.
fn with_null(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(with_null);
            if members.get("nullable") == Some(&json!(true)) {
                members["type"] = json!([members["type"], "null"]);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(with_null),
        _ => {}
    }
}

#[test]
fn what_stands_under_examples_is_valid() {
    let (values, schema) = collect(&V31, "examples");
    let total: usize = API.operations().map(|operation| operation.examples.len()).sum();
    let valid = values.as_object().map_or(0, Map::len);
    assert!(valid * 10 > total * 9, "{valid} of {total}");
    assert_valid(&schema, &values);
}

#[test]
fn what_is_valid_in_3_1_is_valid_in_3_0() {
    let (values, mut schema) = collect(&V30, "examples");
    with_null(&mut schema);
    assert_valid(&schema, &values);
}

#[test]
fn what_contradicts_its_table_says_how() {
    let mut found = 0;
    for (_, _, operation) in operations(&V31) {
        for (name, example) in media(operation).flat_map(|media| members(&media["x-examples"])) {
            let reasons = example["x-contradicts"].as_array().map_or(0, Vec::len);
            assert!(reasons > 0, "{name} of {}", operation["operationId"]);
            found += 1;
        }
    }
    assert!(found > 0);
}

#[test]
fn no_example_is_lost() {
    let in_media = |operation: &Value| -> usize {
        media(operation)
            .map(|media| members(&media["examples"]).chain(members(&media["x-examples"])).count())
            .sum()
    };
    let kept: usize = operations(&V31)
        .map(|(_, _, operation)| in_media(operation) + members(&operation["x-examples"]).count())
        .sum();
    assert_eq!(kept, API.operations().map(|operation| operation.examples.len()).sum::<usize>());
}
