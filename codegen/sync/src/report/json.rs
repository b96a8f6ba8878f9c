//! A report for a program.

use serde_json::{Value, json};

use super::contents::Report;
use super::rows::heading;
use crate::{Change, Stated};

pub(super) fn render(report: &Report<'_>) -> String {
    let changes: Vec<Value> = report.changes.iter().map(change).collect();
    let page = json!({
        "old": report.old,
        "new": report.new,
        "bump": report.bump().to_string(),
        "changes": changes,
    });
    let mut text = serde_json::to_string_pretty(&page).unwrap_or_default();
    text.push('\n');
    text
}

fn change(change: &Change) -> Value {
    let stated = |stated: &Option<Stated>| {
        stated.as_ref().map(|stated| json!({ "text": stated.text, "line": stated.line }))
    };
    json!({
        "subject": change.subject.to_string(),
        "operation": change.subject.operation(),
        "aspect": change.aspect.name(),
        "class": change.class.title(),
        "severity": heading(change.severity()).to_lowercase(),
        "loss": change.is_loss(),
        "old": stated(&change.old),
        "new": stated(&change.new),
        "new_place": change.new_place,
        "advice": change.class.advice(),
    })
}
