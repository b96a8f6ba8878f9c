//! Reads the examples of all operations as JSON and attaches them to their operations.

use std::collections::BTreeMap;

use serde_json::Value;
use taurusdb_spec::{Api, Example, Operation, Schema, Side, Type};

use crate::example::{mend, replace_sentences};
use crate::interpret::{Draft, ExampleDraft};

/// Reads the examples of all operations. If a broken one can be repaired in several ways, the
/// schema of its body decides.
pub(super) fn attach(api: &mut Api, drafts: &[Draft]) {
    let by_section: BTreeMap<&str, &Draft> =
        drafts.iter().map(|draft| (draft.section.as_str(), draft)).collect();
    for operation in api.groups.iter_mut().flat_map(|group| &mut group.operations) {
        let Some(draft) = by_section.get(operation.section.as_str()) else { continue };
        operation.examples = draft
            .examples
            .iter()
            .filter_map(|example| read(example, operation, &api.schemas))
            .collect();
    }
}

fn read(
    draft: &ExampleDraft,
    operation: &Operation,
    schemas: &BTreeMap<String, Schema>,
) -> Option<Example> {
    let success = operation.success().map(|(status, _)| status);
    let status = match draft.side {
        Side::Request => None,
        Side::Response => draft.status.or(success),
    };
    let schema = operation.schema_of(status);
    let misfit = |value: &Value| match schema {
        Some(schema) => misfit_of_object(schemas, schema, value),
        None => 0,
    };
    let mended = mend(&draft.fragments, &misfit)?;
    let mut body = mended.value;
    replace_sentences(&mut body);
    let repairs = mended.repairs.into_iter().map(str::to_owned).collect();
    Some(Example { status, line: draft.line, repairs, contradicts: Vec::new(), body })
}

/// How many members of a value have no field, or are an object although another type is declared,
/// or the reverse.
fn misfit(schemas: &BTreeMap<String, Schema>, kind: &Type, value: &Value) -> usize {
    match (kind, value) {
        (_, Value::Null) | (Type::Object, Value::Object(_)) => 0,
        (Type::Array(item), Value::Array(items)) => {
            items.iter().map(|value| misfit(schemas, item, value)).sum()
        }
        (Type::Map(inner), Value::Object(members)) => {
            members.values().map(|value| misfit(schemas, inner, value)).sum()
        }
        (Type::Schema(name), Value::Object(_)) => misfit_of_object(schemas, name, value),
        (kind, Value::Array(_) | Value::Object(_)) if kind.is_scalar() => 1,
        (kind, _) if kind.is_scalar() => 0,
        _ => 1,
    }
}

fn misfit_of_object(schemas: &BTreeMap<String, Schema>, schema: &str, value: &Value) -> usize {
    let Value::Object(members) = value else { return 1 };
    members
        .iter()
        .map(|(key, value)| match schemas[schema].field(key) {
            Some(field) => misfit(schemas, &field.kind, value),
            None => 1,
        })
        .sum()
}
