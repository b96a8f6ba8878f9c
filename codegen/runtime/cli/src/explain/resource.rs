//! Explains the things that exist in the service, and the shapes of objects.

use serde_json::json;
use taurusdb_descriptor_types::resources::{Class, Parent, Resource};
use taurusdb_descriptor_types::{Schema, Side};

use super::page::{Page, Row};
use super::tree;
use crate::manual::Manual;

/// A sort of thing that exists: what is done with it, and the states that it can be in.
pub(super) fn resource(manual: Manual, resource: &'static Resource) -> Page {
    let mut page = Page::new("resource", resource.name);
    if let Parent::Resource(parent) = resource.parent {
        page.line("part_of", parent);
    }
    if !resource.id.is_empty() {
        let id: Vec<&str> = resource.id.iter().map(|path| path.0).collect();
        page.names("id", &id);
    }
    let service = manual.service;
    let operations = [
        ("created_by", resource.create),
        ("shown_by", resource.show),
        ("listed_by", resource.list),
        ("changed_by", resource.change),
        ("acted_on_by", resource.act),
        ("deleted_by", resource.delete),
    ];
    for (key, ids) in operations {
        // The model may know of operations that this document has not.
        let ids: Vec<&str> =
            ids.iter().copied().filter(|id| service.operation(id).is_some()).collect();
        page.names(key, &ids);
    }
    let parts: Vec<&str> = service
        .resources
        .iter()
        .filter(|other| other.parent == Parent::Resource(resource.name))
        .map(|other| other.name)
        .collect();
    page.names("parts", &parts);
    let rows = resource.states.iter().map(|state| Row {
        columns: vec![state.name.to_owned()],
        text: class(state.class).to_owned(),
        value: json!({ "state": state.name, "meaning": class(state.class) }),
        ..Row::default()
    });
    page.rows("states", rows.collect());
    page
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Changing => "passes by itself",
        Class::Ready => "ready for the next call",
        Class::Failed => "does not pass by itself",
        Class::Blocked => "stays until somebody acts, or pays",
        Class::Gone => "no longer there",
    }
}

/// The shape of an object, and who uses it.
pub(super) fn schema(manual: Manual, schema: &'static Schema) -> Page {
    let mut page = Page::new("schema", schema.name);
    page.line(
        "travels",
        match schema.side {
            Side::Request => "in requests",
            Side::Response => "in answers",
        },
    );
    let users: Vec<&str> = manual
        .service
        .operations()
        .filter(|operation| {
            let bodies = operation.responses.iter().filter_map(|answer| answer.schema);
            bodies.chain(operation.request).any(|body| reaches(body, schema, &mut Vec::new()))
        })
        .map(|operation| operation.id)
        .collect();
    page.names("used_by", &users);
    page.rows("fields", tree::rows(manual, schema));
    page
}

/// Whether a body is of a schema, or has objects of it in it.
fn reaches(
    body: &'static Schema,
    wanted: &'static Schema,
    seen: &mut Vec<&'static Schema>,
) -> bool {
    if std::ptr::eq(body, wanted) {
        return true;
    }
    if seen.iter().any(|one| std::ptr::eq(*one, body)) {
        return false;
    }
    seen.push(body);
    body.fields.iter().filter_map(|field| field.kind.schema()).any(|one| reaches(one, wanted, seen))
}
