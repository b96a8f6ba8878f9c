//! A report for a pull request.

use std::fmt::Write as _;

use super::contents::Report;
use super::rows::{advice, heading, rows};

pub(super) fn render(report: &Report<'_>) -> String {
    let mut page = format!("## {} → {}\n\n", report.old, report.new);
    if report.changes.is_empty() {
        page.push_str("Nothing changed.\n");
        return page;
    }
    let _ = writeln!(page, "Version bump: **{}**", report.bump());
    let mut before = None;
    for ((severity, class, is_of_answers), rows) in rows(report.changes) {
        if before != Some(severity) {
            let _ = writeln!(page, "\n### {}", heading(severity.0));
            before = Some(severity);
        }
        let title = class.heading(is_of_answers);
        let _ = writeln!(page, "\n**{title}** ({}): {}\n", rows.len(), advice(&rows));
        page.push_str("| where | what | lines |\n|---|---|---|\n");
        for row in rows {
            let cell = |text: String| text.replace('|', "\\|");
            let guess = if row.change.is_guess() { ", a guess" } else { "" };
            let loss = if row.change.is_loss() { ", **a loss**" } else { "" };
            let (subject, what, lines) =
                (row.subject(), row.what(), row.lines(report) + guess + loss);
            let _ = writeln!(page, "| `{}` | {} | {lines} |", cell(subject), cell(what));
        }
    }
    page
}
