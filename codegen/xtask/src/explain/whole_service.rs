//! Explains what belongs to the whole service: error codes, metrics, endpoints, statuses, actions.

use taurusdb_spec::phrase;
use taurusdb_spec::{Action, Api, Endpoint, Metric, StatusCode};

use super::page::Page;

/// An error code.
pub(super) fn print_error(page: &mut Page<'_>, api: &Api, code: &str) {
    let listed = api.service.error_codes.iter().filter(|found| found.code == code);
    let listed = listed
        .map(|found| format!("status {}, {}", found.status, page.service.place(found.line)))
        .collect::<Vec<_>>()
        .join("; ");
    let doc = api.docs.error(code);
    let source = match doc.and_then(|doc| doc.source.as_deref()) {
        _ if !listed.is_empty() => listed,
        Some(source) => format!("known from the {source}, not listed by the document"),
        None => String::new(),
    };
    page.title(code, &source);
    if let Some(doc) = doc {
        let retry = phrase::retryable(doc.retryable);
        page.line(&format!("{} · {} · {retry}", doc.name, doc.category));
        page.line(&doc.advice);
        if let Some(status) = doc.status {
            page.line(&format!("seen with status {status}"));
        }
    }
}

/// The endpoint of a region.
pub(super) fn print_endpoint(page: &mut Page<'_>, endpoint: &Endpoint) {
    page.title(&endpoint.region, &page.service.place(endpoint.line));
    page.line(&endpoint.name);
    page.line(&format!("https://{}", endpoint.host));
}

/// An HTTP status.
pub(super) fn print_status(page: &mut Page<'_>, api: &Api, code: &StatusCode) {
    page.title(&format!("status {}", code.status), &page.service.place(code.line));
    page.line(&code.name);
    let listed = api.service.error_codes.iter().filter(|error| error.status == code.status);
    page.line(&format!("{} error codes come with it", listed.count()));
}

/// An IAM action.
pub(super) fn print_action(page: &mut Page<'_>, action: &Action) {
    page.title(&action.action, &page.service.place(action.line));
    let operation = action.operation.as_deref().unwrap_or("for no operation of the document");
    page.line(&format!("{} {}   ({operation})", action.method, action.path));
    let granted =
        |word: &str, is: bool| format!("{} in {word}", if is { "granted" } else { "not granted" });
    page.line(&granted("IAM projects", action.iam_project));
    page.line(&granted("enterprise projects", action.enterprise_project));
}

/// A metric.
pub(super) fn print_metric(page: &mut Page<'_>, api: &Api, metric: &Metric) {
    page.title(&metric.id, &page.service.place(metric.line));
    page.line(&metric.name);
    let docs = api.docs.metrics();
    if let Some(meaning) = docs.meanings.get(&metric.id) {
        page.line(meaning);
    }
    if let Some(unit) = docs.units.get(&metric.id) {
        page.line(&format!("unit {unit}"));
    }
    page.line(&format!("range {}", metric.range));
}
