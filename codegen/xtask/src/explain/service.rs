use taurusdb_spec::{Api, Metric};

use super::Page;

/// An error code.
pub(super) fn print_error(page: &mut Page, api: &Api, code: &str) {
    let listed = api.service.error_codes.iter().find(|found| found.code == code);
    let doc = api.docs.error(code);
    let source = match (listed, doc.and_then(|doc| doc.source.as_deref())) {
        (Some(found), _) => format!("status {}, line {}", found.status, found.line),
        (None, Some(source)) => format!("known from the {source}, not listed by the document"),
        (None, None) => String::new(),
    };
    page.title(code, &source);
    if let Some(doc) = doc {
        let retry =
            if doc.retryable { "may be sent again" } else { "sending it again does not help" };
        page.line(&format!("{} · {} · {retry}", doc.name, doc.category));
        page.line(&doc.advice);
        if let Some(status) = doc.status {
            page.line(&format!("seen with status {status}"));
        }
    }
}

/// A metric.
pub(super) fn print_metric(page: &mut Page, api: &Api, metric: &Metric) {
    page.title(&metric.id, &format!("line {}", metric.line));
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
