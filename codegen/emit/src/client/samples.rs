//! A value for each parameter and each field of a request, as examples of the command line show it.

use std::collections::BTreeMap;

use serde_json::Value;
use taurusdb_spec::{Facts, Location, Type};

use super::sample;
use crate::plan::Plan;

/// Values by schema or operation, and name.
pub(crate) type Samples<'p> = BTreeMap<(&'p str, &'p str), String>;

/// A value for each parameter and each scalar field of a request: what the document shows there, or under
/// the same name elsewhere, or what the facts allow. Secrets have none.
pub(crate) fn samples<'p>(plan: &'p Plan<'_>) -> Samples<'p> {
    let mut found = Samples::new();
    for operation in plan.modules.iter().flat_map(|module| &module.operations) {
        let id = operation.operation.id.as_str();
        for planned in operation.arguments.iter().chain(&operation.parameters) {
            let parameter = planned.parameter;
            let kind = match parameter.location {
                Location::Path => &Type::String,
                _ => &parameter.kind,
            };
            scalar(plan, (id, &parameter.name), kind, &parameter.facts, None, &mut found);
        }
        if let Some(body) = operation.body {
            let examples = operation.operation.examples.iter();
            let shown = examples.filter(|example| example.status.is_none());
            let shown = shown.map(|example| &example.body).next();
            object(plan, body, shown, &mut Vec::new(), &mut found);
        }
    }
    found
}

fn object<'p>(
    plan: &'p Plan<'_>,
    schema: &'p str,
    shown: Option<&Value>,
    open: &mut Vec<&'p str>,
    found: &mut Samples<'p>,
) {
    if open.contains(&schema) {
        return;
    }
    open.push(schema);
    for planned in &plan.record(schema).fields {
        let field = planned.field;
        let shown = shown.and_then(|object| object.get(&field.name));
        let (mut kind, mut shown) = (&field.kind, shown);
        while let Type::Array(inner) | Type::Map(inner) = kind {
            kind = inner;
            shown = shown.and_then(|value| match value {
                Value::Array(items) => items.first(),
                Value::Object(entries) => entries.values().next(),
                _ => None,
            });
        }
        match kind {
            Type::Schema(inner) => object(plan, inner, shown, open, found),
            kind => scalar(plan, (schema, &field.name), kind, &field.facts, shown, found),
        }
    }
    open.pop();
}

fn scalar<'p>(
    plan: &'p Plan<'_>,
    (owner, name): (&'p str, &'p str),
    kind: &Type,
    facts: &Facts,
    shown: Option<&Value>,
    found: &mut Samples<'p>,
) {
    let mut kind = kind;
    while let Type::Array(inner) | Type::Map(inner) = kind {
        kind = inner;
    }
    if facts.sensitive || matches!(kind, Type::Object | Type::Boolean) {
        return;
    }
    let value = match sample::value(plan, kind, facts, name, shown) {
        // The name of a field says less of it than what the document shows under the same name elsewhere.
        Value::String(text) if text == name => sample::elsewhere(plan, facts, name).unwrap_or(text),
        Value::String(text) => text,
        other => other.to_string(),
    };
    found.entry((owner, name)).or_insert(value);
}
