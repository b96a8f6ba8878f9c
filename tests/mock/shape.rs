//! Whether an answer is as its schema says.

use serde_json::Value;
use taurusdb_descriptors::types::{Broken, Facts, Operation, Type};

/// What is wrong with an answer: each place and what is found there.
pub(crate) fn misfits(operation: &Operation, answer: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(schema) = operation.success().and_then(|success| success.schema) {
        value(&Type::Record(schema), false, answer, operation.id, &mut wrong);
    }
    wrong
}

fn value(kind: &Type, nullable: bool, found: &Value, place: &str, wrong: &mut Vec<String>) {
    let fits = match (kind, found) {
        (_, Value::Null) => nullable,
        (Type::String, Value::String(_))
        | (Type::Boolean, Value::Bool(_))
        | (Type::Number, Value::Number(_))
        | (Type::Object, Value::Object(_)) => true,
        (Type::Integer | Type::Long, Value::Number(number)) => number.is_i64(),
        (Type::Array(item), Value::Array(items)) => {
            for (index, found) in items.iter().enumerate() {
                value(item, false, found, &format!("{place}[{index}]"), wrong);
            }
            true
        }
        (Type::Map(item), Value::Object(fields)) => {
            for (key, found) in fields {
                value(item, false, found, &format!("{place}.{key}"), wrong);
            }
            true
        }
        (Type::Record(schema), Value::Object(fields)) => {
            for (name, found) in fields {
                let place = format!("{place}.{name}");
                match schema.field(name) {
                    Some(field) => {
                        value(&field.kind, field.nullable, found, &place, wrong);
                        limits(field.facts, found, &place, wrong);
                    }
                    None => wrong.push(format!("{place}: no such field")),
                }
            }
            true
        }
        _ => false,
    };
    if !fits {
        wrong.push(format!("{place}: {} is not {}", found, kind.noun()));
    }
}

/// What a plain value breaks of the limits that its field documents.
fn limits(facts: &Facts<'_>, found: &Value, place: &str, wrong: &mut Vec<String>) {
    let broken = match found {
        Value::String(text) => facts.broken_by_text(text),
        Value::Number(number) => facts.broken_by_number(number.as_f64().unwrap_or_default()),
        _ => Vec::new(),
    };
    wrong.extend(
        broken.into_iter().map(|Broken { limit, .. }| format!("{place}: {found} is not {limit}")),
    );
}
