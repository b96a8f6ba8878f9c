//! The OpenAPI export of the committed specification.

mod examples;
mod facts;
mod whole;

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use taurusdb_emit::openapi;
use taurusdb_spec::Api;

static API: LazyLock<Api> = LazyLock::new(|| {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    Api::load(&spec).expect("the committed specification")
});
static V31: LazyLock<Value> = LazyLock::new(|| openapi::generate(&API));
static V30: LazyLock<Value> = LazyLock::new(|| openapi::to_30(V31.clone()));

/// All operations of an export: method, path, operation.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    members(&document["paths"]).flat_map(|(path, methods)| {
        members(methods).map(move |(method, operation)| (method, path, operation))
    })
}

#[track_caller]
fn operation<'a>(document: &'a Value, id: &str) -> &'a Value {
    let found = operations(document).find(|(_, _, operation)| operation["operationId"] == id);
    found.unwrap_or_else(|| panic!("no operation {id}")).2
}

/// The media types of an operation's request and responses.
fn media(operation: &Value) -> impl Iterator<Item = &Value> {
    let bodies = operation.get("requestBody").into_iter();
    bodies
        .chain(members(&operation["responses"]).map(|(_, response)| response))
        .filter_map(|body| body.get("content")?.get("application/json"))
}

/// All schemas of an export, also those inside of others.
fn schemas(document: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    for (_, schema) in members(&document["components"]["schemas"]) {
        collect(schema, &mut found);
    }
    for (_, _, operation) in operations(document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            collect(&parameter["schema"], &mut found);
        }
        media(operation).for_each(|media| collect(&media["schema"], &mut found));
    }
    found
}

fn collect<'a>(schema: &'a Value, found: &mut Vec<&'a Map<String, Value>>) {
    let schema = schema.as_object().expect("a schema is an object");
    found.push(schema);
    for inside in ["items", "additionalProperties"] {
        schema.get(inside).into_iter().for_each(|schema| collect(schema, found));
    }
    for several in ["anyOf", "allOf"] {
        let choices = schema.get(several).and_then(Value::as_array);
        choices.into_iter().flatten().for_each(|schema| collect(schema, found));
    }
    if let Some(properties) = schema.get("properties") {
        members(properties).for_each(|(_, schema)| collect(schema, found));
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}
