//! Examples as evidence: each is held against the schema of its body, both ways.
//!
//! Neither side is trusted blindly. Where an example contradicts the table, the field's wire types
//! are widened (the declared one stays first) and the ledger gets an entry.

mod claims;
mod requests;
mod walk;

use std::collections::BTreeSet;

use taurusdb_spec::{Api, LedgerEntry, Rule};

use crate::interpret::Draft;

/// Weighs all examples; widens what they contradict and returns what the ledger should say.
pub fn weigh(api: &mut Api, drafts: &[Draft], ids: &[String]) -> Vec<LedgerEntry> {
    let mut entries = Vec::new();
    for (draft, id) in drafts.iter().zip(ids) {
        entries.extend(requests::entries(draft, id));
        entries.extend(examples(api, draft, id));
    }
    entries.extend(claims::entries(api));
    entries
}

fn examples(api: &mut Api, draft: &Draft, id: &str) -> Vec<LedgerEntry> {
    let Some(operation) = api.operation(id).cloned() else { return Vec::new() };
    let entry = |rule, line, observed: String, decision: &str| LedgerEntry {
        section: operation.section.clone(),
        operation: operation.id.clone(),
        observed,
        decision: decision.to_owned(),
        ..LedgerEntry::new(rule, line)
    };
    let mut entries = Vec::new();
    for example in draft.examples.iter().filter(|example| !example.fragments.is_empty()) {
        if !operation.examples.iter().any(|read| read.line == example.line) {
            entries.push(entry(Rule::ExampleUnread, example.line, String::new(), "left out"));
        }
    }
    let success = operation.success().map(|(status, _)| status);
    let listed: BTreeSet<String> =
        api.service.error_codes.iter().map(|error| error.code.clone()).collect();
    for example in &operation.examples {
        // What a page break did is the converter's doing, not the document's.
        let slips: Vec<&str> = example
            .repairs
            .iter()
            .map(String::as_str)
            .filter(|repair| !matches!(*repair, "fence-join" | "strip-invented-brackets"))
            .collect();
        if slips == ["key-white-space"] {
            entries.push(entry(
                Rule::KeyWhiteSpace,
                example.line,
                String::new(),
                "keys are trimmed",
            ));
        } else if !slips.is_empty() {
            entries.push(entry(
                Rule::ExampleRepaired,
                example.line,
                slips.join(", "),
                "mended and used",
            ));
        }
        let code = example.body.get("error_code").and_then(|code| code.as_str());
        if let Some(code) = code.filter(|code| !listed.contains(*code)) {
            let mut found =
                entry(Rule::ErrorNotListed, example.line, code.to_owned(), "any code is read");
            found.field = "response.error_code".to_owned();
            entries.push(found);
        }
        if let (Some(shown), Some(success)) = (example.status, success)
            && shown / 100 == 2
            && shown != success
        {
            let mut found = entry(
                Rule::StatusDisagrees,
                example.line,
                shown.to_string(),
                "the table's status counts",
            );
            found.declared = success.to_string();
            entries.push(found);
        }
        let schema = match example.status {
            None => operation.request.as_ref().map(|body| body.schema.clone()),
            Some(status) => {
                let response = operation.responses.get(&status).or_else(|| {
                    operation.success().filter(|_| status / 100 == 2).map(|(_, response)| response)
                });
                response.and_then(|response| response.schema.clone())
            }
        };
        let side = if example.status.is_none() { "request" } else { "response" };
        let Some(schema) = schema else {
            // An empty object is no body to speak of.
            if example.body.as_object().is_none_or(|members| !members.is_empty()) {
                let mut found = entry(
                    Rule::NoBody,
                    example.line,
                    "a body".to_owned(),
                    "the body stays undescribed",
                );
                found.field = side.to_owned();
                entries.push(found);
            }
            continue;
        };
        let mut walk = walk::Walk::new(&mut api.schemas, example.status.is_none());
        walk.body(&schema, &example.body, side);
        entries.extend(walk.found.into_iter().map(|finding| LedgerEntry {
            line: example.line,
            section: operation.section.clone(),
            rule: finding.rule,
            operation: operation.id.clone(),
            field: finding.path,
            declared: finding.declared,
            observed: finding.observed,
            decision: finding.decision.to_owned(),
        }));
    }
    entries
}
