//! Explains what the service lists beside its operations: error codes, metrics, regions, statuses, IAM
//! actions.

use serde_json::json;
use taurusdb_descriptor_types::phrase::{self, Style};
use taurusdb_descriptor_types::resources::{ErrorAnswer, Errors, Resource};
use taurusdb_descriptor_types::{Endpoint, ErrorCode, Facts, Metric, Operation, Status};

use super::facts::number;
use super::operation::listed;
use super::page::{Page, Row};
use crate::manual::Manual;

/// An error code.
pub(super) fn error(manual: Manual, error: &'static ErrorCode) -> Page {
    let service = manual.service;
    let mut page = Page::new("error_code", error.code);
    page.beside(error.name);
    page.line("name_in_code", error.name);
    if let Some(status) = error.status {
        let named = service.statuses.iter().find(|known| known.status == status);
        let name = named.map_or(String::new(), |known| format!(" {}", known.name));
        page.line_of("status", format!("{status}{name}"), status.into());
    }
    page.line("category", error.category.as_str().replace('_', " "));
    let retryable = phrase::retryable(error.retryable);
    page.line_of("retryable", retryable, error.retryable.into());
    page.line("advice", error.advice);
    let listing: Vec<&str> = service
        .operations()
        .filter(|operation| operation.errors.iter().any(|one| one.code == error.code))
        .map(|operation| operation.id)
        .collect();
    page.names("listed_by", &listing);
    page.rows("answered_when", occasions(manual, error.code));
    page
}

/// Picks the answer to one kind of mistake.
type Answer = fn(&Errors) -> Option<ErrorAnswer>;

/// When the resource model has an error answered, and for what.
fn occasions(manual: Manual, code: &str) -> Vec<Row> {
    let occasions: [(&str, Answer); 7] = [
        ("missing", |errors| errors.missing),
        ("there already", |errors| errors.exists),
        ("busy", |errors| errors.busy),
        ("in another state", |errors| errors.state),
        ("one too many", |errors| errors.quota),
        ("in use", |errors| errors.used),
        ("a value that is not allowed", |errors| errors.value),
    ];
    let row = |(what, answer): (&str, Answer)| {
        let is_answered = |one: &&Resource| answer(&one.errors).is_some_and(|it| it.code == code);
        let of: Vec<&str> =
            manual.service.resources.iter().filter(is_answered).map(|one| one.name).collect();
        (!of.is_empty()).then(|| Row {
            columns: vec![what.to_owned()],
            text: of.join(", "),
            value: json!({ "what": what, "resources": of }),
            ..Row::default()
        })
    };
    occasions.into_iter().filter_map(row).collect()
}

/// A metric.
pub(super) fn metric(manual: Manual, metric: &'static Metric) -> Page {
    let mut page = Page::new("metric", metric.id);
    page.beside(metric.name);
    page.meaning(manual.docs.metric(metric.id));
    page.line("title", metric.name);
    if let Some(unit) = metric.unit {
        page.line("unit", unit);
    }
    let facts = Facts { minimum: metric.minimum, maximum: metric.maximum, ..Facts::NONE };
    if let Some(range) = phrase::limits(&facts, Style::Plain) {
        let end = |end: Option<f64>| end.map(number);
        let value = json!({ "minimum": end(metric.minimum), "maximum": end(metric.maximum) });
        page.line_of("range", range, value);
    }
    page
}

/// A region and its endpoint.
pub(super) fn region(manual: Manual, endpoint: &'static Endpoint) -> Page {
    let mut page = Page::new("region", endpoint.region);
    page.beside(endpoint.name);
    page.line("title", endpoint.name);
    page.line("endpoint", format!("https://{}", endpoint.host));
    page.line("use", format!("{} --region {} …", manual.program.name, endpoint.region));
    page
}

/// An HTTP status, and what comes with it.
pub(super) fn status(manual: Manual, status: &'static Status) -> Page {
    let mut page = Page::new("status", status.status.to_string());
    page.beside(status.name);
    page.line("title", status.name);
    let codes = manual.service.error_codes.iter().filter(|one| one.status == Some(status.status));
    let rows = codes.map(|one| Row {
        columns: vec![one.code.to_owned()],
        text: one.advice.to_owned(),
        value: json!({ "code": one.code, "name": one.name, "advice": one.advice }),
        ..Row::default()
    });
    page.rows("error_codes", rows.collect());
    page
}

/// An IAM action, and the operations that need it.
pub(super) fn action(manual: Manual, action: &'static str) -> Page {
    let mut page = Page::new("iam_action", action);
    let needs = |operation: &&'static Operation| operation.needed_actions().contains(&action);
    let operations: Vec<_> = manual.service.operations().filter(needs).collect();
    let mut granted = operations.iter().flat_map(|one| one.actions.iter());
    if let Some(granted) = granted.find(|one| one.name == action) {
        let places = [
            ("IAM projects", granted.iam_project),
            ("enterprise projects", granted.enterprise_project),
        ];
        let places: Vec<&str> =
            places.iter().filter(|(_, is)| *is).map(|(place, _)| *place).collect();
        page.names("granted_in", &places);
    }
    page.rows("operations", listed(manual, operations.into_iter()));
    page
}
