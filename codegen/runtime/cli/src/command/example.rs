//! The example in the help of an operation.

use taurusdb_descriptor_types::{Field, Operation, Type};

use super::flags::INPUT;
use super::takes::Take;
use crate::names::last_word;
use crate::program::Program;
use crate::scalar;

/// The words of a line that works once its variables are set: nobody can invent an id that exists.
pub(super) fn words(program: Program, operation: &Operation, takes: &[Take]) -> Vec<String> {
    let mut words: Vec<String> = program.typed(operation).split(' ').map(str::to_owned).collect();
    for take in takes.iter().filter(|take| take.parameter.is_mandatory()) {
        words.extend(take.parameter.flag.map(|flag| format!("--{flag}")));
        words.push(value(*take));
    }
    if operation.request.is_some_and(|schema| schema.fields.iter().any(Field::is_mandatory)) {
        words.push(format!("--{INPUT}"));
        words.push(format!("{}.json", last_word(operation.command)));
    }
    words
}

fn value(take: Take) -> String {
    let parameter = take.parameter;
    if let Some(documented) = parameter.facts.values.first().copied().or(parameter.facts.default) {
        return quoted(documented);
    }
    match scalar::element(&parameter.kind) {
        Type::Integer | Type::Long => "1".to_owned(),
        Type::Number => "0.5".to_owned(),
        Type::Boolean => "true".to_owned(),
        _ => format!("\"${}\"", parameter.value_name),
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
