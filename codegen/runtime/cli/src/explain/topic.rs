//! Finds what a text refers to: a name in any spelling, a place in a body, a route, a section, a code in
//! the middle of an error.

use taurusdb_descriptor_types::resources::Resource;
use taurusdb_descriptor_types::{
    Endpoint, ErrorCode, Field, Group, Metric, Operation, Parameter, Schema, Segment, Service,
    Status, segments,
};

use crate::manual::Manual;

use super::names::{is, operation_in, parts, plain, schemas};

/// Something that can be explained.
#[derive(Clone)]
pub(super) enum Topic {
    Group(&'static Group),
    Operation(&'static Operation),
    /// A parameter of an operation, and in how many more operations there is the same.
    Parameter(&'static Operation, &'static Parameter, usize),
    Field(Place),
    Schema(&'static Schema),
    Resource(&'static Resource),
    ErrorCode(&'static ErrorCode),
    Metric(&'static Metric),
    Region(&'static Endpoint),
    Status(&'static Status),
    Action(&'static str),
}

/// A field, and where it was found.
#[derive(Clone)]
pub(super) struct Place {
    /// What can be typed to find it again: the operation or schema, and the path from there.
    pub(super) name: String,
    /// In how many more places there is the same.
    pub(super) more: usize,
    pub(super) schema: &'static Schema,
    pub(super) field: &'static Field,
}

/// Everything that a text can refer to.
pub(super) fn find(manual: Manual, text: &str) -> Vec<Topic> {
    let exact: [fn(&'static Service, &str) -> Vec<Topic>; 5] =
        [listed, at_route, in_section, below_operation, below_schema];
    let service = manual.service;
    let found = exact.iter().map(|find| find(service, text)).find(|found| !found.is_empty());
    let found = found.unwrap_or_else(|| anywhere(manual, text));
    if found.is_empty() { pasted(service, text) } else { found }
}

/// What has a name of its own.
fn listed(service: &'static Service, text: &str) -> Vec<Topic> {
    let mut found = Vec::new();
    let codes = service.error_codes.iter();
    found
        .extend(codes.filter(|one| is(one.code, text) || is(one.name, text)).map(Topic::ErrorCode));
    let metrics = service.metrics.iter();
    found.extend(metrics.filter(|one| is(one.id, text) || is(one.name, text)).map(Topic::Metric));
    let groups = service.groups.iter();
    found.extend(groups.filter(|one| is(one.id, text)).map(Topic::Group));
    let is_meant =
        |one: &&Endpoint| [one.region, one.name, one.host].iter().any(|name| is(name, text));
    found.extend(service.endpoints.iter().filter(is_meant).map(Topic::Region));
    let resources = service.resources.iter();
    found.extend(resources.filter(|one| is(one.name, text)).map(Topic::Resource));
    let number = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = plain(&text[..text.len() - number.len()]);
    if matches!(word.as_str(), "" | "status" | "http") {
        let statuses = service.statuses.iter().filter(|one| one.status.to_string() == number);
        found.extend(statuses.map(Topic::Status));
    }
    let mut actions: Vec<&str> = service.operations().flat_map(Operation::needed_actions).collect();
    actions.sort_unstable();
    actions.dedup();
    found.extend(actions.into_iter().filter(|one| is(one, text)).map(Topic::Action));
    // A code without the prefix that all have.
    if found.is_empty() && text.len() >= 4 && text.chars().all(|c| c.is_ascii_digit()) {
        let ends = |one: &&ErrorCode| one.code.rsplit('.').next() == Some(text);
        found.extend(service.error_codes.iter().filter(ends).map(Topic::ErrorCode));
    }
    found
}

/// `GET /v3/{project_id}/jobs`, the path alone, or the address of a real call.
pub(super) fn at_route(service: &'static Service, text: &str) -> Vec<Topic> {
    let (method, address) = match text.split_once(char::is_whitespace) {
        Some((method, address)) => (Some(method), address.trim()),
        None => (None, text),
    };
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => address,
    };
    if !path.starts_with('/') {
        return Vec::new();
    }
    let path = path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/');
    let is_called = |operation: &&Operation| {
        method.is_none_or(|one| one.eq_ignore_ascii_case(operation.method.as_str()))
    };
    let mut found: Vec<_> = service
        .operations()
        .filter(is_called)
        .filter_map(|operation| Some((leads(operation.path, path)?, operation)))
        .collect();
    // `/instances/count` is that, and not the instance `count`.
    let most = found.iter().map(|(literals, _)| *literals).max();
    found.retain(|(literals, _)| Some(*literals) == most);
    found.into_iter().map(|(_, operation)| Topic::Operation(operation)).collect()
}

/// Whether an address leads to a template: then the number of segments that are the same.
fn leads(template: &str, path: &str) -> Option<usize> {
    let (mut own, mut given) = (segments(template), segments(path));
    let mut same = 0;
    loop {
        match (own.next(), given.next()) {
            (None, None) => return Some(same),
            (Some(Segment::Literal(a)), Some(Segment::Literal(b))) if a == b => same += 1,
            (Some(Segment::Parameter(_)), Some(Segment::Parameter(_))) => {}
            (Some(Segment::Parameter(_)), Some(Segment::Literal(text))) if !text.is_empty() => {}
            _ => return None,
        }
    }
}

/// A section, or all those below one.
fn in_section(service: &'static Service, text: &str) -> Vec<Topic> {
    let number = text.trim_start_matches("section ").trim();
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Vec::new();
    }
    let is_below = |operation: &&Operation| {
        let rest = operation.section.strip_prefix(number);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    service.operations().filter(is_below).map(Topic::Operation).collect()
}

/// `instances.create.charge_info.period_num`: an operation, or a place in its request or its answer.
fn below_operation(service: &'static Service, text: &str) -> Vec<Topic> {
    let parts = parts(text);
    let Some((operation, path)) = operation_in(service, &parts) else { return Vec::new() };
    // `request.x` and `answer.x` say which of the two is meant.
    let (asks, path) = match path {
        [side, rest @ ..] if side == "request" && !rest.is_empty() => (Some(true), rest),
        [side, rest @ ..] if (side == "answer" || side == "response") && !rest.is_empty() => {
            (Some(false), rest)
        }
        path => (None, path),
    };
    if path.is_empty() {
        return vec![Topic::Operation(operation)];
    }
    let mut found = Vec::new();
    if let ([name], true) = (path, asks != Some(false)) {
        let named = operation.parameters.iter().filter(|one| is_called(one, name));
        found.extend(named.map(|parameter| Topic::Parameter(operation, parameter, 0)));
    }
    let request = operation.request.filter(|_| asks != Some(false));
    let answers = operation.responses.iter().filter(|_| asks != Some(true));
    for body in request.into_iter().chain(answers.filter_map(|answer| answer.schema)) {
        found.extend(walk(operation.id, body, path).map(Topic::Field));
    }
    found
}

fn below_schema(service: &'static Service, text: &str) -> Vec<Topic> {
    let parts = parts(text);
    let Some((name, path)) = parts.split_first() else { return Vec::new() };
    let named = schemas(service).into_iter().filter(|schema| plain(schema.name) == *name);
    named
        .filter_map(|schema| match path {
            [] => Some(Topic::Schema(schema)),
            path => walk(schema.name, schema, path).map(Topic::Field),
        })
        .collect()
}

/// A name alone, or the end of a path: every place that has it, each by the first way to it.
fn anywhere(manual: Manual, text: &str) -> Vec<Topic> {
    let (service, path) = (manual.service, parts(text));
    let Some(name) = path.last() else { return Vec::new() };
    let mut parameters: Vec<(&Operation, &Parameter, usize)> = Vec::new();
    for operation in service.operations().filter(|_| path.len() == 1) {
        for parameter in operation.parameters.iter().filter(|one| is_called(one, name)) {
            let is_same = |(other, known, _): &&mut (&Operation, &Parameter, usize)| {
                known.location == parameter.location
                    && known.facts == parameter.facts
                    && manual.docs.field(other.id, known.name)
                        == manual.docs.field(operation.id, parameter.name)
            };
            match parameters.iter_mut().find(is_same) {
                Some((.., more)) => *more += 1,
                None => parameters.push((operation, parameter, 0)),
            }
        }
    }
    let mut places: Vec<Place> = Vec::new();
    // What has an end is the last to be shown as the way to something.
    let (old, new): (Vec<_>, Vec<_>) =
        service.operations().partition(|operation| operation.deprecated.is_some());
    for operation in new.into_iter().chain(old) {
        let answers = operation.responses.iter().filter_map(|answer| answer.schema);
        for body in operation.request.into_iter().chain(answers) {
            places_in(operation.id, body, &path, &mut vec![body], &mut places);
        }
    }
    let parameters = parameters.into_iter().map(|(of, one, more)| Topic::Parameter(of, one, more));
    parameters.chain(places.into_iter().map(Topic::Field)).collect()
}

fn is_called(parameter: &Parameter, name: &str) -> bool {
    plain(parameter.name) == name || parameter.flag.is_some_and(|flag| plain(flag) == name)
}

/// Collects the places below `within` at which a path can be gone.
fn places_in(
    within: &str,
    schema: &'static Schema,
    path: &[String],
    open: &mut Vec<&'static Schema>,
    places: &mut Vec<Place>,
) {
    if let Some(place) = walk(within, schema, path) {
        match places.iter_mut().find(|known| std::ptr::eq(known.field, place.field)) {
            Some(known) => known.more += 1,
            None => places.push(place),
        }
    }
    for field in schema.fields {
        let inner = field.kind.schema();
        let Some(inner) = inner.filter(|inner| !open.iter().any(|o| std::ptr::eq(*o, *inner)))
        else {
            continue;
        };
        open.push(inner);
        places_in(&format!("{within}.{}", field.name), inner, path, open, places);
        open.pop();
    }
}

/// Codes in the middle of something else: an error message, the body of an answer, a line of a log.
fn pasted(service: &'static Service, text: &str) -> Vec<Topic> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_'));
    let mut found: Vec<&'static ErrorCode> = Vec::new();
    for word in words.map(|word| word.trim_matches('.')) {
        let known = service.error_codes.iter().find(|one| one.code.eq_ignore_ascii_case(word));
        if let Some(known) = known.filter(|one| !found.contains(one)) {
            found.push(known);
        }
    }
    found.into_iter().map(Topic::ErrorCode).collect()
}

/// The field at the end of a path.
fn walk(within: &str, schema: &'static Schema, path: &[String]) -> Option<Place> {
    let (first, rest) = path.split_first()?;
    let names = |field: &&Field| {
        plain(field.name) == *first || field.aliases.iter().any(|name| plain(name) == *first)
    };
    let field = schema.fields.iter().find(names)?;
    let name = format!("{within}.{}", field.name);
    if rest.is_empty() {
        return Some(Place { name, more: 0, schema, field });
    }
    // An element's number, and the key of a map, are no fields.
    let inner = field.kind.schema()?;
    walk(&name, inner, rest).or_else(|| walk(&name, inner, &rest[1..]))
}
