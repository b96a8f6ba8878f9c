//! Examples before a validator that is not ours.

use boon::{Compiler, Schemas};
use serde_json::{Map, Value, json};

use super::{API, V30, V31, media, members, operations};

/// All examples in one object, and the schema of that object.
fn collect(document: &Value, key: &str) -> (Value, Value) {
    let mut values = Map::new();
    let mut properties = Map::new();
    for (_, _, operation) in operations(document) {
        for (body, media) in media(operation).enumerate() {
            for (name, example) in members(&media[key]) {
                // A name says which example of a body it is, and nothing else.
                let name = format!("{} {body} {name}", operation["operationId"]);
                values.insert(name.clone(), example["value"].clone());
                properties.insert(name, media["schema"].clone());
            }
        }
    }
    let components = json!({ "schemas": document["components"]["schemas"] });
    (json!(values), json!({ "properties": properties, "components": components }))
}

/// The validator's objection to a value.
fn fault(schema: &Value, value: &Value) -> Option<String> {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", schema.clone()).expect("a schema");
    let schema = compiler.compile("schema.json", &mut schemas).expect("a schema");
    schemas.validate(value, schema).err().map(|fault| format!("{fault:#}"))
}

#[track_caller]
fn assert_valid(schema: &Value, value: &Value) {
    if let Some(fault) = fault(schema, value) {
        panic!("{fault}");
    }
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
fn an_example_that_is_not_valid_is_found() {
    let (mut values, schema) = collect(&V31, "examples");
    let members = values.as_object_mut().expect("examples by their names");
    let example = members.values_mut().find(|example| example.is_object()).expect("an object");
    *example = json!("no object");
    let fault = fault(&schema, &values).expect("it is not valid");
    assert!(fault.contains("want object, but got string"), "{fault}");
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
