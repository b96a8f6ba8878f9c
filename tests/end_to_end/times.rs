//! Every time that the document's examples show is understood.

use serde_json::Value;
use taurusdb_descriptors::types::{Format, Schema, Type};
use taurusdb_descriptors::{EXAMPLES, SERVICE};
use taurusdb_runtime::Time;

/// The texts in an example that are a time: by their field, or by their looks.
fn times<'v>(value: &'v Value, schema: Option<&Schema>, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let field = schema.and_then(|schema| schema.field(name));
                let format = field.and_then(|field| field.facts.format);
                match (value, format) {
                    (Value::String(text), Some(Format::DateTime | Format::Date)) => {
                        found.push(text)
                    }
                    (Value::String(text), None) if looks_like_a_time(text) => found.push(text),
                    _ => {}
                }
                let inner = field.and_then(|field| match &field.kind {
                    Type::Record(_) | Type::Array(_) | Type::Map(_) => field.kind.schema(),
                    _ => None,
                });
                times(value, inner, found);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|value| times(value, schema, found)),
        _ => {}
    }
}

/// Four digits, two, two: a day.
fn looks_like_a_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', 'T', ' ']).map(str::trim).take(3).collect();
    let are_digits = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(&parts[..], [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2)
        && parts.iter().all(are_digits)
}

#[test]
fn times_in_examples_are_understood() {
    let mut count = 0;
    for operation in SERVICE.operations() {
        for example in EXAMPLES.of(operation.id) {
            let body: Value = serde_json::from_str(example.body).unwrap();
            let schema = match example.status {
                None => operation.request,
                Some(_) => operation.success().and_then(|response| response.schema),
            };
            let mut found = Vec::new();
            times(&body, schema, &mut found);
            // An empty text is no time, and shown where there is none.
            for text in found.into_iter().filter(|text| !text.is_empty()) {
                assert!(Time::from(text).timestamp().is_some(), "{}: {text:?}", operation.id);
                count += 1;
            }
        }
    }
    assert!(count > 50, "only {count} times");
}
