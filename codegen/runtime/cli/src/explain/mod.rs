//! Says all that is known about one thing of the service.
//!
//! [`names`] and [`topic`] find what a text refers to, the others make a [`page`] of it.

mod catalogue;
mod facts;
mod flags;
pub(crate) mod names;
mod operation;
mod page;
mod place;
mod resource;
mod topic;
mod tree;
mod unknown;

use serde_json::{Value, json};
use taurusdb_descriptor_types::{Operation, Service, Side};

use crate::manual::Manual;
use page::{Page, Row};
use topic::{Topic, find};

pub(crate) use flags::as_names;
pub(crate) use unknown::unknown;

/// More things than these are listed, and not explained.
const EXPLAINED: usize = 3;

/// What there is to say about a text.
pub(crate) struct Explanation {
    pages: Vec<Page>,
}

/// Explains everything that a text can refer to; `None` if there is no such thing.
pub(crate) fn explain(manual: Manual, text: &str) -> Option<Explanation> {
    let text = bare(manual, text);
    let topics = find(manual, text);
    let pages = match topics.len() {
        0 => return None,
        1..=EXPLAINED => topics.into_iter().map(|topic| page(manual, topic)).collect(),
        count => {
            let mut list = Page::new("list", text);
            list.beside(format!("{count} things have this name"));
            list.rows("found", topics.into_iter().map(|topic| row(manual, topic)).collect());
            vec![list]
        }
    };
    Some(Explanation { pages })
}

/// The operations that a route, a path or the address of a call leads to.
pub(crate) fn operations_at(service: &'static Service, text: &str) -> Vec<&'static Operation> {
    let operation = |topic| match topic {
        Topic::Operation(operation) => Some(operation),
        _ => None,
    };
    topic::at_route(service, text).into_iter().filter_map(operation).collect()
}

/// The text without what people copy along: the program's name, quotes, hyphens of flags.
fn bare(manual: Manual, text: &str) -> &str {
    let text = text.trim().trim_matches(['\'', '"', '`']).trim();
    let text = text.strip_prefix(manual.program.name).map_or(text, |rest| match rest {
        rest if rest.starts_with(' ') => rest.trim(),
        _ => text,
    });
    match text.strip_prefix("--") {
        Some(flag) => flag,
        None => text,
    }
}

impl Explanation {
    /// The explanation for people, in lines of `width` columns.
    pub(crate) fn text(&self, width: usize) -> String {
        self.pages.iter().map(|page| page.text(width)).collect::<Vec<_>>().join("\n")
    }

    /// The explanation for programs: an object for each thing.
    pub(crate) fn json(&self) -> Value {
        self.pages.iter().map(Page::json).collect()
    }
}

fn page(manual: Manual, topic: Topic) -> Page {
    match topic {
        Topic::Group(group) => operation::group(manual, group),
        Topic::Operation(operation) => operation::page(manual, operation),
        Topic::Parameter(operation, parameter, _) => place::parameter(manual, operation, parameter),
        Topic::Field(place) => place::field(manual, place),
        Topic::Schema(schema) => resource::schema(manual, schema),
        Topic::Resource(found) => resource::resource(manual, found),
        Topic::ErrorCode(error) => catalogue::error(manual, error),
        Topic::Metric(metric) => catalogue::metric(manual, metric),
        Topic::Region(endpoint) => catalogue::region(manual, endpoint),
        Topic::Status(status) => catalogue::status(manual, status),
        Topic::Action(action) => catalogue::action(manual, action),
    }
}

/// One of many things with the same name.
fn row(manual: Manual, topic: Topic) -> Row {
    let named = |operation: &Operation| manual.operation(operation).to_owned();
    let (name, what, text) = match topic {
        Topic::Group(group) => (group.id.to_owned(), "group", manual.group(group).to_owned()),
        Topic::Operation(operation) => (operation.id.to_owned(), "operation", named(operation)),
        Topic::Parameter(operation, parameter, more) => {
            let text = manual.value(operation.id, parameter.name, parameter.facts);
            let name = format!("{}.{}", operation.id, parameter.name);
            (name, "parameter", text.unwrap_or_default() + &and_in(more))
        }
        Topic::Field(topic::Place { name, more, schema, field }) => {
            let text = manual.value(schema.name, field.name, field.facts).unwrap_or_default();
            let what = match schema.side {
                Side::Request => "request",
                Side::Response => "answer",
            };
            (name, what, text + &and_in(more))
        }
        Topic::Schema(schema) => (schema.name.to_owned(), "schema", String::new()),
        Topic::Resource(resource) => (resource.name.to_owned(), "resource", String::new()),
        Topic::ErrorCode(error) => (error.code.to_owned(), "error code", error.advice.to_owned()),
        Topic::Metric(metric) => (metric.id.to_owned(), "metric", metric.name.to_owned()),
        Topic::Region(region) => (region.region.to_owned(), "region", region.name.to_owned()),
        Topic::Status(status) => (status.status.to_string(), "status", status.name.to_owned()),
        Topic::Action(action) => (action.to_owned(), "IAM action", String::new()),
    };
    let value = json!({ "name": name, "kind": what.replace(' ', "_"), "meaning": text });
    Row { columns: vec![name, what.to_owned()], text, value, ..Row::default() }
}

/// That there is the same in more places.
fn and_in(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!(" (and in {more} more)"),
    }
}
