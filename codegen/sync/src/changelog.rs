//! `CHANGELOG.md`: for each issue of the document and each generated crate, what changes for those who
//! use it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::class::Todo;
use crate::report::{Row, rows};
use crate::{Bump, Change, Class, Part, Raised, bump};

/// How many subjects of one compatible class are named.
const MOST_NAMED: usize = 20;

const HEAD: &str = "\
# Changelog

What changes for those who use the generated crates, the newest issue of the document first. The form
is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/), the numbers follow [Semantic
Versioning](https://semver.org/) by the policy in [`codegen/sync/POLICY.md`](codegen/sync/POLICY.md).
`cargo xtask sync` adds the entries.
";

/// What one issue of the document changes.
#[derive(Clone, Debug)]
pub struct Entry<'c> {
    /// The number of the issue.
    pub issue: &'c str,
    /// Its date.
    pub date: &'c str,
    /// The next version of each crate.
    pub raised: &'c [Raised],
    /// What the issue changes.
    pub changes: &'c [Change],
}

/// The groups of Keep a Changelog, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Added,
    Changed,
    Deprecated,
    Removed,
}

impl Entry<'_> {
    /// The first line of the entry.
    pub fn heading(&self) -> String {
        heading(self.issue, self.date)
    }

    /// The entry as Markdown.
    pub fn to_text(&self) -> String {
        let mut text = format!("{}\n", self.heading());
        for raised in self.raised {
            self.part(raised, &mut text);
        }
        text
    }

    fn part(&self, raised: &Raised, text: &mut String) {
        let Raised { part, from, to, bump: step } = raised;
        let (package, title) = (part.package(), part.title());
        let _ = writeln!(text, "\n### {package} {to}\n\nThe {title}; {step} step from {from}.");
        let mut groups: BTreeMap<(Group, std::cmp::Reverse<Bump>, Class, bool), Vec<Row<'_>>> =
            BTreeMap::new();
        let mut quiet = 0;
        for rows in rows(self.changes).into_values() {
            for row in rows {
                let (class, role) = (row.change.class, row.change.role());
                match bump(*part, class, role) {
                    Bump::None | Bump::Patch => quiet += row.subjects.len(),
                    step => {
                        let is_of_answers = class.is_of_answers(role);
                        let key = (group(class), std::cmp::Reverse(step), class, is_of_answers);
                        groups.entry(key).or_default().push(row);
                    }
                }
            }
        }
        let mut before = None;
        for ((group, step, class, is_of_answers), rows) in groups {
            if before != Some(group) {
                let _ = writeln!(text, "\n#### {group:?}\n");
                before = Some(group);
            }
            let is_breaking = step.0 == Bump::Major;
            let mark = if is_breaking { "**Breaking**, " } else { "" };
            let title = class.heading(is_of_answers);
            let role = rows.first().and_then(|row| row.change.role());
            let _ = writeln!(text, "- {mark}{title}: {}.", todo(*part, class.todo(role)));
            // The description changes as the client does; who reads it looks there.
            let most = match (is_breaking, part) {
                (true, _) => usize::MAX,
                (false, Part::Description) => 0,
                (false, _) => MOST_NAMED,
            };
            for row in rows.iter().take(most) {
                let (subject, what) = (row.subject(), row.what());
                let _ = writeln!(text, "  - `{subject}`: {what}");
            }
            if let Some(more) = rows.len().checked_sub(most).filter(|more| *more > 0) {
                let and = if most == 0 { "" } else { "… and " };
                let more_of = if most == 0 { "in all" } else { "more" };
                let _ = writeln!(text, "  - {and}{more} {more_of}");
            }
        }
        if quiet > 0 {
            let s = if quiet == 1 { "" } else { "s" };
            let _ = writeln!(
                text,
                "\n{quiet} change{s} of examples, titles and places ask for nothing."
            );
        }
    }
}

/// What those who use a crate have to do.
fn todo(part: Part, todo: Todo) -> &'static str {
    match part {
        Part::Client | Part::Description => todo.client,
        Part::CommandLine => todo.command_line,
        Part::Mock => todo.mock,
    }
}

fn heading(issue: &str, date: &str) -> String {
    format!("## [Issue {issue}] - {date}")
}

/// A changelog with an entry in it: on top, and the one with the same heading is gone. An entry without
/// changes is none.
pub fn with_entry(changelog: Option<&str>, entry: &Entry<'_>) -> String {
    let changelog = changelog.unwrap_or(HEAD).trim_end();
    let text = match entry.changes.is_empty() {
        true => String::new(),
        false => format!("\n{}", entry.to_text()),
    };
    let is_heading = |line: &str| line.starts_with("## ");
    let mut lines = changelog.lines();
    let mut head = String::new();
    let mut rest = String::new();
    let mut is_old = false;
    for line in lines.by_ref() {
        if is_heading(line) {
            is_old = line == entry.heading();
        }
        match (is_old, rest.is_empty() && !is_heading(line)) {
            (true, _) => {}
            (false, true) => _ = writeln!(head, "{line}"),
            (false, false) => _ = writeln!(rest, "{line}"),
        }
    }
    let (head, rest) = (head.trim_end(), rest.trim_end());
    let rest = if rest.is_empty() { String::new() } else { format!("\n{rest}\n") };
    format!("{head}\n{text}{rest}")
}

const fn group(class: Class) -> Group {
    use Class as C;
    match class {
        C::OperationAdded
        | C::ValueAdded
        | C::EnumValueAdded
        | C::ResponseAdded
        | C::EndpointAdded
        | C::StatusAdded
        | C::ErrorCodeAdded
        | C::CallErrorAdded
        | C::MetricAdded
        | C::ActionAdded => Group::Added,
        C::OperationRemoved
        | C::ValueRemoved
        | C::EnumValueRemoved
        | C::ResponseRemoved
        | C::EndpointRemoved
        | C::StatusRemoved
        | C::ErrorCodeRemoved
        | C::CallErrorRemoved
        | C::MetricRemoved
        | C::ActionRemoved => Group::Removed,
        C::Deprecated | C::DeprecationChanged => Group::Deprecated,
        C::ValueDeprecated | C::ReplacementChanged => Group::Deprecated,
        _ => Group::Changed,
    }
}
