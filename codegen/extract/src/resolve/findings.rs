//! The findings of this stage about the document, for the ledger.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::{LedgerEntry, Rule, Side, is_success};

use super::merge::Unit;
use crate::interpret::Draft;

/// The findings: references by another name, second tables, body fields in the wrong table, names
/// with several shapes, ambiguous successors, missing statuses.
pub(super) fn entries(
    drafts: &[Draft],
    ids: &[String],
    units: &[Unit],
    classes: &[usize],
    class_names: &BTreeMap<usize, String>,
) -> Vec<LedgerEntry> {
    let entry = |rule,
                 line,
                 operation: &str,
                 field: &str,
                 declared: &str,
                 observed: &str,
                 decision: &str| {
        LedgerEntry {
            operation: operation.to_owned(),
            field: field.to_owned(),
            declared: declared.to_owned(),
            observed: observed.to_owned(),
            decision: decision.to_owned(),
            ..LedgerEntry::new(rule, line)
        }
    };
    let mut entries = Vec::new();

    let tables: BTreeMap<&str, &Unit> = units.iter().map(|unit| (unit.number(), unit)).collect();
    for unit in units {
        let source = &unit.sources[0];
        for field in &unit.fields {
            let Some(declared) = &field.declared else { continue };
            let target = field.kind.schema().and_then(|number| tables.get(number));
            let observed = target.and_then(|unit| unit.sources[0].name.as_deref());
            let line = field.lines[0];
            entries.push(entry(
                Rule::Reference,
                line,
                &source.operation,
                &field.name,
                declared,
                observed.unwrap_or_default(),
                "resolved to the table of that name",
            ));
        }
        for other in &unit.sources[1..] {
            let name = source.name.as_deref().unwrap_or_default();
            entries.push(entry(
                Rule::Alternative,
                other.line,
                &source.operation,
                name,
                name,
                other.name.as_deref().unwrap_or_default(),
                "the fields of both are read",
            ));
        }
    }

    let mut shapes: BTreeMap<(&str, Side), BTreeSet<usize>> = BTreeMap::new();
    for (unit, class) in units.iter().zip(classes) {
        if unit.sources[0].name.is_some() {
            shapes.entry((&unit.base, unit.side)).or_default().insert(*class);
        }
    }
    for ((base, _), classes) in shapes.iter().filter(|(_, classes)| classes.len() > 1) {
        for class in classes {
            let source = &units[*class].sources[0];
            entries.push(entry(
                Rule::SchemaVariants,
                source.line,
                &source.operation,
                source.name.as_deref().unwrap_or(base),
                base,
                &format!("one of {} shapes", classes.len()),
                &format!("called {}", class_names[class]),
            ));
        }
    }

    for (draft, id) in drafts.iter().zip(ids) {
        let named = |found: &LedgerEntry| LedgerEntry { operation: id.clone(), ..found.clone() };
        entries.extend(draft.findings.iter().map(named));
        for root in
            draft.scopes.iter().filter(|s| s.side == Side::Request).filter_map(|s| s.root.as_ref())
        {
            if draft.parameters.iter().any(|parameter| parameter.table == root.number) {
                for field in &root.fields {
                    let decision = "a field of the body";
                    entries.push(entry(
                        Rule::BodyInUri,
                        field.line,
                        id,
                        &field.name,
                        "URI parameters",
                        "",
                        decision,
                    ));
                }
            }
        }
        if let Some(deprecated) = &draft.deprecated
            && let Some(title) = &deprecated.successor
        {
            let candidates: Vec<&str> = drafts
                .iter()
                .zip(ids)
                .filter(|(o, _)| o.deprecated.is_none() && o.title.eq_ignore_ascii_case(title))
                .map(|(_, id)| id.as_str())
                .collect();
            if candidates.len() > 1 {
                let observed = candidates.join(", ");
                let decision = "the section below the same heading is meant";
                entries.push(entry(
                    Rule::Successor,
                    deprecated.line,
                    id,
                    "",
                    title,
                    &observed,
                    decision,
                ));
            }
        }
        let names_success = draft.statuses.iter().any(|(status, _)| is_success(*status))
            || draft.scopes.iter().any(|scope| scope.status.is_some_and(is_success));
        if !names_success {
            let decision = "200 is assumed";
            entries.push(entry(Rule::StatusMissing, draft.span.first, id, "", "", "", decision));
        }
    }
    entries
}
