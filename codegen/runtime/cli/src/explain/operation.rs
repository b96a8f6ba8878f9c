//! Explains operations and groups.

use serde_json::json;
use taurusdb_descriptor_types::phrase;
use taurusdb_descriptor_types::resources::{FieldPath, Lock, Paging, PagingStyle, Task};
use taurusdb_descriptor_types::{Group, Location, Operation, Stage};

use super::page::{Page, Row};
use super::tree;
use crate::brackets::{assumed, documented, outdated};
use crate::command::deprecation;
use crate::manual::Manual;
use crate::scalar;

/// An operation: what it does, takes and answers.
pub(super) fn page(manual: Manual, operation: &'static Operation) -> Page {
    let mut page = Page::new("operation", operation.id);
    let service = manual.service;
    page.beside(format!("{} {}", operation.method, operation.path));
    page.meaning(Some(manual.operation(operation)));
    page.line("command", manual.program.typed(operation));
    page.line_of(
        "request",
        format!("{} {}", operation.method, operation.path),
        json!({ "method": operation.method.as_str(), "path": operation.path }),
    );
    if !operation.section.is_empty() {
        let issue = format!("API Reference issue {}, {}", service.issue, service.date);
        let shown = format!("{} ({issue})", operation.section);
        page.line_of("section", shown, operation.section.into());
    }
    if operation.stage == Stage::OpenBeta {
        page.line("stage", "in open beta test");
    }
    if let (Some(text), Some(end)) = (deprecation(manual, operation), operation.deprecated) {
        let value = json!({ "until": end.until, "successor": end.successor });
        page.line_of("deprecated", text, value);
    }
    let (effect, word) = (phrase::effect(operation.effect), operation.effect.as_str());
    page.line_of("repeating", effect, word.into());
    let done = deeds(manual, operation);
    if !done.is_empty() {
        let words: Vec<String> = done.iter().map(|(verb, of)| format!("{verb} {of}")).collect();
        let value = done.iter().map(|(verb, of)| json!({ "does": verb, "resource": of }));
        page.line_of("resources", words.join(", "), value.collect());
    }
    let locked: Vec<&str> = operation.locks.iter().filter_map(locked).collect();
    page.names("must_be_free", &locked);
    if let Some(task) = &operation.task {
        let handles = handles(task);
        let names: Vec<&str> = handles.iter().map(|(_, path)| path.0).collect();
        let shown = format!("runs on after the answer; followed by {}", names.join(" or "));
        let value = handles.iter().map(|(what, path)| ((*what).to_owned(), path.0.into()));
        page.line_of("task", shown, serde_json::Value::Object(value.collect()));
    }
    if let Some(paging) = &operation.paging {
        let value = json!({ "items": paging.items.0, "total": paging.total.map(|path| path.0) });
        page.line_of("pages", pages(paging), value);
    }
    page.names("permissions", &operation.needed_actions());
    page.names("errors", &operation.errors.iter().map(|one| one.code).collect::<Vec<_>>());
    if let Some(answer) = operation.success() {
        page.line_of("status", answer.status.to_string(), answer.status.into());
    }
    page.rows("parameters", parameters(manual, operation));
    if let Some(body) = operation.request {
        page.rows("body", tree::rows(manual, body));
    }
    if let Some(schema) = operation.success().and_then(|answer| answer.schema) {
        page.rows("answer", tree::rows(manual, schema));
    }
    page
}

/// A group and its operations.
pub(super) fn group(manual: Manual, group: &'static Group) -> Page {
    let mut page = Page::new("group", group.id);
    page.meaning(Some(manual.group(group)));
    page.line("command", format!("{} {}", manual.program.name, group.command));
    let below = format!("{}.", group.id);
    let groups = manual.service.groups.iter().map(|one| one.id);
    page.names("groups", &groups.filter(|id| id.starts_with(&below)).collect::<Vec<_>>());
    page.rows("operations", listed(manual, group.operations.iter().copied()));
    page
}

/// Operations, a row for each.
pub(super) fn listed(
    manual: Manual,
    operations: impl Iterator<Item = &'static Operation>,
) -> Vec<Row> {
    let row = |operation: &'static Operation| Row {
        columns: vec![operation.id.to_owned()],
        text: manual.operation(operation).to_owned(),
        value: json!({ "operation": operation.id, "meaning": manual.operation(operation) }),
        ..Row::default()
    };
    operations.map(row).collect()
}

/// What an operation does to which resources.
fn deeds(manual: Manual, operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let mut done = Vec::new();
    for resource in manual.service.resources {
        let lists = [
            ("creates", resource.create),
            ("shows", resource.show),
            ("lists", resource.list),
            ("changes", resource.change),
            ("acts on", resource.act),
            ("deletes", resource.delete),
        ];
        for (verb, list) in lists {
            if list.contains(&operation.id) {
                done.push((verb, resource.name));
            }
        }
    }
    done
}

fn locked(lock: &Lock) -> Option<&'static str> {
    match lock {
        Lock::Resource(resource) => Some(resource),
        Lock::Input(_) => None,
    }
}

fn handles(task: &Task) -> Vec<(&'static str, FieldPath)> {
    let known = [("job", task.job), ("workflow", task.workflow), ("order", task.order)];
    known.into_iter().filter_map(|(what, path)| Some((what, path?))).collect()
}

fn pages(paging: &Paging) -> String {
    let how = match paging.style {
        PagingStyle::None => "all at once",
        PagingStyle::OffsetLimitQuery { .. } => "by offset and limit in the query",
        PagingStyle::OffsetLimitBody { .. } => "by offset and limit in the body",
        PagingStyle::LineNumBody(_) => "by the line number of the last item",
        PagingStyle::FileNameQuery(_) => "by the name of the last file",
    };
    let total = paging.total.map(|path| format!(", their number in {}", path.0));
    format!("{how}; items in {}{}", paging.items.0, total.unwrap_or_default())
}

fn parameters(manual: Manual, operation: &'static Operation) -> Vec<Row> {
    let row = |parameter: &'static taurusdb_descriptor_types::Parameter| {
        let (name, facts) = (parameter.name, parameter.facts);
        let labels = manual.labels(operation.id, name, facts);
        let values = if labels.is_some() { None } else { documented(facts) };
        let meaning = manual.value(operation.id, name, facts);
        let marks = [outdated(facts), assumed(facts), values];
        let mark = if parameter.is_mandatory() { '*' } else { ' ' };
        let kind = scalar::short(&parameter.kind);
        Row {
            columns: vec![
                format!("{mark} {name}"),
                parameter.location.as_str().to_owned(),
                kind.clone(),
            ],
            value: json!({
                "name": name,
                "in": parameter.location.as_str(),
                "type": kind,
                "mandatory": parameter.is_mandatory(),
                "flag": parameter.flag.map(|flag| format!("--{flag}")),
                "meaning": meaning,
                "default": facts.default,
                "values": facts.values,
            }),
            text: meaning
                .into_iter()
                .chain(marks.into_iter().flatten())
                .collect::<Vec<_>>()
                .join(" "),
            below: labels.unwrap_or_default(),
        }
    };
    [Location::Path, Location::Query, Location::Header]
        .into_iter()
        .flat_map(|location| operation.parameters_in(location))
        .map(row)
        .collect()
}
