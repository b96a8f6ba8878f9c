//! What the stage `interpret` makes of the sections of our own document.

use std::fmt::Write;

use taurusdb_extract::interpret::{Draft, FieldDraft, interpret, operation_sections};
use taurusdb_tests::snapshot;

use super::fixtures::{TEAPOT, short};

#[test]
fn sections_become_drafts() {
    let document = TEAPOT.document();
    let mut out = String::new();
    for section in operation_sections(&document) {
        let draft = interpret(&document, section).expect("the section is an operation");
        dump(&mut out, &draft).expect("a string takes all");
    }
    snapshot("interpret", &out);
}

#[test]
fn operations_are_the_leaves_of_the_chapters_of_apis() {
    let document = TEAPOT.document();
    let numbers: Vec<&str> =
        operation_sections(&document).iter().map(|section| section.number.as_str()).collect();
    assert_eq!(numbers.len(), 17);
    assert!(numbers.iter().all(|number| number.starts_with("4.") || number.starts_with("5.")));
}

fn dump(out: &mut String, draft: &Draft) -> std::fmt::Result {
    writeln!(out, "{} {} — {}", draft.section, draft.title, draft.ancestors.join(" / "))?;
    writeln!(out, "  {} {} {} ({:?})", draft.uri_line, draft.method, draft.path, draft.stage)?;
    if let Some(end) = &draft.deprecated {
        let successor = end.successor.as_deref().unwrap_or("nothing");
        writeln!(out, "  {} until {}, then {successor}", end.line, end.until)?;
    }
    for parameter in &draft.parameters {
        let field = field(&parameter.field);
        writeln!(out, "  {:?} {} {field}", parameter.location, parameter.table)?;
    }
    for scope in &draft.scopes {
        let status = scope.status.map_or_else(String::new, |status| format!(" {status}"));
        for table in scope.root.iter().chain(&scope.tables) {
            let name = if table.name.is_empty() { "body" } else { &table.name };
            let fields: String =
                table.fields.iter().map(|f| format!("\n    {}", field(f))).collect();
            writeln!(out, "  {:?}{status} {} {name}{fields}", scope.side, table.number)?;
        }
    }
    let statuses: Vec<String> =
        draft.statuses.iter().map(|(status, line)| format!("{status} (line {line})")).collect();
    if !statuses.is_empty() {
        writeln!(out, "  statuses {}", statuses.join(", "))?;
    }
    for example in &draft.examples {
        let status = example.status.map_or_else(String::new, |status| format!(" {status}"));
        let request = example
            .request_line
            .as_ref()
            .map_or_else(String::new, |(text, line)| format!(" {line} {}", short(text, 40)));
        let body: Vec<String> = example.fragments.iter().map(|f| short(f, 24)).collect();
        let (line, side, body) = (example.line, example.side, body.join(" + "));
        writeln!(out, "  example {line} {side:?}{status}{request} {body}")?;
    }
    writeln!(out)
}

fn field(field: &FieldDraft) -> String {
    let declared = field.declared.as_deref().unwrap_or("(no type)");
    let mandatory = field.mandatory.map_or_else(String::new, |m| format!(", {m:?}"));
    format!("{} {}: {declared}{mandatory}", field.line, field.name)
}
