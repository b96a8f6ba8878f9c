//! All fields of a body, with those of the objects in it.

use serde_json::json;
use taurusdb_descriptor_types::{Field, Mandatory, Schema, Side, Type};

use super::page::Row;
use crate::brackets::{assumed, documented, outdated};
use crate::manual::Manual;
use crate::scalar;

/// The fields of a body and of the objects in it, a row for each, by their paths. In requests, the
/// mandatory ones come first.
pub(super) fn rows(manual: Manual, schema: &'static Schema) -> Vec<Row> {
    let mut rows = Vec::new();
    collect(manual, schema, "", &mut vec![schema], &mut rows);
    rows
}

fn collect(
    manual: Manual,
    schema: &'static Schema,
    within: &str,
    open: &mut Vec<&'static Schema>,
    rows: &mut Vec<Row>,
) {
    let mut fields: Vec<&Field> = schema.fields.iter().collect();
    if schema.side == Side::Request {
        fields.sort_by_key(|field| !field.is_mandatory());
    }
    for field in fields {
        let name = format!("{within}{}", field.name);
        let path = format!("{name}{}.", into(&field.kind));
        rows.push(row(manual, schema, field, name));
        let inner = field.kind.schema();
        let Some(inner) = inner.filter(|inner| !open.iter().any(|o| std::ptr::eq(*o, *inner)))
        else {
            continue;
        };
        open.push(inner);
        collect(manual, inner, &path, open, rows);
        open.pop();
    }
}

/// How a path goes into lists and maps.
fn into(kind: &Type) -> String {
    match kind {
        Type::Array(inner) => format!("[]{}", into(inner)),
        Type::Map(inner) => format!(".*{}", into(inner)),
        _ => String::new(),
    }
}

fn row(manual: Manual, schema: &'static Schema, field: &'static Field, name: String) -> Row {
    let facts = field.facts;
    let labels = manual.labels(schema.name, field.name, facts);
    let values = if labels.is_some() { None } else { documented(facts) };
    let meaning = manual.value(schema.name, field.name, facts);
    let marks = [outdated(facts), assumed(facts), values];
    let mark = if field.is_mandatory() { '*' } else { ' ' };
    let kind = scalar::short(&field.kind);
    Row {
        columns: vec![format!("{mark} {name}"), kind.clone()],
        value: json!({
            "name": name,
            "type": kind,
            "mandatory": field.mandatory.map(Mandatory::as_str),
            "meaning": meaning,
            "default": facts.default,
            "values": facts.values,
        }),
        text: meaning.into_iter().chain(marks.into_iter().flatten()).collect::<Vec<_>>().join(" "),
        below: labels.unwrap_or_default(),
    }
}
