//! What answers show of records, read by what the model says of their places.

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::resources::{Inside, Reading, Resource, Source, View};
use taurusdb_descriptors::types::{Effect, Operation};

use crate::mock::driver::{Record, text};

/// One record in an answer: the element, and the group that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) value: Value,
    around: Value,
}

/// Where an answer shows something of a record: below the element, or in the group around it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spot {
    Own(&'static str),
    Group(&'static str),
}

impl Row {
    pub(crate) fn new(value: Value) -> Self {
        Self { value, around: Value::Null }
    }

    pub(crate) fn at(&self, spot: Spot) -> Option<&Value> {
        let (mut value, path) = match spot {
            Spot::Own(path) => (&self.value, path),
            Spot::Group(path) => (&self.around, path),
        };
        for part in path.split('.').filter(|part| !part.is_empty()) {
            value = value.get(part.trim_end_matches("[]"))?;
        }
        Some(value)
    }
}

/// The operations that show records of a resource and change nothing, with their views.
pub(crate) fn readers(
    resource: &'static Resource,
) -> impl Iterator<Item = (&'static Operation, &'static View)> {
    let all = resource.views.iter().flat_map(|on| on.list.iter().map(|view| (on.operation, view)));
    let all = all.filter_map(|(name, view)| Some((SERVICE.operation(name)?, view)));
    all.filter(|(operation, _)| operation.effect == Effect::Read)
}

/// The records that an answer shows by a view.
pub(crate) fn rows(answer: &Value, view: &View) -> Vec<Row> {
    let mut found = vec![Row::new(answer.clone())];
    for segment in view.at.segments() {
        let mut next = Vec::new();
        for row in found {
            let Some(inner) = row.value.get(segment.name) else { continue };
            let fields = view.group.iter().filter_map(|(field, _)| {
                Some((field.0.to_owned(), row.value.get(field.0)?.clone()))
            });
            let grouped = || Value::Object(fields.clone().collect());
            if segment.inside().next() == Some(Inside::List) {
                let items = inner.as_array().into_iter().flatten();
                next.extend(items.map(|item| Row { value: item.clone(), around: grouped() }));
            } else if !inner.is_null() {
                next.push(Row { value: inner.clone(), around: grouped() });
            }
        }
        found = next;
    }
    found
}

/// Where a view shows what a reading gives.
pub(crate) fn spot(operation: &Operation, view: &'static View, reading: Reading) -> Option<Spot> {
    let is_it = |source: &Source| *source == Source::Read(reading);
    if let Some((path, _)) = view.fields.iter().find(|(_, source)| is_it(source)) {
        return Some(Spot::Own(path.0));
    }
    let grouped = view.group.iter().find(|(_, own)| Reading::attribute(own.0) == reading);
    if let Some((field, _)) = grouped {
        return Some(Spot::Group(field.0));
    }
    let Reading { through: [], end: taurusdb_descriptors::types::resources::End::Attribute(path) } =
        reading
    else {
        return None;
    };
    let is_covered = |field: &str| {
        field == path.0 || path.0.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'))
    };
    if view.fields.iter().any(|(field, _)| is_covered(field.0))
        || is_handle(operation, view, path.0)
    {
        return None;
    }
    let mut kind = operation.success()?.schema;
    for segment in view.at.segments() {
        kind = kind?.field(segment.name)?.kind.schema();
    }
    let mut parts = path.0.split('.').peekable();
    while let Some(part) = parts.next() {
        let field = kind?.field(part)?;
        kind = field.kind.schema();
        if parts.peek().is_none() {
            return Some(Spot::Own(path.0));
        }
    }
    None
}

fn is_handle(operation: &Operation, view: &View, name: &str) -> bool {
    let Some(task) = operation.task else { return false };
    let full = if view.at.0.is_empty() { name.to_owned() } else { format!("{}.{name}", view.at.0) };
    [task.job, task.workflow, task.order].into_iter().flatten().any(|path| path.0 == full)
}

/// The rows that show a record: by its id, or, where no id is shown, all there are.
pub(crate) fn of_record<'r>(
    operation: &Operation,
    view: &'static View,
    resource: &Resource,
    record: &Record,
    rows: &'r [Row],
) -> Vec<&'r Row> {
    let ids: Vec<_> = resource
        .id
        .iter()
        .filter_map(|path| Some((*path, spot(operation, view, Reading::attribute(path.0))?)))
        .collect();
    let is_it = |row: &&Row| {
        ids.iter().all(|(path, spot)| row.at(*spot).is_some_and(|own| same(own, &record[path.0])))
    };
    rows.iter().filter(is_it).collect()
}

/// Whether a view tells records apart.
pub(crate) fn tells_apart(operation: &Operation, view: &'static View, resource: &Resource) -> bool {
    let shows = |name: &'static str| spot(operation, view, Reading::attribute(name)).is_some();
    !resource.id.is_empty() && resource.id.iter().all(|path| shows(path.0))
}

/// Whether two values are the same but for their types: a list of one counts as its element.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        (Value::Array(items), single) | (single, Value::Array(items)) => {
            items.first().is_some_and(|first| same(first, single))
        }
        (Value::Object(one), Value::Object(other)) => {
            other.iter().all(|(key, value)| one.get(key).is_some_and(|own| same(own, value)))
        }
        (one, other) => text(one).eq_ignore_ascii_case(&text(other)) || moment(one, other),
    }
}

/// Whether two values are the same moment, written in two ways, to the second.
fn moment(one: &Value, other: &Value) -> bool {
    let digits = |value: &Value| {
        let text = text(value);
        if let (13, Ok(milliseconds)) = (text.len(), text.parse::<i64>()) {
            return Some(
                super::when(milliseconds / 1000).replace(|c: char| !c.is_ascii_digit(), ""),
            );
        }
        let all: String = text.chars().filter(char::is_ascii_digit).take(14).collect();
        (text.len() >= 19 && all.len() == 14).then_some(all)
    };
    digits(one).is_some() && digits(one) == digits(other)
}
