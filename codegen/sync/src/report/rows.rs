//! The rows of a report: equal changes of fields that several operations share are told once.

use std::collections::BTreeMap;

use taurusdb_spec::PageStart;

use super::contents::Report;
use crate::{Aspect, Change, Class, Severity, Stated, Subject};

/// Changes that say the same of one field in several operations.
pub(crate) struct Row<'c> {
    /// The first of them.
    pub(crate) change: &'c Change,
    /// What all of them are about.
    pub(crate) subjects: Vec<&'c Subject>,
}

/// What rows have in common that stand below one heading: their severity, their class, and whether they are
/// about answers where that asks something else.
pub(crate) type Heading = (std::cmp::Reverse<Severity>, Class, bool);

/// Rows by severity, the gravest first, then by class.
pub(crate) fn rows(changes: &[Change]) -> BTreeMap<Heading, Vec<Row<'_>>> {
    type Key<'c> = (Heading, &'c Aspect, Option<&'c str>, Option<&'c str>, &'c str);
    let mut places: BTreeMap<String, (usize, Key<'_>)> = BTreeMap::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for change in changes {
        // A row that many tables have is told once, with the lines of the first.
        let name = match &change.subject {
            Subject::Value { path, .. } => path.rsplit('.').next().unwrap_or(path),
            _ => "",
        };
        let key: Key<'_> = (
            heading_of(change),
            &change.aspect,
            change.old.as_ref().map(|stated| stated.text.as_str()),
            change.new.as_ref().map(|stated| stated.text.as_str()),
            name,
        );
        let text = format!("{key:?}");
        match places.get(&text) {
            Some((place, known)) if *known == key && !name.is_empty() => {
                rows[*place].subjects.push(&change.subject);
            }
            _ => {
                places.insert(text, (rows.len(), key));
                rows.push(Row { change, subjects: vec![&change.subject] });
            }
        }
    }
    let mut sorted: BTreeMap<_, Vec<Row<'_>>> = BTreeMap::new();
    for row in rows {
        sorted.entry(heading_of(row.change)).or_default().push(row);
    }
    sorted
}

fn heading_of(change: &Change) -> Heading {
    let is_of_answers = change.class.is_of_answers(change.role());
    (std::cmp::Reverse(change.severity()), change.class, is_of_answers)
}

impl Row<'_> {
    /// What changed, from what to what: `maximum: 100 → 200`.
    pub(crate) fn what(&self) -> String {
        let name = self.change.aspect.name();
        let show = |stated: &Stated| shortened(&stated.text);
        if self.change.aspect == Aspect::Prose {
            return "words changed, and no fact".to_owned();
        }
        let values = match (&self.change.old, &self.change.new) {
            (Some(old), Some(new)) => format!("{} → {}", show(old), show(new)),
            (Some(old), None) => format!("{} is gone", show(old)),
            (None, Some(new)) => format!("{} is new", show(new)),
            (None, None) => String::new(),
        };
        if name.is_empty() { values } else { format!("{name}: {values}") }
    }

    /// The lines of both documents, with their pages where the documents have some.
    pub(crate) fn lines(&self, report: &Report<'_>) -> String {
        let [old_pages, new_pages] = report.pages;
        let (old, new) = self.places();
        let old = old.map(|line| PageStart::locate(old_pages, line));
        let new = new.map(|line| PageStart::locate(new_pages, line));
        let place = |page: Option<&str>, line| match page {
            Some(page) => format!("{page}, line {line}"),
            None => format!("line {line}"),
        };
        match (old, new) {
            (Some((one, old)), Some((other, new))) if one == other => {
                format!("{} → {new}", place(one, old))
            }
            (Some((one, old)), Some((other, new))) => {
                format!("{} → {}", place(one, old), place(other, new))
            }
            (Some((page, old)), None) => format!("{} → nowhere", place(page, old)),
            (None, Some((page, new))) => place(page, new),
            (None, None) => String::new(),
        }
    }

    /// The lines of both documents: of what is gone, where it would stand.
    pub(super) fn places(&self) -> (Option<u32>, Option<u32>) {
        let old = self.change.old.as_ref().map(|stated| stated.line);
        (old, self.change.new.as_ref().map(|stated| stated.line).or(self.change.new_place))
    }

    /// The first subject, and how many more there are.
    pub(crate) fn subject(&self) -> String {
        match self.subjects.len() {
            1 => self.subjects[0].to_string(),
            many => format!("{} (and {} more operations' places)", self.subjects[0], many - 1),
        }
    }
}

/// Long values, such as data of examples, are cut.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What the rows below one heading ask of whom.
pub(super) fn advice(rows: &[Row<'_>]) -> String {
    rows.first().map_or_else(String::new, |row| row.change.todo().advice())
}

/// A severity as a heading.
pub(super) const fn heading(severity: Severity) -> &'static str {
    match severity {
        Severity::Breaking => "Breaking",
        Severity::Compatible => "Compatible",
        Severity::Editorial => "Editorial",
    }
}
