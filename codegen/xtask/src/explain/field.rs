//! Explains a parameter, a field, or a schema.

use taurusdb_spec::phrase::{self, About, Style, Subject};
use taurusdb_spec::{
    Api, Facts, Field, Ledger, LedgerEntry, Mandatory, Operation, Parameter, Side,
};

use super::evidence;
use super::page::Page;

/// A path, query or header parameter.
pub(super) fn print_parameter(
    page: &mut Page<'_>,
    api: &Api,
    ledger: &Ledger,
    operation: &Operation,
    parameter: &Parameter,
) {
    page.title(
        &format!("{} · {} parameter {}", operation.id, parameter.location.as_str(), parameter.name),
        &format!(
            "section {}, table {}, {}",
            operation.section,
            parameter.table,
            page.service.place(parameter.line)
        ),
    );
    meaning(page, api, &operation.id, &parameter.name);
    page.line(&format!("type {} · {}", parameter.kind, parameter.mandatory.word()));
    facts(page, api, &operation.id, &parameter.name, &parameter.facts);
    let place = parameter.place();
    page.sdk(&operation.id, &place);
    findings(page, ledger, |entry| entry.operation == operation.id && entry.field == place);
}

/// A field of a body or of an object in a body.
pub(super) fn print_field(
    page: &mut Page<'_>,
    api: &Api,
    ledger: &Ledger,
    place: &str,
    schema: &str,
    field: &Field,
) {
    let found = &api.schemas[schema];
    let source = &found.sources[0];
    let section =
        api.operation(&source.operation).map(|operation| operation.section.as_str()).unwrap_or("?");
    page.title(
        place,
        &format!(
            "section {section}, table {}, {}",
            source.table,
            page.service.place(field.lines[0])
        ),
    );
    meaning(page, api, schema, &field.name);
    let declared =
        field.declared.as_ref().map(|text| format!(" (declared {text})")).unwrap_or_default();
    page.line(&format!("type {}{declared} · {}", field.kind, mandatory(field.mandatory)));
    facts(page, api, schema, &field.name, &field.facts);
    let mut seen = field.wire.clone();
    if field.nullable {
        seen.push("null".to_owned());
    }
    let shown = match evidence::examples(api, schema, &field.name) {
        0 => "not shown in any example".to_owned(),
        1 => "shown in 1 example".to_owned(),
        count => format!("shown in {count} examples"),
    };
    let seen = match seen.is_empty() {
        true => String::new(),
        false => format!(", also as {}", seen.join(", ")),
    };
    page.line(&format!("evidence: {shown}{seen}"));
    page.sdk(schema, &field.name);
    if !field.aliases.is_empty() {
        page.line(&format!("also read as {}", field.aliases.join(", ")));
    }
    if found.sources.len() > 1 {
        let others: Vec<String> = found.sources[1..]
            .iter()
            .map(|source| format!("{} (table {})", source.operation, source.table))
            .collect();
        page.line(&format!("the same in {}", others.join(", ")));
    }
    let operations: Vec<&str> = found.sources.iter().map(|s| s.operation.as_str()).collect();
    let named = format!("{schema}.{}", field.name);
    findings(page, ledger, |entry| {
        entry.field == named
            || operations.contains(&entry.operation.as_str())
                && entry.field.rsplit('.').next().map(|name| name.trim_end_matches("[]"))
                    == Some(&field.name)
    });
}

/// A schema and its fields.
pub(super) fn print_schema(page: &mut Page<'_>, api: &Api, name: &str) {
    let schema = &api.schemas[name];
    let source = &schema.sources[0];
    page.title(name, &format!("table {}, {}", source.table, page.service.place(source.line)));
    let written = source.name.as_deref().unwrap_or("the body itself");
    let side = match schema.side {
        Side::Request => "request",
        Side::Response => "response",
    };
    page.line(&format!("{side}; the document calls it {written}"));
    for source in &schema.sources {
        page.line(&format!(
            "in {} (table {}, {})",
            source.operation,
            source.table,
            page.service.place(source.line)
        ));
    }
    for field in &schema.fields {
        let meaning = api.docs.field(name, &field.name).unwrap_or_default();
        let mark = if field.is_mandatory() { "*" } else { " " };
        page.line(&format!("{mark} {:<32} {:<24} {meaning}", field.name, field.kind.to_string()));
    }
}

fn meaning(page: &mut Page<'_>, api: &Api, owner: &str, name: &str) {
    if let Some(text) = api.docs.field(owner, name) {
        page.line(text);
    }
}

fn mandatory(mandatory: Option<Mandatory>) -> &'static str {
    mandatory.map_or("the document does not say whether it is always there", Mandatory::word)
}

fn facts(page: &mut Page<'_>, api: &Api, owner: &str, name: &str, facts: &Facts) {
    let limits = facts.lend(|facts| phrase::limits(facts, Style::Plain));
    if let Some(limits) = limits {
        page.line(&limits);
    }
    for value in &facts.values {
        match api.docs.value(owner, name, value) {
            Some(label) => page.line(&format!("value {value}: {label}")),
            None => page.line(&format!("value {value}")),
        }
    }
    let said = facts.lend(|facts| {
        let clauses = |name: &str| api.docs.condition(name).map(str::to_owned);
        let subject = Subject { facts, mandatory: None, clauses: &clauses };
        phrase::statements(&subject, Style::Plain)
    });
    for statement in said.iter().filter(|statement| statement.about != About::Values) {
        page.line(&statement.text);
    }
}

fn findings(page: &mut Page<'_>, ledger: &Ledger, concerns: impl Fn(&LedgerEntry) -> bool) {
    for entry in ledger.entries.iter().filter(|entry| concerns(entry)) {
        page.line(&format!(
            "ledger: {} in {}: declared {}, observed {} → {}   ({})",
            entry.rule.as_str(),
            entry.operation,
            or_nothing(&entry.declared),
            or_nothing(&entry.observed),
            entry.decision,
            page.service.place(entry.line)
        ));
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
