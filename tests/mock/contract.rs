//! Every field of every operation, broken in each way that its description forbids: the call is refused,
//! and the message names the field.

use serde_json::{Value, json};
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::{Facts, Field, Operation, Schema, Type};
use taurusdb_mock::runtime::Clock;

use super::driver::{Request, valid_calls};
use super::wire::Wire;

/// A value of each JSON kind, and what it is called.
fn kinds() -> [(&'static str, Value); 6] {
    [
        ("null", Value::Null),
        ("boolean", json!(true)),
        ("number", json!(4.5)),
        ("string", json!("text that is none of these")),
        ("array", json!([])),
        ("object", json!({})),
    ]
}

/// Whether a value of a JSON kind can stand for a type.
fn takes(kind: &Type, json: &str) -> bool {
    match kind {
        Type::String => json == "string",
        Type::Integer | Type::Long => false,
        Type::Number => json == "number",
        Type::Boolean => json == "boolean",
        Type::Array(_) => json == "array",
        Type::Object | Type::Map(_) | Type::Record(_) => json == "object",
    }
}

/// Values beyond what the facts allow.
fn beyond(kind: &Type, facts: &Facts<'_>) -> Vec<Value> {
    let mut values = Vec::new();
    let is_number = matches!(kind, Type::Integer | Type::Long | Type::Number);
    let limits = [facts.minimum.map(|least| least - 1.0), facts.maximum.map(|most| most + 1.0)];
    for limit in limits.into_iter().flatten().filter(|limit| limit.abs() < 9e15) {
        #[expect(clippy::cast_possible_truncation, reason = "it is small enough")]
        let whole = limit as i64;
        match kind {
            _ if is_number => values.push(json!(whole)),
            Type::String => values.push(json!(whole.to_string())),
            _ => {}
        }
    }
    if let (Type::String, Some(length)) = (kind, facts.length) {
        let text = |length: u64| "a".repeat(usize::try_from(length).unwrap_or_default());
        values.extend(length.min.and_then(|least| least.checked_sub(1)).map(|n| json!(text(n))));
        values.extend(length.max.filter(|most| *most < 100_000).map(|n| json!(text(n + 1))));
    }
    if !facts.values.is_empty() && !facts.case_insensitive {
        match kind {
            Type::String => values.push(json!("no-such-value")),
            _ if is_number => values.push(json!(987_654)),
            _ => {}
        }
    }
    values
}

/// The bodies that differ from a valid one in one wrong field: its name, what is wrong, and the body.
fn broken(schema: &'static Schema, body: &Value) -> Vec<(&'static str, String, Value)> {
    let mut all = Vec::new();
    for field in schema.fields {
        let sent = body.get(field.name);
        let mut with = |what: String, value: Value| {
            let mut body = body.clone();
            body[field.name] = value;
            all.push((field.name, what, body));
        };
        for (json, wrong) in kinds() {
            let is_seen = field.wire.contains(&json);
            let is_fit =
                takes(&field.kind, json) || is_seen || json == "null" && may_be_null(field);
            if !is_fit {
                with(json.to_owned(), wrong);
            }
        }
        let Some(value) = sent else { continue };
        for value in beyond(&field.kind, field.facts) {
            with(format!("beyond: {value}"), value);
        }
        inside(&field.kind, value, &mut |name, what, value| {
            let mut body = body.clone();
            body[field.name] = value;
            all.push((name, what, body));
        });
    }
    all
}

/// What is broken within a value of a type.
fn inside(kind: &Type, value: &Value, found: &mut dyn FnMut(&'static str, String, Value)) {
    match (kind, value) {
        (Type::Record(schema), Value::Object(_)) => {
            for (name, what, value) in broken(schema, value) {
                found(name, what, value);
            }
        }
        (Type::Array(item), Value::Array(items)) => {
            let Some(first) = items.first() else { return };
            inside(item, first, &mut |name, what, value| {
                let mut items = items.clone();
                items[0] = value;
                found(name, what, Value::Array(items));
            });
        }
        _ => {}
    }
}

/// Null counts as left out where nothing asks for the field.
fn may_be_null(field: &Field) -> bool {
    !field.is_mandatory()
}

#[test]
fn every_field_is_held_to_its_description() {
    let calls = valid_calls();
    let mut wire = Wire::start(Clock::Instant, 1, true);
    let (mut wrong, mut tried) = (Vec::new(), 0);
    let mut judge =
        |operation: &Operation, name: &str, what: &str, (status, answer): (u16, Value)| {
            tried += 1;
            let message = answer["error_msg"].as_str().unwrap_or_default();
            if status != 400 || !message.contains(name) {
                wrong.push(format!("{} {name} ({what}): {status} {answer}", operation.id));
            }
        };
    for operation in SERVICE.operations() {
        let request = Request::of(operation, &calls[operation.id]);
        let (Some(schema), Some(body)) = (operation.request, &request.body) else { continue };
        for (name, what, body) in broken(schema, body) {
            let answer = wire.ask(operation.method.as_str(), &request.path(), Some(&body));
            judge(operation, name, &what, answer);
        }
    }
    for operation in SERVICE.operations() {
        for parameter in operation.parameters_in(taurusdb_descriptors::types::Location::Query) {
            let texts = beyond(&parameter.kind, parameter.facts);
            let mut texts: Vec<String> = texts.iter().map(super::driver::text).collect();
            if matches!(parameter.kind, Type::Integer | Type::Long) {
                texts.extend(["x", "1.5", "%201", "1e1", "%D9%A1", "0x1"].map(str::to_owned));
            }
            for text in texts {
                let mut request = Request::of(operation, &calls[operation.id]);
                request.leave_out(parameter.name);
                let path = request.path();
                let mark = if path.contains('?') { '&' } else { '?' };
                let path = format!("{path}{mark}{}={text}", parameter.name);
                let answer = wire.ask(operation.method.as_str(), &path, request.body.as_ref());
                judge(operation, parameter.name, &text, answer);
            }
        }
    }
    assert!(tried > 2500, "only {tried} were tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
