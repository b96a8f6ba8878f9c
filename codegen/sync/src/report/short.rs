//! The short form: how many changes of which class, and the breaking ones.

use std::fmt::Write as _;

use super::contents::Report;
use super::rows::{heading, rows};
use crate::Severity;

/// How many breaking changes are told one by one.
const MOST_TOLD: usize = 12;

pub(super) fn render(report: &Report<'_>) -> String {
    if report.changes.is_empty() {
        return "no fact changed\n".to_owned();
    }
    let mut page = String::new();
    let mut told = Vec::new();
    let mut before = None;
    for ((severity, class, is_of_answers), rows) in rows(report.changes) {
        let changes: usize = rows.iter().map(|row| row.subjects.len()).sum();
        let begins = before != Some(severity);
        before = Some(severity);
        match begins {
            true if page.is_empty() => page += heading(severity.0),
            true => page += &format!("\n{}", heading(severity.0)),
            false => {}
        }
        let _ = write!(
            page,
            "{} {} ({changes})",
            if begins { ":" } else { "," },
            class.heading(is_of_answers)
        );
        if severity.0 == Severity::Breaking {
            told.extend(rows.iter().map(|row| {
                format!("  {}  {}  ({})", row.subject(), row.what(), row.lines(report))
            }));
        }
    }
    page.push('\n');
    for line in told.iter().take(MOST_TOLD) {
        let _ = writeln!(page, "{line}");
    }
    if let Some(more) = told.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        let _ = writeln!(page, "  … and {more} more breaking ones; `cargo xtask diff` lists all");
    }
    page
}
