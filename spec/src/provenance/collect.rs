//! Collects the line and table numbers of a specification and its ledger.

use std::collections::BTreeMap;

use super::{LinesByKey, OperationPlaces, Place, Provenance, SchemaPlaces, ServiceLines, keys};
use crate::operation::example_names;
use crate::{Api, Ledger, Operation, Schema, Service};

impl Provenance {
    /// The line and table numbers of a specification and its ledger.
    pub fn of(api: &Api, ledger: &Ledger) -> Self {
        let mut findings: BTreeMap<String, LinesByKey> = BTreeMap::new();
        for entry in &ledger.entries {
            let owned = findings.entry(keys::owner(entry).to_owned()).or_default();
            owned.entry(keys::finding(entry)).or_default().push(entry.line);
        }
        let operations = api.operations().map(|found| (found.id.clone(), operation(found)));
        let schemas = api.schemas.iter().map(|(name, found)| (name.clone(), schema(found)));
        Self {
            issue: api.service.issue.clone(),
            date: api.service.date.clone(),
            pages: api.service.pages.clone(),
            service: service(&api.service),
            operations: operations.collect(),
            schemas: schemas.collect(),
            ledger: findings,
            prose: api.prose.clone(),
        }
    }
}

fn service(service: &Service) -> ServiceLines {
    ServiceLines {
        endpoints: lines(service.endpoints.iter().map(|row| (row.region.clone(), row.line))),
        status_codes: lines(service.status_codes.iter().map(|r| (r.status.to_string(), r.line))),
        error_codes: lines(service.error_codes.iter().map(|row| (row.code.clone(), row.line))),
        actions: lines(service.actions.iter().map(|row| (keys::action(row), row.line))),
        metrics: lines(service.metrics.iter().map(|row| (row.id.clone(), row.line))),
    }
}

fn lines(rows: impl Iterator<Item = (String, u32)>) -> LinesByKey {
    let mut lines = LinesByKey::new();
    for (key, line) in rows {
        lines.entry(key).or_default().push(line);
    }
    lines
}

fn operation(operation: &Operation) -> OperationPlaces {
    let parameters = operation.parameters.iter().map(|parameter| {
        let place = Place { table: parameter.table.clone(), line: parameter.line };
        (parameter.place(), place)
    });
    let headers = operation.responses.iter().flat_map(|(status, response)| {
        response.headers.iter().map(move |header| {
            let place = Place { table: header.table.clone(), line: header.line };
            (format!("{status} {}", header.name), place)
        })
    });
    let examples = &operation.examples;
    OperationPlaces {
        lines: operation.lines,
        uri: operation.uri_line,
        deprecated: operation.deprecated.as_ref().map(|end| end.line),
        parameters: parameters.collect(),
        response_headers: headers.collect(),
        permissions: lines(operation.permissions.iter().map(|row| (row.action.clone(), row.line))),
        errors: lines(operation.errors.iter().map(|row| (row.code.clone(), row.line))),
        examples: example_names(examples).zip(examples.iter().map(|found| found.line)).collect(),
    }
}

fn schema(schema: &Schema) -> SchemaPlaces {
    let mut sources: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for source in &schema.sources {
        let place = Place { table: source.table.clone(), line: source.line };
        sources.entry(keys::source(source, schema.side)).or_default().push(place);
    }
    let fields = schema.fields.iter().map(|field| (field.name.clone(), field.lines.clone()));
    SchemaPlaces { sources, fields: fields.collect() }
}
