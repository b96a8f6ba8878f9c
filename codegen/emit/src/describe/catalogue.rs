//! What the service lists beside its operations, and what had another name before.

use taurusdb_descriptor_types::{Endpoint, ErrorCode, Metric, Renamed, Status};
use taurusdb_spec::{Api, Category, Service};

use super::lent;
use crate::plan::{Plan, typed};

pub(super) fn endpoints(service: &Service) -> &'static [Endpoint] {
    lent::list(service.endpoints.iter().map(|endpoint| Endpoint {
        region: lent::text(&endpoint.region),
        name: lent::text(&endpoint.name),
        host: lent::text(&endpoint.host),
    }))
}

pub(super) fn statuses(service: &Service) -> &'static [Status] {
    lent::list(
        service
            .status_codes
            .iter()
            .map(|status| Status { status: status.status, name: lent::text(&status.name) }),
    )
}

pub(super) fn metrics(api: &Api) -> &'static [Metric] {
    let docs = api.docs.metrics();
    lent::list(api.service.metrics.iter().map(|metric| {
        let range = docs.ranges.get(&metric.id).copied().unwrap_or_default();
        Metric {
            id: lent::text(&metric.id),
            name: lent::text(&metric.name),
            unit: lent::maybe(docs.units.get(&metric.id)),
            minimum: range.min,
            maximum: range.max,
        }
    }))
}

/// All codes with a meaning, sorted: those of the document, and those that are known from elsewhere.
pub(super) fn error_codes(api: &Api) -> &'static [ErrorCode] {
    let listed = |code: &str| api.service.statuses_of(code).next();
    lent::list(api.docs.errors().map(|(code, doc)| ErrorCode {
        code: lent::text(code),
        name: lent::text(&doc.name),
        status: listed(code).or(doc.status),
        category: Category::named(&doc.category).expect("validated"),
        retryable: doc.retryable,
        advice: lent::text(&doc.advice),
    }))
}

/// The old names that the command line understands.
pub(super) fn renamed(plan: &Plan<'_>) -> Renamed {
    let commands = plan.lock.renamed.operations.iter().filter_map(|(old, new)| {
        plan.operation(new)?;
        Some((lent::text(typed(old)), lent::text(typed(new))))
    });
    let mut flags = Vec::new();
    let mut fields = Vec::new();
    for (owner, names) in &plan.lock.renamed.fields {
        for (old, new) in names {
            match plan.operation(owner) {
                Some((_, operation)) => {
                    if let Some((old, new)) = operation.old_flag(old, new) {
                        flags.push((lent::text(owner), lent::text(old), lent::text(new)));
                    }
                }
                None => fields.push((lent::text(owner), lent::text(old), lent::text(new))),
            }
        }
    }
    Renamed { commands: lent::list(commands), flags: lent::list(flags), fields: lent::list(fields) }
}
