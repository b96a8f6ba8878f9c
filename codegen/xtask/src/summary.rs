use std::time::Duration;

use taurusdb_extract::{Counts, read::Class};
use taurusdb_spec::Api;

use crate::output::Written;

/// Prints what was found and what was written.
pub(crate) fn print(api: &Api, counts: Option<&Counts>, written: Written, time: Duration) {
    let service = &api.service;
    println!("{} API Reference, issue {}, {}", service.product, service.issue, service.date);
    if let Some(counts) = counts {
        document(counts);
    }
    let deprecated = api.operations().filter(|operation| operation.deprecated.is_some()).count();
    row("operations", format!("{} ({deprecated} deprecated)", api.operations().count()));
    row("groups", api.groups.len());
    row("schemas", api.schemas.len());
    row("fields", api.field_count());
    row(
        "files",
        format!(
            "{} written, {} removed, {} unchanged",
            written.written, written.removed, written.unchanged
        ),
    );
    row("time", format!("{:.2} s", time.as_secs_f64()));
}

fn document(counts: &Counts) {
    let lines = &counts.accounts.lines;
    let of = |class| lines.get(&class).copied().unwrap_or_default();
    row(
        "lines",
        format!(
            "{} accounted for: {} facts, {} examples, {} prose, {} furniture, {} blank",
            lines.values().sum::<u32>(),
            of(Class::Fact),
            of(Class::Example),
            of(Class::Prose),
            of(Class::Furniture),
            of(Class::Blank)
        ),
    );
    row("sections", counts.sections);
    row("tables", format!("{} numbered, {} rows", counts.tables, counts.rows));
    let unread = &counts.unread_examples;
    let lines: Vec<String> = unread.iter().map(u32::to_string).collect();
    let missing = if lines.is_empty() {
        String::new()
    } else {
        format!(", not those of lines {}", lines.join(", "))
    };
    row(
        "examples",
        format!("{} of {} read{missing}", counts.examples - unread.len(), counts.examples),
    );
}

fn row(name: &str, value: impl std::fmt::Display) {
    println!("  {name:<11}{value}");
}
