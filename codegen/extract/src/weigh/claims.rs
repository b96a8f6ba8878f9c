use taurusdb_spec::{Api, Facts, LedgerEntry, Mandatory, Rule};

/// What tables say that contradicts itself: a mandatory parameter with a default, a default that
/// is none of the listed values.
pub(super) fn entries(api: &Api) -> Vec<LedgerEntry> {
    let mut entries = Vec::new();
    for action in api.service.actions.iter().filter(|action| action.operation.is_none()) {
        entries.push(LedgerEntry {
            line: action.line,
            rule: Rule::ActionUnknown,
            declared: format!("{} {}", action.method, action.path),
            decision: "the action is for no operation".to_owned(),
            ..blank()
        });
    }
    for operation in api.operations() {
        for parameter in &operation.parameters {
            let place = format!("{:?}.{}", parameter.location, parameter.name).to_lowercase();
            entries.extend(claims(
                &parameter.facts,
                Some(parameter.mandatory),
                &LedgerEntry {
                    line: parameter.line,
                    section: operation.section.clone(),
                    operation: operation.id.clone(),
                    field: place,
                    ..blank()
                },
            ));
        }
    }
    for schema in api.schemas.values() {
        for field in &schema.fields {
            for (source, line) in schema.sources.iter().zip(&field.lines) {
                let section =
                    api.operation(&source.operation).map(|o| o.section.clone()).unwrap_or_default();
                entries.extend(claims(
                    &field.facts,
                    field.mandatory,
                    &LedgerEntry {
                        line: *line,
                        section,
                        operation: source.operation.clone(),
                        field: field.name.clone(),
                        ..blank()
                    },
                ));
            }
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

fn blank() -> LedgerEntry {
    LedgerEntry {
        line: 0,
        section: String::new(),
        rule: Rule::MandatoryDefault,
        operation: String::new(),
        field: String::new(),
        declared: String::new(),
        observed: String::new(),
        decision: String::new(),
    }
}
