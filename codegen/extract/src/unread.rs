//! Findings about descriptions that seem to state a fact and whose field has none.
//!
//! They are looked for when fixes are applied: what a fix states is no longer missing.

use std::collections::HashMap;

use taurusdb_spec::{Api, LedgerEntry, Rule};

use crate::interpret::{Draft, FieldDraft};
use crate::mine::{Unread, unread};

/// One entry for each field and each kind of fact that its description seems to state.
pub(crate) fn findings(api: &Api, drafts: &[Draft]) -> Vec<LedgerEntry> {
    let rows = rows(drafts);
    let mut entries: Vec<LedgerEntry> = Vec::new();
    for operation in api.operations() {
        for parameter in &operation.parameters {
            let Some(row) = rows.get(&(parameter.line, parameter.name.as_str())) else { continue };
            let place = parameter.place();
            for hint in unread(&parameter.kind, &row.description, &parameter.facts) {
                entries.push(entry(&operation.id, place.clone(), hint, parameter.line));
            }
        }
    }
    for (name, schema) in &api.schemas {
        for field in &schema.fields {
            let names = || std::iter::once(&field.name).chain(&field.aliases);
            let place = format!("{name}.{}", field.name);
            let mut seen: Vec<Unread> = Vec::new();
            for &line in &field.lines {
                let Some(row) = names().find_map(|name| rows.get(&(line, name.as_str()))) else {
                    continue;
                };
                for hint in unread(&field.kind, &row.description, &field.facts) {
                    // A schema of several tables has one finding, at the first row that shows it.
                    if !seen.contains(&hint) {
                        seen.push(hint);
                        let source = schema.source_of(line);
                        let operation = source.map_or("", |source| &source.operation);
                        entries.push(entry(operation, place.clone(), hint, line));
                    }
                }
            }
        }
    }
    entries
}

/// All rows of all drafts, by line and name.
fn rows(drafts: &[Draft]) -> HashMap<(u32, &str), &FieldDraft> {
    let parameters = drafts.iter().flat_map(|draft| &draft.parameters).map(|p| &p.field);
    let bodies = drafts
        .iter()
        .flat_map(|draft| &draft.scopes)
        .flat_map(|scope| scope.root.iter().chain(&scope.tables))
        .flat_map(|table| &table.fields);
    parameters.chain(bodies).map(|row| ((row.line, row.name.as_str()), row)).collect()
}

fn entry(operation: &str, field: String, hint: Unread, line: u32) -> LedgerEntry {
    LedgerEntry {
        operation: operation.to_owned(),
        field,
        observed: hint.as_str().to_owned(),
        decision: "nothing is stated; teach a rule if the row states it".to_owned(),
        ..LedgerEntry::new(Rule::Unread, line)
    }
}
