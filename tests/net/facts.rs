//! The facts of a specification once more, straight from its model as JSON, so that what the comparison
//! knows is not the measure of what it must find.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use taurusdb_spec::{Api, Type};
use taurusdb_sync::{Change, Subject};

/// What a fact belongs to: an operation (empty for the service), and the way to a parameter or field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    operation: String,
    /// `request`, `200`, `query`; empty for the operation itself.
    role: String,
    path: Vec<String>,
}

/// Each fact with the number of times that it is stated.
pub(super) type Facts = BTreeMap<(Place, String), usize>;

impl Place {
    /// Whether a change is about this place, or about something that it lies in.
    pub(super) fn is_told_by(&self, change: &Change) -> bool {
        let Some(operation) = change.subject.operation() else { return self.operation.is_empty() };
        if operation != self.operation {
            return false;
        }
        match &change.subject {
            Subject::Operation(_) => {
                self.role.is_empty() || change.old.is_none() || change.new.is_none()
            }
            Subject::Example { .. } => self.role == "example",
            Subject::Value { role, path, .. } => {
                let names: Vec<&str> = path
                    .split('.')
                    .map(|name| name.trim_end_matches(['[', ']', '{', '}']))
                    .filter(|name| !name.is_empty())
                    .collect();
                let own = self.path.iter().map(String::as_str).take(names.len());
                // What has another name now is told under that one, with the old name beside it.
                let had_name = |place: usize, name: &str| {
                    let old = change.old.as_ref().filter(|_| change.is_guess());
                    place + 1 == names.len() && old.is_some_and(|old| old.text == name)
                };
                let names = names.iter().enumerate();
                role.to_string() == self.role
                    && self.path.len() >= names.len()
                    && own.zip(names).all(|(own, (at, name))| own == *name || had_name(at, own))
            }
            _ => false,
        }
    }
}

/// All facts of a specification.
pub(super) fn facts(api: &Api) -> Facts {
    let mut facts = Facts::new();
    let service = serde_json::to_value(&api.service).expect("the model is JSON");
    let nowhere = Place { operation: String::new(), role: String::new(), path: Vec::new() };
    for (kind, rows) in service.as_object().into_iter().flatten() {
        // The number and date of the issue are what a comparison is between.
        for row in rows.as_array().into_iter().flatten() {
            state(&mut facts, &nowhere, &format!("{kind} {row}"));
        }
    }
    for operation in api.operations() {
        let place = |role: &str, path: &[String]| Place {
            operation: operation.id.clone(),
            role: role.to_owned(),
            path: path.to_vec(),
        };
        let own = json!([
            operation.section,
            operation.title,
            operation.method,
            operation.path,
            operation.stage,
            operation.deprecated,
            operation.permissions,
            operation.errors
        ]);
        leaves(&mut facts, &place("", &[]), &own);
        for parameter in &operation.parameters {
            let role = parameter.location.as_str();
            let value = serde_json::to_value(parameter).expect("the model is JSON");
            leaves(&mut facts, &place(role, std::slice::from_ref(&parameter.name)), &value);
        }
        for example in &operation.examples {
            let value = json!([example.status, example.body]);
            state(&mut facts, &place("example", &[]), &value.to_string());
        }
        if let Some(body) = &operation.request {
            fields(
                &mut facts,
                api,
                &mut |path| place("request", path),
                &body.schema,
                &mut Vec::new(),
                &mut Vec::new(),
            );
        }
        for (status, response) in &operation.responses {
            let role = status.to_string();
            let value = json!([response.schema.is_some(), response.assumed]);
            state(&mut facts, &place(&role, &[]), &value.to_string());
            if let Some(schema) = &response.schema {
                fields(
                    &mut facts,
                    api,
                    &mut |path| place(&role, path),
                    schema,
                    &mut Vec::new(),
                    &mut Vec::new(),
                );
            }
        }
    }
    facts
}

fn fields<'a>(
    facts: &mut Facts,
    api: &'a Api,
    place: &mut dyn FnMut(&[String]) -> Place,
    schema: &'a str,
    path: &mut Vec<String>,
    open: &mut Vec<&'a str>,
) {
    if open.contains(&schema) {
        return;
    }
    open.push(schema);
    for field in &api.schemas[schema].fields {
        path.push(field.name.clone());
        let mut known = field.clone();
        known.kind = known.kind.map_schema(&mut |_| "T".to_owned());
        let value = serde_json::to_value(&known).expect("the model is JSON");
        leaves(facts, &place(path), &value);
        if let Some(inner) = Type::schema(&field.kind) {
            fields(facts, api, place, inner, path, open);
        }
        path.pop();
    }
    open.pop();
}

/// States each leaf of a value with the keys that lead to it.
fn leaves(facts: &mut Facts, place: &Place, value: &Value) {
    fn walk(facts: &mut Facts, place: &Place, keys: &str, value: &Value) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    walk(facts, place, &format!("{keys}.{key}"), value);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| walk(facts, place, keys, item)),
            leaf => state(facts, place, &format!("{keys} {leaf}")),
        }
    }
    walk(facts, place, "", value);
}

fn state(facts: &mut Facts, place: &Place, fact: &str) {
    *facts.entry((place.clone(), fact.to_owned())).or_default() += 1;
}
