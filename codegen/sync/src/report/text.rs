//! A report for a terminal.

use std::fmt::Write as _;

use super::contents::Report;
use super::quotes::Quotes;
use super::rows::{advice, heading, rows};

pub(super) fn render(report: &Report<'_>, quotes: &Quotes<'_>) -> String {
    let mut page = format!("{} → {}: ", report.old, report.new);
    if report.changes.is_empty() {
        page.push_str("nothing changed\n");
        return page;
    }
    let losses = report.changes.iter().filter(|change| change.is_loss()).count();
    let _ = writeln!(
        page,
        "{}, {losses} of them losses; version bump: {}",
        counted(report.changes.len()),
        report.bump()
    );
    let mut before = None;
    for ((severity, class, is_of_answers), rows) in rows(report.changes) {
        if before != Some(severity) {
            let _ = writeln!(page, "\n{}", heading(severity.0));
            before = Some(severity);
        }
        let title = class.heading(is_of_answers);
        let _ = writeln!(page, "  {title} ({}): {}", rows.len(), advice(&rows));
        for row in rows {
            let (subject, what, lines) = (row.subject(), row.what(), row.lines(report));
            let guess = if row.change.is_guess() { ", a guess" } else { "" };
            let loss = if row.change.is_loss() { ", a loss" } else { "" };
            let _ = writeln!(page, "    {subject}  {what}  ({lines}{guess}{loss})");
            let (old, new) = row.places();
            for (side, quotation) in quotes.of(old, new) {
                let _ = writeln!(page, "      {side}: {quotation}");
            }
        }
    }
    page
}

fn counted(changes: usize) -> String {
    if changes == 1 { "1 change".to_owned() } else { format!("{changes} changes") }
}
