//! What a struct of `types.rs` is, for whoever meets it there.

use std::collections::BTreeSet;

use taurusdb_spec::{Api, Side, Type};

use super::docs::plain;
use crate::plan::Plan;

/// As many names as fit in a sentence.
const NAMED: usize = 3;

/// What a struct is, and which operations it belongs to.
pub(super) fn of(plan: &Plan<'_>, name: &str) -> String {
    let schema = &plan.api.schemas[name];
    let operations: BTreeSet<&str> = schema.sources.iter().map(|s| s.operation.as_str()).collect();
    let operations: Vec<String> = operations.iter().map(|id| format!("`{id}`")).collect();
    let of = listed(&operations, "operations");
    match place(plan.api, name) {
        Place::Error if operations.len() > NAMED => {
            format!("The answer of {} operations to a request that fails.", operations.len())
        }
        Place::Error => format!("The answer of {of} to a request that fails."),
        Place::Answer => format!("The answer of {of}."),
        Place::Request => format!("The body of a request to {of}."),
        Place::Part(part) => {
            let side = match schema.side {
                Side::Request => "a request to",
                Side::Response => "an answer of",
            };
            let part = part.map(|part| format!("{part}\n\n")).unwrap_or_default();
            format!("{part}A part of {side} {of}.")
        }
    }
}

/// Where a struct stands.
enum Place {
    Error,
    Answer,
    Request,
    /// Inside of others, with what it is there if that is one thing.
    Part(Option<String>),
}

fn place(api: &Api, name: &str) -> Place {
    let is_it = |schema: Option<&str>| schema == Some(name);
    if api.operations().any(|o| is_it(o.request.as_ref().map(|body| body.schema.as_str()))) {
        return Place::Request;
    }
    let mut statuses = api.operations().flat_map(|operation| {
        operation.responses.iter().filter(|(_, r)| is_it(r.schema.as_deref())).map(|(s, _)| *s)
    });
    match statuses.next() {
        Some(status) if taurusdb_spec::is_success(status) => Place::Answer,
        Some(_) => Place::Error,
        None => Place::Part(part(api, name)),
    }
}

/// What a struct is in the fields that hold it, as far as they agree on that.
fn part(api: &Api, name: &str) -> Option<String> {
    let holders = api.schemas.iter().flat_map(|(owner, schema)| {
        let fields = schema.fields.iter().filter(|field| field.kind.schema() == Some(name));
        fields.map(move |field| {
            let place = match field.kind {
                Type::Array(_) => format!("An item of the list `{}`", field.name),
                Type::Map(_) => format!("A value of the map `{}`", field.name),
                _ => format!("The object `{}`", field.name),
            };
            (place, api.docs.field(owner, &field.name))
        })
    });
    let (places, meanings): (BTreeSet<_>, BTreeSet<_>) = holders.unzip();
    let place = only(places)?;
    Some(match only(meanings).flatten() {
        Some(meaning) => format!("{place}: {}.", plain(meaning)),
        None => format!("{place}."),
    })
}

fn only<T>(set: BTreeSet<T>) -> Option<T> {
    let mut items = set.into_iter();
    items.next().filter(|_| items.next().is_none())
}

/// Names in a row; of many, the first ones and how many follow.
fn listed(names: &[String], what: &str) -> String {
    match names {
        [one] => one.clone(),
        [start @ .., end] if names.len() <= NAMED => format!("{} and {end}", start.join(", ")),
        names => {
            let (shown, others) = names.split_at(NAMED - 1);
            format!("{} and {} more {what}", shown.join(", "), others.len())
        }
    }
}
