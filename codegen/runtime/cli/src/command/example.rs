//! The example in the help of an operation.

use taurusdb_descriptor_types::{Field, Operation, Schema, Type};

use super::flags::taken;
use super::takes::{Take, takes};
use crate::fields::{flag_of, kebab};
use crate::manual::Manual;
use crate::sample::{self, Extent, SECRET};
use crate::scalar;
use crate::tree::{Form, Tree};

/// The parts of a line that calls the operation with example values, a flag and its value in one. Secrets
/// are in variables.
pub(super) fn words(manual: Manual, operation: &'static Operation, takes: &[Take]) -> Vec<String> {
    let mut words: Vec<String> =
        manual.program.typed(operation).split(' ').map(str::to_owned).collect();
    for take in takes.iter().filter(|take| take.parameter.is_mandatory()) {
        let value = quoted(&value(manual, operation, *take));
        words.push(match take.parameter.flag {
            Some(flag) => format!("--{flag} {value}"),
            None => value,
        });
    }
    if let Some(schema) = operation.request {
        let body = sample::body(manual, operation, schema, Extent::Needed);
        let taken = taken(manual, operation);
        for field in schema.fields {
            if let Some(value) = body.get(field.name) {
                let flag = flag_of(schema, field, &taken);
                given(&flag, field, &field.kind, value, &mut words);
            }
        }
    }
    words
}

/// The parts of a line that calls the operation with example values.
pub(crate) fn example_words(manual: Manual, operation: &'static Operation) -> Vec<String> {
    words(manual, operation, &takes(operation))
}

fn value(manual: Manual, operation: &Operation, take: Take) -> String {
    let parameter = take.parameter;
    if parameter.facts.sensitive {
        return variable(parameter.name);
    }
    let shown = manual.docs.sample(operation.id, parameter.name);
    let first = parameter.facts.values.first().copied();
    let known = first.or(parameter.facts.default).or(shown);
    known.map(str::to_owned).unwrap_or_else(|| {
        match scalar::element(&parameter.kind) {
            Type::Integer | Type::Long => "1",
            Type::Number => "0.5",
            Type::Boolean => "true",
            _ => "text",
        }
        .to_owned()
    })
}

/// A field as flags: the fields of an object each have their own.
fn given(flag: &str, field: &Field, kind: &Type, value: &Tree, words: &mut Vec<String>) {
    let text = match (&value.form, kind) {
        (Form::Object(entries), Type::Record(schema)) if !entries.is_empty() => {
            for inner in schema.fields {
                if let Some(value) = value.get(inner.name) {
                    let flag = format!("{flag}.{}", segment(schema, inner));
                    given(&flag, inner, &inner.kind, value, words);
                }
            }
            return;
        }
        (Form::List(items), _) if !items.is_empty() => {
            let items: Vec<String> = items.iter().map(|item| short(item, true)).collect();
            items.join(",")
        }
        (Form::Text(text), _) if text == SECRET => variable(field.name),
        (Form::Text(text), _) => text.clone(),
        (Form::Object(_) | Form::List(_), _) => value.to_string(),
        _ => value.to_string(),
    };
    words.push(format!("--{flag} {}", quoted(&text)));
}

fn segment(schema: &'static Schema, field: &Field) -> String {
    flag_of(schema, field, &crate::fields::Taken::default())
}

/// A value in the short form of objects and lists. The braces of a single object can be left out.
fn short(value: &Tree, is_outer: bool) -> String {
    match &value.form {
        Form::Object(entries) => {
            let pairs = entries.iter().map(|(key, value)| {
                let value = match &value.form {
                    Form::Text(text) if text == SECRET => variable(key),
                    _ => short(value, false),
                };
                format!("{key}={value}")
            });
            let pairs = pairs.collect::<Vec<_>>().join(",");
            if is_outer && !entries.is_empty() { pairs } else { format!("{{{pairs}}}") }
        }
        Form::List(items) => {
            let items: Vec<String> = items.iter().map(|item| short(item, false)).collect();
            format!("[{}]", items.join(","))
        }
        Form::Text(text) if text.contains([',', '[', ']', '{', '}', '\'', '"', '\\', '=']) => {
            format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
        }
        Form::Text(text) => text.clone(),
        _ => value.to_string(),
    }
}

/// The variable that an example takes a secret from.
fn variable(name: &str) -> String {
    format!("env:{}", kebab(name).to_uppercase().replace('-', "_"))
}

/// A value as a shell takes it.
fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.,:/+@%=".contains(c);
    match value.chars().all(is_plain) && !value.is_empty() {
        true => value.to_owned(),
        false => format!("'{}'", value.replace('\'', r"'\''")),
    }
}
