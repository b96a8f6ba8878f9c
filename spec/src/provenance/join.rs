//! Puts line and table numbers back into the model. Both are written together, so a key that only one
//! of them has is a problem.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use super::{LinesByKey, OperationPlaces, Provenance, SchemaPlaces, ServiceLines, keys};
use crate::operation::example_names;
use crate::{Api, Ledger, LoadError, Operation, Schema, Service};

/// The keys that do not fit, with one message for each.
#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn lacks(&mut self, key: &str) {
        self.0.push(format!("{key}: has no entry"));
    }

    fn surplus(&mut self, key: &str) {
        self.0.push(format!("{key}: has an entry, but the specification does not have it"));
    }

    fn end(self, path: PathBuf) -> Result<(), LoadError> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(LoadError::Provenance { path, problems: self.0 })
    }
}

/// Entries that are taken one by one; those that are left at the end are surplus.
struct Open<'a, T> {
    place: &'a str,
    entries: BTreeMap<String, VecDeque<T>>,
}

impl<'a, T> Open<'a, T> {
    fn new(place: &'a str, entries: impl IntoIterator<Item = (String, Vec<T>)>) -> Self {
        let entries = entries.into_iter().map(|(key, entries)| (key, entries.into()));
        Self { place, entries: entries.collect() }
    }

    fn single(place: &'a str, entries: BTreeMap<String, T>) -> Self {
        Self::new(place, entries.into_iter().map(|(key, entry)| (key, vec![entry])))
    }

    fn take(&mut self, key: &str, problems: &mut Problems) -> Option<T> {
        let taken = self.entries.get_mut(key).and_then(VecDeque::pop_front);
        if taken.is_none() {
            problems.lacks(&format!("{} {key}", self.place));
        }
        taken
    }

    fn end(self, problems: &mut Problems) {
        for (key, _) in self.entries.iter().filter(|(_, entries)| !entries.is_empty()) {
            problems.surplus(&format!("{} {key}", self.place));
        }
    }
}

impl Provenance {
    /// Puts the numbers into what `spec/api` holds.
    pub(crate) fn join(self, api: &mut Api, path: PathBuf) -> Result<(), LoadError> {
        let mut problems = Problems::default();
        let Service { issue, date, .. } = &api.service;
        if (&self.issue, &self.date) != (issue, date) {
            problems.0.push(format!(
                "issue: found issue {} of {}, expected issue {issue} of {date}, that of the specification",
                self.issue, self.date
            ));
        }
        api.service.pages = self.pages;
        api.prose = self.prose;
        service(&mut api.service, self.service, &mut problems);
        let mut places = Open::single("operation", self.operations);
        for found in api.groups.iter_mut().flat_map(|group| &mut group.operations) {
            if let Some(place) = places.take(&found.id, &mut problems) {
                operation(found, place, &mut problems);
            }
        }
        places.end(&mut problems);
        let mut places = Open::single("schema", self.schemas);
        for (name, found) in &mut api.schemas {
            if let Some(place) = places.take(name, &mut problems) {
                schema(name, found, place, &mut problems);
            }
        }
        places.end(&mut problems);
        problems.end(path)
    }

    /// Puts the numbers into the ledger.
    pub(crate) fn join_ledger(self, ledger: &mut Ledger, path: PathBuf) -> Result<(), LoadError> {
        let mut problems = Problems::default();
        let key = |owner: &str, finding: &str| format!("{owner} {finding}");
        let entries = self.ledger.into_iter().flat_map(|(owner, findings)| {
            findings.into_iter().map(move |(finding, lines)| (key(&owner, &finding), lines))
        });
        let mut lines = Open::new("ledger", entries);
        for entry in &mut ledger.entries {
            let key = key(keys::owner(entry), &keys::finding(entry));
            entry.line = lines.take(&key, &mut problems).unwrap_or_default();
        }
        lines.end(&mut problems);
        problems.end(path)
    }
}

fn service(service: &mut Service, lines: ServiceLines, problems: &mut Problems) {
    let ServiceLines { endpoints, status_codes, error_codes, actions, metrics } = lines;
    let mut join = |place: &str, rows: Vec<(String, &mut u32)>, lines: LinesByKey| {
        let mut open = Open::new(place, lines);
        for (key, slot) in rows {
            *slot = open.take(&key, problems).unwrap_or_default();
        }
        open.end(problems);
    };
    let rows = service.endpoints.iter_mut().map(|row| (row.region.clone(), &mut row.line));
    join("endpoint", rows.collect(), endpoints);
    let rows = service.status_codes.iter_mut().map(|row| (row.status.to_string(), &mut row.line));
    join("status", rows.collect(), status_codes);
    let rows = service.error_codes.iter_mut().map(|row| (row.code.clone(), &mut row.line));
    join("error code", rows.collect(), error_codes);
    let rows = service.actions.iter_mut().map(|row| (keys::action(row), &mut row.line));
    join("IAM action", rows.collect(), actions);
    let rows = service.metrics.iter_mut().map(|row| (row.id.clone(), &mut row.line));
    join("metric", rows.collect(), metrics);
}

fn operation(operation: &mut Operation, places: OperationPlaces, problems: &mut Problems) {
    let OperationPlaces {
        lines,
        uri,
        deprecated,
        parameters,
        response_headers,
        permissions,
        errors,
        examples,
    } = places;
    operation.lines = lines;
    operation.uri_line = uri;
    let id = &operation.id;
    match (&mut operation.deprecated, deprecated) {
        (Some(end), Some(line)) => end.line = line,
        (Some(_), None) => problems.lacks(&format!("operation {id}, deprecation")),
        (None, Some(_)) => problems.surplus(&format!("operation {id}, deprecation")),
        (None, None) => {}
    }
    let place = format!("operation {id}, parameter");
    let mut open = Open::single(&place, parameters);
    for parameter in &mut operation.parameters {
        if let Some(place) = open.take(&parameter.place(), problems) {
            parameter.table = place.table;
            parameter.line = place.line;
        }
    }
    open.end(problems);
    let place = format!("operation {id}, response header");
    let mut open = Open::single(&place, response_headers);
    for (status, response) in &mut operation.responses {
        for header in &mut response.headers {
            if let Some(place) = open.take(&format!("{status} {}", header.name), problems) {
                header.table = place.table;
                header.line = place.line;
            }
        }
    }
    open.end(problems);
    let place = format!("operation {id}, IAM action");
    let mut open = Open::new(&place, permissions);
    for row in &mut operation.permissions {
        row.line = open.take(&row.action, problems).unwrap_or_default();
    }
    open.end(problems);
    let place = format!("operation {id}, error code");
    let mut open = Open::new(&place, errors);
    for row in &mut operation.errors {
        row.line = open.take(&row.code, problems).unwrap_or_default();
    }
    open.end(problems);
    let place = format!("operation {id}, example");
    let mut open = Open::single(&place, examples);
    let names: Vec<String> = example_names(&operation.examples).collect();
    for (example, name) in operation.examples.iter_mut().zip(names) {
        example.line = open.take(&name, problems).unwrap_or_default();
    }
    open.end(problems);
}

fn schema(name: &str, schema: &mut Schema, places: SchemaPlaces, problems: &mut Problems) {
    let place = format!("schema {name}, table");
    let mut open = Open::new(&place, places.sources);
    for source in &mut schema.sources {
        if let Some(place) = open.take(&keys::source(source, schema.side), problems) {
            source.table = place.table;
            source.line = place.line;
        }
    }
    open.end(problems);
    let place = format!("schema {name}, field");
    let mut open = Open::single(&place, places.fields);
    for field in &mut schema.fields {
        field.lines = open.take(&field.name, problems).unwrap_or_default();
    }
    open.end(problems);
}
