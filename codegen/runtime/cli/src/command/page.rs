//! What the help of an operation says below its arguments.

use taurusdb_tables::{Operation, Schema, Service, Type};

use super::operation::INPUT;
use super::takes::Take;
use crate::names::{kebab, typed, value_name};
use crate::scalar;

pub(super) fn below(service: &Service, operation: &Operation, takes: &[Take]) -> String {
    let mut page = Vec::new();
    if let Some(text) = deprecation(service, operation) {
        page.push(format!("Deprecated: {text}."));
    }
    if let Some(schema) = operation.request {
        page.push(body(schema));
    }
    let Operation { section, method, path, .. } = operation;
    page.push(format!("API Reference {section} · {method} {path}"));
    page.push(format!("Example:\n  {}", example(operation, takes)));
    page.join("\n\n")
}

/// The documented values, in brackets.
pub(super) fn documented(values: &[&str]) -> Option<String> {
    (!values.is_empty()).then(|| format!("[values: {}]", values.join(", ")))
}

/// When a deprecated operation ends and what to use instead.
pub(crate) fn deprecation(service: &Service, operation: &Operation) -> Option<String> {
    let deprecated = operation.deprecated?;
    // A successor may itself have gone with a later issue of the document.
    let successor = deprecated.successor.and_then(|id| service.operation(id));
    let mut text = match deprecated.until {
        "" => "it will end".to_owned(),
        until => format!("its last day is {until}"),
    };
    if let Some(successor) = successor {
        text += &format!("; use `{}` instead", typed(successor.id));
    }
    Some(text)
}

fn body(schema: &'static Schema) -> String {
    let mut rows = Vec::new();
    let optional = mandatory(schema, "", &mut vec![schema], &mut rows);
    let name_width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let kind_width = rows.iter().map(|row| row.kind.len()).max().unwrap_or(0);
    let mut text = "Input: a JSON object".to_owned();
    if !rows.is_empty() {
        text += " with the mandatory fields";
    }
    for Row { name, kind, doc } in rows {
        text += format!("\n  {name:name_width$}  {kind:kind_width$}  {doc}").trim_end();
    }
    if optional > 0 {
        text += &format!("\n  {optional} more optional; --skeleton shows all");
    }
    text
}

struct Row {
    name: String,
    kind: String,
    doc: String,
}

/// Collects the fields that a body cannot do without, also inside of those; counts the others.
fn mandatory(
    schema: &'static Schema,
    within: &str,
    open: &mut Vec<&'static Schema>,
    rows: &mut Vec<Row>,
) -> usize {
    let mut optional = 0;
    for field in schema.fields {
        if !field.required {
            optional += 1;
            continue;
        }
        let name = format!("{within}{}", field.name);
        let inner = record_in(&field.kind);
        let path = match field.kind {
            Type::Array(_) => format!("{name}[]."),
            Type::Map(_) => format!("{name}.*."),
            _ => format!("{name}."),
        };
        let mut doc = field.doc.to_owned();
        if let Some(values) = documented(field.values) {
            doc += &format!(" {values}");
        }
        rows.push(Row { name, kind: scalar::short(&field.kind), doc });
        let Some(inner) = inner.filter(|inner| !open.iter().any(|one| std::ptr::eq(*one, *inner)))
        else {
            continue;
        };
        open.push(inner);
        optional += mandatory(inner, &path, open, rows);
        open.pop();
    }
    optional
}

fn record_in(kind: &Type) -> Option<&'static Schema> {
    match kind {
        Type::Record(schema) => Some(schema),
        Type::Array(element) | Type::Map(element) => record_in(element),
        _ => None,
    }
}

/// A line that works once its variables are set: nobody can invent an id that exists.
fn example(operation: &Operation, takes: &[Take]) -> String {
    let mut line = typed(operation.id);
    for take in takes.iter().filter(|take| take.parameter.required) {
        if let Some(flag) = &take.flag {
            line += &format!(" --{flag}");
        }
        line += &format!(" {}", example_value(take));
    }
    if operation.request.is_some_and(|schema| schema.fields.iter().any(|field| field.required)) {
        line += &format!(" --{INPUT} {}.json", kebab(operation.command));
    }
    line
}

fn example_value(take: &Take) -> String {
    let parameter = take.parameter;
    if let Some(documented) = parameter.values.first().copied().or(parameter.default) {
        return documented.to_owned();
    }
    match scalar::element(&parameter.kind) {
        Type::Integer | Type::Long => "1".to_owned(),
        Type::Double => "0.5".to_owned(),
        Type::Boolean => "true".to_owned(),
        _ => format!("\"${}\"", value_name(take.name)),
    }
}
