//! Operations that share a method and a path: their bodies tell them apart.

use std::collections::BTreeMap;

use taurusdb_spec::{LedgerEntry, Location, Mandatory, Method, Rule, Side, Variant};

use crate::fault::{Fault, OTHER};
use crate::interpret::{Draft, FieldDraft};

/// For each draft, what tells it from the others with its route; `None` if it has the route for
/// itself. The names of path parameters make no difference: no server sees them.
pub(super) fn variants(drafts: &[Draft]) -> Vec<Option<Variant>> {
    let mut routes: BTreeMap<(Method, String), Vec<usize>> = BTreeMap::new();
    for (position, draft) in drafts.iter().enumerate() {
        let route = (draft.method, taurusdb_spec::shape(&draft.path));
        routes.entry(route).or_default().push(position);
    }
    let mut variants = vec![None; drafts.len()];
    for same in routes.values().filter(|same| same.len() > 1) {
        for &position in same {
            let others: Vec<&Draft> = same
                .iter()
                .filter(|other| **other != position)
                .map(|other| &drafts[*other])
                .collect();
            variants[position] = Some(Variant { field: telling(&drafts[position], &others) });
        }
    }
    variants
}

/// A fault for each operation that nothing tells from an earlier one with its route: two calls without
/// a body are the same call, unless a query parameter that each needs tells them apart.
pub(super) fn check(drafts: &[Draft]) -> Vec<Fault> {
    let mut first: BTreeMap<(Method, String, Vec<&str>), &Draft> = BTreeMap::new();
    let mut faults = Vec::new();
    for draft in drafts.iter().filter(|draft| body(draft).next().is_none()) {
        let needs = draft.parameters.iter().filter(|parameter| {
            parameter.location == Location::Query
                && parameter.field.mandatory == Some(Mandatory::Yes)
        });
        let needs = needs.map(|parameter| parameter.field.name.as_str()).collect();
        let route = (draft.method, taurusdb_spec::shape(&draft.path), needs);
        let Some(other) = first.get(&route) else {
            first.insert(route, draft);
            continue;
        };
        let found = format!(
            "{} {}, which section {} ({OTHER}) also has",
            draft.method, draft.path, other.section
        );
        let expected = "a method and path of its own, or a body that tells it from the other";
        let fault = Fault::new(draft.uri_line, found, expected).beside(other.uri_line);
        faults.push(fault.in_section(&draft.section));
    }
    faults
}

/// The findings: operations that share a route, each with what tells it from the others.
pub(super) fn findings(drafts: &[Draft], ids: &[String]) -> Vec<LedgerEntry> {
    let found = drafts.iter().zip(ids).zip(variants(drafts));
    found
        .filter_map(|((draft, id), variant)| {
            let decision = match variant?.field {
                Some(field) => format!("an operation of its own, told by the field {field}"),
                None => "an operation of its own".to_owned(),
            };
            Some(LedgerEntry {
                operation: id.clone(),
                declared: format!("{} {}", draft.method, draft.path),
                decision,
                ..LedgerEntry::new(Rule::Variants, draft.uri_line)
            })
        })
        .collect()
}

/// A field that each body of an operation has, and no body of the others.
fn telling(draft: &Draft, others: &[&Draft]) -> Option<String> {
    let is_own = |field: &&FieldDraft| {
        let has = |other: &&Draft| body(other).any(|theirs| theirs.name == field.name);
        !others.iter().any(has)
    };
    let own: Vec<&FieldDraft> = body(draft).filter(is_own).collect();
    let mandatory = own.iter().find(|field| field.mandatory == Some(Mandatory::Yes));
    // A body with one field only is nothing without it.
    let only = || own.first().filter(|_| body(draft).count() == 1);
    mandatory.or_else(only).map(|field| field.name.clone())
}

/// The fields of the body of the request.
fn body(draft: &Draft) -> impl Iterator<Item = &FieldDraft> {
    let requests = draft.scopes.iter().filter(|scope| scope.side == Side::Request);
    requests.filter_map(|scope| scope.root.as_ref()).flat_map(|root| &root.fields)
}

/// How `operations.toml` names the operation: `POST /v1/kettles/{id}/action`, and if others have that
/// route, followed by the title in parentheses.
pub(super) fn key(draft: &Draft, is_shared: bool) -> String {
    let route = format!("{} {}", draft.method, draft.path);
    if is_shared { format!("{route} ({})", draft.title) } else { route }
}
