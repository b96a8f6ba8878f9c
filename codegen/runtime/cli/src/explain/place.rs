//! Explains parameters and fields.

use taurusdb_descriptor_types::{Field, Operation, Parameter, Side};

use super::facts::Thing;
use super::names::{operation_in, parts};
use super::page::Page;
use super::topic::Place;
use super::tree;
use crate::command::taken;
use crate::fields::flags;
use crate::manual::Manual;

/// A path, query or header parameter.
pub(super) fn parameter(
    manual: Manual,
    operation: &'static Operation,
    parameter: &'static Parameter,
) -> Page {
    let mut page = Page::new("parameter", format!("{}.{}", operation.id, parameter.name));
    page.beside(format!("{} parameter", parameter.location.as_str()));
    page.line("in", parameter.location.as_str());
    let typed = match parameter.flag {
        Some(flag) => format!("--{flag}"),
        None if parameter.is_project() => "--project-id".to_owned(),
        None if parameter.name == Parameter::LANGUAGE => "--language".to_owned(),
        None => format!("<{}>", parameter.value_name),
    };
    page.line("typed_as", format!("{} … {typed}", manual.program.typed(operation)));
    let thing = Thing {
        owner: operation.id,
        name: parameter.name,
        kind: parameter.kind,
        mandatory: Some(parameter.mandatory),
        facts: parameter.facts,
    };
    thing.describe(manual, &mut page);
    page
}

/// A field of a body, or of an object in one.
pub(super) fn field(manual: Manual, place: Place) -> Page {
    let Place { name, schema, field, .. } = place;
    let typed = flag(manual, &name, field);
    let mut page = Page::new("field", name);
    let side = match schema.side {
        Side::Request => "request",
        Side::Response => "answer",
    };
    page.beside(format!("{side} field"));
    page.line("in", side);
    if let Some(typed) = typed {
        page.line("typed_as", typed);
    }
    page.line("schema", schema.name);
    page.names("also_called", field.aliases);
    let thing = Thing {
        owner: schema.name,
        name: field.name,
        kind: field.kind,
        mandatory: field.mandatory,
        facts: field.facts,
    };
    thing.describe(manual, &mut page);
    let mut seen: Vec<&str> = field.wire.to_vec();
    if field.nullable {
        seen.push("null");
    }
    page.names("also_seen_as", &seen);
    if let Some(inner) = field.kind.schema() {
        page.rows("fields", tree::rows(manual, inner));
    }
    page
}

/// How the field of a request is typed, if it was found through an operation.
fn flag(manual: Manual, name: &str, field: &'static Field) -> Option<String> {
    let parts = parts(name);
    let (operation, _) = operation_in(manual.service, &parts)?;
    let (flags, _) = flags(operation.request?, &taken(manual, operation));
    let flag = flags.into_iter().find(|flag| std::ptr::eq(flag.field, field))?;
    Some(format!("{} … --{}", manual.program.typed(operation), flag.name))
}
