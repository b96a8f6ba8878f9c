//! The example in the help of an operation.

use taurusdb_tables::{Operation, Type};

use super::operation::INPUT;
use super::takes::Take;
use crate::names::{kebab, typed, value_name};
use crate::scalar;

/// The words of a line that works once its variables are set: nobody can invent an id that exists.
pub(super) fn words(operation: &Operation, takes: &[Take]) -> Vec<String> {
    let mut words: Vec<String> = typed(operation.id).split(' ').map(str::to_owned).collect();
    for take in takes.iter().filter(|take| take.parameter.required) {
        words.extend(take.flag.as_ref().map(|flag| format!("--{flag}")));
        words.push(value(take));
    }
    if operation.request.is_some_and(|schema| schema.fields.iter().any(|field| field.required)) {
        words.push(format!("--{INPUT}"));
        words.push(format!("{}.json", kebab(operation.command)));
    }
    words
}

fn value(take: &Take) -> String {
    let parameter = take.parameter;
    if let Some(documented) = parameter.values.first().copied().or(parameter.default) {
        return quoted(documented);
    }
    match scalar::element(&parameter.kind) {
        Type::Integer | Type::Long => "1".to_owned(),
        Type::Double => "0.5".to_owned(),
        Type::Boolean => "true".to_owned(),
        _ => format!("\"${}\"", value_name(take.name)),
    }
}

/// A value as a shell takes it.
fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.,:/+@%".contains(c);
    match value.chars().all(is_plain) && !value.is_empty() {
        true => value.to_owned(),
        false => format!("'{}'", value.replace('\'', r"'\''")),
    }
}
