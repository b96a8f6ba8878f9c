//! The keys of `provenance.json`: they stay the same when the document is edited elsewhere.

use crate::{Action, LedgerEntry, Side, Source};

/// `gaussdb:instance:list GET /v3/{project_id}/instances`.
pub(super) fn action(action: &Action) -> String {
    format!("{} {} {}", action.action, action.method, action.path)
}

/// `instances.show 200 MysqlTags`, or `instances.rename request` for the body itself.
pub(super) fn source(source: &Source, side: Side) -> String {
    format!("{} {}", source.operation, source.role(side))
}

/// The operation that a finding belongs to, or `service`.
pub(super) fn owner(entry: &LedgerEntry) -> &str {
    if entry.operation.is_empty() { "service" } else { &entry.operation }
}

/// `scalar-type request.port (200 1)`: a finding within its operation. A finding without an operation
/// has no field either, so its key has what the document declares.
pub(super) fn finding(entry: &LedgerEntry) -> String {
    let LedgerEntry { rule, field, example, .. } = entry;
    let mut key = rule.as_str().to_owned();
    let declared = if entry.operation.is_empty() { &entry.declared } else { "" };
    for part in [field, declared] {
        if !part.is_empty() {
            key += " ";
            key += part;
        }
    }
    if !example.is_empty() {
        key += &format!(" ({example})");
    }
    key
}
