//! Entries of `overlay/docs`.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::{Api, Condition, Operation, Type};

use super::fields::{self, Named};
use super::page::{Page, mark};

pub(super) fn entries(page: &mut Page, api: &Api, operation: &Operation) {
    summary(page, api, operation);
    let all = fields::all(api, operation);
    meanings(page, api, operation, &all);
    labels(page, api, &all);
    conditions(page, api, &all);
    errors(page, api);
}

fn summary(page: &mut Page, api: &Api, operation: &Operation) {
    const FILE: &str = "docs/operations.toml";
    let id = &operation.id;
    if api.docs.operation(id).is_some() {
        page.stands(FILE, &format!("\"{id}\""));
        return;
    }
    let text = mark("what it does, in the imperative, at most 72 characters");
    let place = "in the order of names/operations.toml";
    page.entry(FILE, place, &[format!("\"{id}\" = {text}")]);
}

/// A general meaning to write for each new name; for each known name, the existing meaning.
fn meanings(page: &mut Page, api: &Api, operation: &Operation, all: &[Named<'_>]) {
    let (mut new, mut known) = (BTreeSet::new(), BTreeSet::new());
    for Named { owner, name, .. } in all {
        if !api.docs.has_field(name) {
            if page.is_new("docs/fields.toml", name) {
                new.insert(key(name));
            }
        } else if let Some(text) = api.docs.field(owner, name) {
            known.insert(format!("# \"{owner}.{name}\" = \"{text}\""));
        }
    }
    let text = mark("what it is: a noun phrase of at most 100 characters, no facts");
    let lines: Vec<String> = new.iter().map(|name| format!("{name} = {text}")).collect();
    if !lines.is_empty() {
        page.entry("docs/fields.toml", "in the order of the alphabet", &lines);
    }
    let is_new = api.docs.operation(&operation.id).is_none();
    if is_new && !known.is_empty() {
        let head = "# The general meanings of the other names. If one is wrong here, copy its line and correct it.";
        let lines: Vec<String> = std::iter::once(head.to_owned()).chain(known).collect();
        page.entry("docs/overrides.toml", "only the lines that need it", &lines);
    }
}

fn labels(page: &mut Page, api: &Api, all: &[Named<'_>]) {
    let mut missing: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Named { owner, name, kind, facts } in all {
        for value in facts.values.iter().filter(|_| **kind != Type::Boolean) {
            if api.docs.value(owner, name, value).is_none()
                && page.is_new("docs/values.toml", &format!("{name}.{value}"))
            {
                missing.entry(name).or_default().insert(value);
            }
        }
    }
    let text = mark("what it means: a capital first, at most 80 characters");
    for (name, values) in missing {
        let labels = values.into_iter().map(|value| format!("{} = {text}", key(value)));
        let is_there = api.docs.has_values(name) || !page.is_new("docs/values.toml", name);
        let (place, header) = match is_there {
            true => (format!("in the existing table [\"{name}\"]"), None),
            false => ("in the order of the alphabet".to_owned(), Some(format!("[\"{name}\"]"))),
        };
        let lines: Vec<String> = header.into_iter().chain(labels).collect();
        page.entry("docs/values.toml", &place, &lines);
    }
}

fn conditions(page: &mut Page, api: &Api, all: &[Named<'_>]) {
    let named = all.iter().flat_map(|n| n.facts.required_when.iter().chain(&n.facts.excluded_when));
    let missing: BTreeSet<&str> = named
        .filter_map(|condition| match condition {
            Condition::Named { when } => Some(when.as_str()),
            _ => None,
        })
        .filter(|name| api.docs.condition(name).is_none())
        .filter(|name| page.is_new("docs/conditions.toml", name))
        .collect();
    if !missing.is_empty() {
        let text = mark("a clause that completes 'mandatory when …'");
        let lines: Vec<String> =
            missing.into_iter().map(|name| format!("{} = {text}", key(name))).collect();
        page.entry("docs/conditions.toml", "in the order of the alphabet", &lines);
    }
}

/// The error codes that are new in the document. It does not say which operation returns which.
pub(super) fn errors(page: &mut Page, api: &Api) {
    let lines: Vec<String> = api
        .service
        .error_codes
        .iter()
        .filter(|error| api.docs.error(&error.code).is_none())
        .filter(|error| {
            let codes = &api.service.error_codes;
            codes.iter().find(|first| first.code == error.code) == Some(error)
        })
        .filter(|error| page.is_new("docs/errors.toml", &error.code))
        .flat_map(|error| {
            [
                format!("[\"{}\"]", error.code),
                format!("name = {}", mark("NameInUpperCamelCase")),
                format!("category = {}", mark("as the head of the file lists them")),
                "retryable = false".to_owned(),
                format!("advice = {}", mark("what to do, in the imperative")),
                String::new(),
            ]
        })
        .collect();
    if !lines.is_empty() {
        page.entry("docs/errors.toml", "in the order of the document", &lines);
    }
}

/// A TOML key: without quotes if possible.
fn key(name: &str) -> String {
    let is_bare =
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_bare { name.to_owned() } else { format!("\"{name}\"") }
}
