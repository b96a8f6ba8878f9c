//! Entries of `overlay/resources`.

use taurusdb_spec::resources::{DELAY, HANDLES, Resource, Role, TOTALS, paging_style};
use taurusdb_spec::{Api, Operation, Type};

use super::fields::{answer, inputs, top};
use super::guess;
use super::page::{Page, mark};

const OPERATIONS: &str = "resources/operations.toml";

pub(super) fn entries(page: &mut Page, api: &Api, operation: &Operation) {
    let id = &operation.id;
    if let Some(facts) = api.resources.operation(id) {
        page.stands(OPERATIONS, &format!("[\"{id}\"]"));
        let resource = facts.resource.as_deref().unwrap_or_default();
        if let Some(file) = page.file_of_resource(resource) {
            for part in ["on", "views"] {
                page.stands(&file, &format!("[[{resource}.{part}.\"{id}\"]]"));
            }
        }
        return;
    }
    let resource = guess::resource(api, operation);
    let known = resource
        .as_ref()
        .and_then(|(name, _)| api.resources.resource(name).map(|known| (name.as_str(), known)));
    let copies = known.map(|(name, _)| copies(api, operation, name)).unwrap_or_default();
    let role = guess::role(api, operation, &copies);

    let mut lines = vec![format!("[\"{id}\"]")];
    match &resource {
        Some((name, why)) => lines.push(format!("resource = \"{name}\" # a guess: {why}")),
        None => lines.push(format!(
            "resource = {} # or \"none\" with a reason, if it only reads and shows no record",
            mark("the resource that the operation is about")
        )),
    }
    lines.extend(facts(api, operation, role, known.map(|(name, _)| name)));
    page.entry(OPERATIONS, "after the operation that precedes it in the document", &lines);

    if let Some((name, known)) = known {
        let file = page.file_of_resource(name).unwrap_or_else(|| "resources/<<file>>".to_owned());
        let word = role.as_str();
        let there = known.operations().filter(|(of, _)| *of == role).map(|(_, id)| id.to_owned());
        let list: Vec<String> = there.chain(page.list(name, word, id)).collect();
        let place = format!("in the table [{name}], replacing its line '{word}' if it has one");
        page.entry(&file, &place, &[format!("{word} = {list:?}")]);
        let lines = record(api, operation, role, name, known, &copies);
        if !lines.is_empty() {
            page.entry(&file, &format!("after the other entries of {name}"), &lines);
        }
    }
}

/// The lines of `operations.toml` after `resource`.
fn facts(api: &Api, operation: &Operation, role: Role, resource: Option<&str>) -> Vec<String> {
    let reads = matches!(role, Role::Show | Role::List);
    let mut lines = vec![match (reads, role, operation.method.as_str()) {
        (true, ..) => "effect = \"read\"".to_owned(),
        (_, _, "DELETE" | "PUT") => "effect = \"idempotent\"".to_owned(),
        _ => "effect = \"neither\" # a guess: write \"idempotent\" if repeating it changes nothing"
            .to_owned(),
    }];

    let (mut refs, mut plain, mut names_it) = (Vec::new(), Vec::new(), false);
    for (input, name) in inputs(api, operation) {
        let is_path = input.starts_with("path:");
        let is_id = is_path || name.ends_with("_id") || name.ends_with("_ids");
        match guess::owner(api, operation, &name).filter(|_| is_id) {
            Some(owner) => {
                names_it |= Some(owner.as_str()) == resource;
                refs.push(format!("\"{input}\" = \"{owner}\""));
            }
            None if is_path && name.ends_with("_id") => {
                refs.push(format!("\"{input}\" = {}", mark("the resource whose id it is")));
            }
            None if is_path => plain.push(name),
            None if is_id => {
                lines.push(format!("# \"{input}\": in refs, if it is the id of a resource"))
            }
            None => {}
        }
    }
    if !refs.is_empty() {
        lines.push(format!("refs = {{ {} }}", refs.join(", ")));
    }
    if !plain.is_empty() {
        lines.push(format!("plain = {plain:?}"));
    }
    if let Some(resource) = resource.filter(|_| !reads && names_it && role != Role::Create) {
        lines.push(format!(
            "locks = [\"{resource}\"] # a guess: remove it if other operations may run at the same time"
        ));
    }
    if !reads {
        lines.extend(task(api, operation));
    }
    lines.extend(paging(api, operation, role));
    lines
}

fn task(api: &Api, operation: &Operation) -> Option<String> {
    let fields = top(api, answer(operation));
    let mut parts: Vec<String> = HANDLES
        .iter()
        .filter(|(_, name)| fields.iter().any(|field| field.name == *name))
        .map(|(word, name)| format!("{word} = \"{name}\""))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let waits = inputs(api, operation).into_iter().map(|(input, _)| input);
    let mut waits =
        waits.filter(|input| [format!("query:{DELAY}"), format!("body:{DELAY}")].contains(input));
    parts.extend(waits.next().map(|input| format!("delayed_by = \"{input}\"")));
    Some(format!(
        "task = {{ {} }} # add name, if the document lists the name of the task",
        parts.join(", ")
    ))
}

fn paging(api: &Api, operation: &Operation, role: Role) -> Option<String> {
    let style = paging_style(api, operation);
    if style == "none" && role != Role::List {
        return None;
    }
    let items = guess::items(api, operation).map(|(name, _)| format!("\"{name}\""));
    let items = items.unwrap_or_else(|| mark("path of the list"));
    let mut parts = vec![format!("style = \"{style}\""), format!("items = {items}")];
    let fields = top(api, answer(operation));
    let total = TOTALS.iter().find(|name| fields.iter().any(|field| field.name == **name));
    parts.extend(total.map(|name| format!("total = \"{name}\"")));
    let mut hint = "";
    match style {
        "none" => {}
        "line-num-body" | "file-name-query" => {
            let to = match style {
                "line-num-body" => "body:line_num",
                _ => "query:last_file_name",
            };
            let from = mark("the field of the last item after which the next page begins");
            parts.push(format!("cursor = {{ from = {from}, to = \"{to}\" }}"));
        }
        _ => {
            parts.push("first = 0, counts = \"records\"".to_owned());
            hint = " # a guess: some offsets count pages, from 1";
        }
    }
    Some(format!("paging = {{ {} }}{hint}", parts.join(", ")))
}

/// The fields of the body that are attributes of the resource.
fn copies(api: &Api, operation: &Operation, resource: &str) -> Vec<String> {
    let attributes = api.resources.attributes(api, resource);
    let known = api.resources.resource(resource);
    let is_id = |name: &str| known.is_some_and(|r| r.id.iter().any(|id| id.to_string() == name));
    let body = operation.request.as_ref().map(|body| body.schema.as_str());
    let names = top(api, body).iter().map(|field| field.name.clone());
    names.filter(|name| attributes.contains(name) && !is_id(name)).collect()
}

/// The lines of the step or the view that the role needs.
fn record(
    api: &Api,
    operation: &Operation,
    role: Role,
    name: &str,
    resource: &Resource,
    copies: &[String],
) -> Vec<String> {
    let id = &operation.id;
    let refs_to = |wanted: &str| {
        let owners = inputs(api, operation)
            .into_iter()
            .filter(|(input, name)| input.starts_with("path:") || name.ends_with("_id"))
            .filter_map(|(_, name)| guess::owner(api, operation, &name));
        owners.filter(|owner| owner == wanted).count()
    };
    let does = match role {
        Role::Show | Role::List => return view(api, operation, role, name, resource),
        Role::Act => return Vec::new(),
        Role::Create => "create",
        Role::Change => "change",
        Role::Delete => "delete",
    };
    let mut lines = vec![format!("[[{name}.on.\"{id}\"]]"), format!("does = \"{does}\"")];
    let parent = resource.parent.resource();
    let under_one = parent.is_none_or(|parent| refs_to(parent) == 1);
    if role == Role::Create && !under_one {
        lines.push(format!("parent = {}", mark("source of the parent's id")));
    }
    let finds = if resource.is_single() { under_one } else { refs_to(name) == 1 };
    if role != Role::Create && !finds {
        let key = resource.id.first().map(ToString::to_string).unwrap_or_default();
        lines.push(format!("match = {{ {key} = {} }}", mark("the input that names the record")));
    }
    if role != Role::Delete && !copies.is_empty() {
        lines.push(format!("copies = {copies:?}"));
    }
    if !resource.states.is_empty() && role != Role::Create {
        lines.push(
            "# via, to, from: the states while the task runs, after it, and before it".to_owned(),
        );
    }
    lines
}

fn view(
    api: &Api,
    operation: &Operation,
    role: Role,
    name: &str,
    resource: &Resource,
) -> Vec<String> {
    let (at, element) = match (role, guess::items(api, operation)) {
        (Role::List, Some((items, kind))) => (format!("\"{items}[]\""), kind.clone()),
        (Role::List, None) => (mark("path of the list, then []"), Type::Object),
        _ => {
            let object = guess::object(api, operation);
            let fields = top(api, answer(operation));
            let kind = fields.iter().find(|field| field.name == object).map(|f| f.kind.clone());
            let whole = answer(operation).map(|schema| Type::Schema(schema.to_owned()));
            (format!("\"{object}\""), kind.or(whole).unwrap_or(Type::Object))
        }
    };
    let mut lines = vec![format!("[[{name}.views.\"{}\"]]", operation.id), format!("at = {at}")];
    match element {
        Type::Schema(schema) => {
            let attributes = api.resources.attributes(api, name);
            let others: Vec<&str> = top(api, Some(&schema))
                .iter()
                .map(|field| field.name.as_str())
                .filter(|field| {
                    !attributes.iter().any(|known| known.split(['.', '[']).next() == Some(field))
                })
                .collect();
            if !others.is_empty() {
                lines.push(format!(
                    "# New attributes, unless `as` says which attribute they show: {}",
                    others.join(", ")
                ));
            }
        }
        _ => {
            let key = resource.id.first().map(ToString::to_string).unwrap_or_default();
            lines.push(format!("as = {{ \"\" = \"{key}\" }}"));
        }
    }
    lines
}
