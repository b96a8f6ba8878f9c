//! Guesses about a new operation, from the operations that are already described.

use std::collections::BTreeMap;

use taurusdb_spec::resources::{Role, paging_style};
use taurusdb_spec::{Api, Location, Method, Operation, Type};

use super::fields::{answer, top};

/// The resource whose id an input of this name holds, in the notation of `refs`: what most
/// operations say about the name. Operations of the same group count more than all others.
pub(super) fn owner(api: &Api, operation: &Operation, name: &str) -> Option<String> {
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for (id, facts) in &api.resources.operations {
        let same_group = group(id) == group(&operation.id);
        for (_, targets) in facts.refs.iter().filter(|(input, _)| input.name() == name) {
            let written: Vec<String> = targets.0.iter().map(ToString::to_string).collect();
            *votes.entry(written.join("|")).or_default() += if same_group { 1000 } else { 1 };
        }
    }
    let most = votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(owner, _)| owner);
    let stem = name.strip_suffix("_id").unwrap_or(name);
    most.or_else(|| api.resources.resource(stem).map(|_| stem.to_owned()))
}

fn group(id: &str) -> &str {
    id.rsplit_once('.').map_or("", |(group, _)| group)
}

/// The resource that an operation is about, and the reason for the guess.
pub(super) fn resource(api: &Api, operation: &Operation) -> Option<(String, String)> {
    let known = &api.resources;
    let same_path = api.operations().filter(|other| other.path == operation.path);
    for other in same_path {
        if let Some(name) = known.operation(&other.id).and_then(|facts| facts.resource.clone()) {
            return Some((name, format!("{} has the same path", other.id)));
        }
    }
    let segments: Vec<&str> = operation.path.split('/').collect();
    let noun = segments.iter().rev().find(|segment| !segment.starts_with('{')).unwrap_or(&"");
    let noun = noun.replace('-', "_");
    let one = noun.strip_suffix('s').unwrap_or(&noun).to_owned();
    let qualified = format!("{}_{one}", group(&operation.id).split('.').next().unwrap_or_default());
    for name in [&qualified, &one, &noun] {
        if known.resource(name).is_some() {
            return Some((name.clone(), "the path ends in its name".to_owned()));
        }
    }
    let last = operation.parameters_in(Location::Path).filter(|p| !p.is_project()).last()?;
    let owner = owner(api, operation, &last.name)?;
    let name = owner.split(['|', '.']).next().unwrap_or_default().to_owned();
    let mut why = format!("the path ends with its '{}'", last.name);
    if operation.method == Method::Get && !operation.path.ends_with('}') {
        why += &format!("; or is '{noun}' a resource of its own?");
    }
    Some((name, why))
}

/// What the operation does with its resource.
pub(super) fn role(api: &Api, operation: &Operation, copies: &[String]) -> Role {
    let command = operation.id.rsplit('.').next().unwrap_or_default();
    let verb = command.split('_').next().unwrap_or_default();
    let lists = items(api, operation).is_some();
    let pages = paging_style(api, operation) != "none";
    match (operation.method, verb) {
        (_, "list") => Role::List,
        (Method::Get, _) if lists && pages => Role::List,
        (Method::Post, _) if lists && pages => Role::List,
        (Method::Get, _) => Role::Show,
        (_, "show" | "count" | "check" | "compare") => Role::Show,
        (Method::Delete, _) => Role::Delete,
        (Method::Post, "create" | "add" | "copy") => Role::Create,
        (_, "delete" | "remove") => Role::Delete,
        _ if copies.is_empty() => Role::Act,
        _ => Role::Change,
    }
}

/// The list at the top of the answer.
pub(super) fn items<'a>(api: &'a Api, operation: &Operation) -> Option<(&'a str, &'a Type)> {
    top(api, answer(operation)).iter().find_map(|field| match &field.kind {
        Type::Array(inner) => Some((field.name.as_str(), &**inner)),
        _ => None,
    })
}

/// The object at the top of the answer that shows the record: the only object there, or else the
/// whole answer.
pub(super) fn object<'a>(api: &'a Api, operation: &Operation) -> &'a str {
    let fields = top(api, answer(operation)).iter();
    let objects: Vec<&str> = fields
        .filter(|field| matches!(field.kind, Type::Schema(_)))
        .map(|field| field.name.as_str())
        .collect();
    match objects[..] {
        [only] => only,
        _ => "",
    }
}
