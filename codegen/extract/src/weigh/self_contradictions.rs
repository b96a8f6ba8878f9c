//! Contradictions between tables, or within one row.

use std::collections::BTreeMap;

use taurusdb_spec::{Api, Facts, LedgerEntry, Mandatory, Operation, Rule};

/// Rows that contradict themselves: a mandatory parameter with a default, or a default that is not
/// one of the listed values.
pub(super) fn entries(api: &Api) -> Vec<LedgerEntry> {
    let mut entries = differing_defaults(api);
    for action in api.service.actions.iter().filter(|action| action.operation.is_none()) {
        entries.push(LedgerEntry {
            declared: format!("{} {}", action.method, action.path),
            decision: "the action is for no operation".to_owned(),
            ..LedgerEntry::new(Rule::ActionUnknown, action.line)
        });
    }
    for operation in api.operations() {
        for parameter in &operation.parameters {
            entries.extend(claims(
                &parameter.facts,
                Some(parameter.mandatory),
                &LedgerEntry {
                    operation: operation.id.clone(),
                    field: parameter.place(),
                    ..LedgerEntry::new(Rule::MandatoryDefault, parameter.line)
                },
            ));
        }
    }
    for schema in api.schemas.values() {
        for field in schema.fields.iter().filter(|field| field.facts.default.is_some()) {
            for line in &field.lines {
                let Some(source) = schema.source_of(*line) else { continue };
                entries.extend(claims(
                    &field.facts,
                    field.mandatory,
                    &LedgerEntry {
                        operation: source.operation.clone(),
                        field: field.name.clone(),
                        ..LedgerEntry::new(Rule::MandatoryDefault, *line)
                    },
                ));
            }
        }
    }
    entries
}

/// The defaults of a parameter, each with the lines and operations that state it.
type ByDefault<'a> = BTreeMap<&'a str, Vec<(u32, &'a Operation)>>;

/// Parameters whose default differs between operations, with one entry for each unusual default.
fn differing_defaults(api: &Api) -> Vec<LedgerEntry> {
    let mut places: BTreeMap<&str, ByDefault<'_>> = BTreeMap::new();
    for operation in api.operations() {
        for parameter in &operation.parameters {
            if let Some(default) = &parameter.facts.default {
                let by_default = places.entry(&parameter.name).or_default();
                by_default.entry(default).or_default().push((parameter.line, operation));
            }
        }
    }
    let mut entries = Vec::new();
    for (name, by_default) in places.iter().filter(|(_, by_default)| by_default.len() > 1) {
        // If two are equally common, the first in order counts as the usual one.
        let usual = by_default.iter().rev().max_by_key(|(_, places)| places.len());
        let Some((usual, most)) = usual else { continue };
        for (default, places) in by_default.iter().filter(|(default, _)| *default != usual) {
            let Some((line, operation)) = places.iter().min_by_key(|(line, _)| line) else {
                continue;
            };
            entries.push(LedgerEntry {
                operation: operation.id.clone(),
                field: (*name).to_owned(),
                declared: format!("{usual} ({} places)", most.len()),
                observed: format!("{default} ({} places)", places.len()),
                decision: "each place keeps its own".to_owned(),
                ..LedgerEntry::new(Rule::DefaultDiffers, *line)
            });
        }
    }
    entries
}

fn claims(facts: &Facts, mandatory: Option<Mandatory>, place: &LedgerEntry) -> Vec<LedgerEntry> {
    let Some(default) = &facts.default else { return Vec::new() };
    let mut entries = Vec::new();
    if mandatory == Some(Mandatory::Yes) {
        entries.push(LedgerEntry {
            rule: Rule::MandatoryDefault,
            declared: "mandatory".to_owned(),
            observed: format!("default {default}"),
            decision: "stays mandatory".to_owned(),
            ..place.clone()
        });
    }
    if !facts.values.is_empty() && !facts.values.contains(default) {
        entries.push(LedgerEntry {
            rule: Rule::DefaultNotListed,
            declared: facts.values.join(", "),
            observed: format!("default {default}"),
            decision: "both are kept".to_owned(),
            ..place.clone()
        });
    }
    entries
}
