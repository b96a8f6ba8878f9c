//! Contradictions between an example and its schema.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::{Example, LedgerEntry, Operation, Rule, Schema, is_success};

use super::walk::Walk;
use crate::interpret::Draft;

/// Examples that could not be repaired into JSON.
pub(super) fn unread(draft: &Draft, operation: &Operation) -> Vec<LedgerEntry> {
    let is_read = |line: u32| operation.examples.iter().any(|read| read.line == line);
    let with_body = draft.examples.iter().filter(|example| !example.fragments.is_empty());
    with_body
        .filter(|example| !is_read(example.line))
        .map(|example| LedgerEntry {
            decision: "left out".to_owned(),
            ..entry(operation, Rule::ExampleUnread, example.line)
        })
        .collect()
}

/// The entries for one example. Contradictions to the schema are also noted in the example.
pub(super) fn entries(
    operation: &Operation,
    example: &mut Example,
    listed: &BTreeSet<String>,
    schemas: &mut BTreeMap<String, Schema>,
) -> Vec<LedgerEntry> {
    let mut entries: Vec<LedgerEntry> = [
        repairs(operation, example),
        error_code(operation, example, listed),
        status(operation, example),
    ]
    .into_iter()
    .flatten()
    .collect();
    let side = if example.status.is_none() { "request" } else { "response" };
    match operation.schema_of(example.status) {
        None => entries.extend(no_body(operation, example, side)),
        Some(schema) => {
            let mut walk = Walk::new(schemas, example.status.is_none());
            walk.body(schema, &example.body, side);
            example.contradicts =
                walk.found.iter().filter_map(|finding| finding.contradiction(side)).collect();
            example.contradicts.dedup();
            entries.extend(walk.found.into_iter().map(|finding| LedgerEntry {
                field: finding.path,
                declared: finding.declared,
                observed: finding.observed,
                decision: finding.decision.to_owned(),
                ..entry(operation, finding.rule, example.line)
            }));
        }
    }
    entries
}

fn entry(operation: &Operation, rule: Rule, line: u32) -> LedgerEntry {
    LedgerEntry { operation: operation.id.clone(), ..LedgerEntry::new(rule, line) }
}

/// The entry for repairs of the author's mistakes; brackets beside a page break are the converter's.
fn repairs(operation: &Operation, example: &Example) -> Option<LedgerEntry> {
    let is_slip = |repair: &&str| *repair != "strip-invented-brackets";
    let slips: Vec<&str> = example.repairs.iter().map(String::as_str).filter(is_slip).collect();
    match slips[..] {
        [] => None,
        ["key-white-space"] => Some(LedgerEntry {
            decision: "keys are trimmed".to_owned(),
            ..entry(operation, Rule::KeyWhiteSpace, example.line)
        }),
        _ => Some(LedgerEntry {
            observed: slips.join(", "),
            decision: "mended and used".to_owned(),
            ..entry(operation, Rule::ExampleRepaired, example.line)
        }),
    }
}

fn error_code(
    operation: &Operation,
    example: &Example,
    listed: &BTreeSet<String>,
) -> Option<LedgerEntry> {
    let code = example.body.get("error_code").and_then(|code| code.as_str())?;
    // A reference without a list of codes leaves none out of it.
    (!listed.is_empty() && !listed.contains(code)).then(|| LedgerEntry {
        field: "response.error_code".to_owned(),
        observed: code.to_owned(),
        decision: "any code is read".to_owned(),
        ..entry(operation, Rule::ErrorNotListed, example.line)
    })
}

fn status(operation: &Operation, example: &Example) -> Option<LedgerEntry> {
    let shown = example.status.filter(|status| is_success(*status))?;
    let (success, _) = operation.success()?;
    (shown != success).then(|| LedgerEntry {
        declared: success.to_string(),
        observed: shown.to_string(),
        decision: "the table's status counts".to_owned(),
        ..entry(operation, Rule::StatusDisagrees, example.line)
    })
}

/// A body that the section does not describe; an empty object does not count.
fn no_body(operation: &Operation, example: &Example, side: &str) -> Option<LedgerEntry> {
    let is_empty = example.body.as_object().is_some_and(|members| members.is_empty());
    (!is_empty).then(|| LedgerEntry {
        field: side.to_owned(),
        observed: "a body".to_owned(),
        decision: "the body stays undescribed".to_owned(),
        ..entry(operation, Rule::NoBody, example.line)
    })
}
