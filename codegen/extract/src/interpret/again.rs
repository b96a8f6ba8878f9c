//! A body that a section describes a second time, below another heading.

use taurusdb_spec::{Side, is_success};

use super::draft::{Scope, TableDraft};

/// Joins the response without a status to that of success, if the section has both: it describes the
/// same answer again. What either says of a field holds.
pub(super) fn join_responses(scopes: &mut Vec<Scope>) {
    let of_success =
        |scope: &Scope| scope.side == Side::Response && scope.status.is_some_and(is_success);
    let again = |scope: &Scope| scope.side == Side::Response && scope.status.is_none();
    if !scopes.iter().any(of_success) {
        return;
    }
    let Some(second) = scopes.iter().position(again) else { return };
    let second = scopes.remove(second);
    let first = scopes.iter_mut().find(|scope| of_success(scope)).expect("there is one");
    match (&mut first.root, second.root) {
        (Some(known), Some(more)) => join(known, more),
        (root, more) => *root = root.take().or(more),
    }
    for table in second.tables {
        match first.tables.iter_mut().find(|known| known.name == table.name) {
            Some(known) => join(known, table),
            None => first.tables.push(table),
        }
    }
}

fn join(known: &mut TableDraft, more: TableDraft) {
    for field in more.fields {
        match known.fields.iter_mut().find(|known| known.name == field.name) {
            None => known.fields.push(field),
            Some(known) => {
                let parts = field.description.parts.into_iter();
                for part in parts {
                    if !known.description.parts.contains(&part) {
                        known.description.parts.push(part);
                    }
                }
            }
        }
    }
}
