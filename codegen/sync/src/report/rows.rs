//! The rows of a report: equal changes of fields that several operations share are told once.

use std::collections::BTreeMap;

use taurusdb_spec::PageStart;

use super::contents::Report;
use crate::{Aspect, Change, Class, Severity, Stated, Subject};

/// Changes that say the same of one field in several operations, or of several values of one field.
pub(crate) struct Row<'c> {
    /// The first of them.
    pub(crate) change: &'c Change,
    /// What all of them are about.
    pub(crate) subjects: Vec<&'c Subject>,
    /// The values that come or go together; empty for what is no value.
    values: Vec<&'c str>,
}

/// What rows have in common that stand below one heading: their severity, their class, and whether they are
/// about answers where that asks something else.
pub(crate) type Heading = (std::cmp::Reverse<Severity>, Class, bool);

/// Rows by severity, the gravest first, then by class.
pub(crate) fn rows(changes: &[Change]) -> BTreeMap<Heading, Vec<Row<'_>>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for row in with_all_values(changes) {
        match same(&row).map(|key| (places.get(&key).copied(), key)) {
            Some((Some(place), _)) => rows[place].subjects.extend(row.subjects),
            Some((None, key)) => {
                places.insert(key, rows.len());
                rows.push(row);
            }
            None => rows.push(row),
        }
    }
    let mut sorted: BTreeMap<_, Vec<Row<'_>>> = BTreeMap::new();
    for row in rows {
        sorted.entry(heading_of(row.change)).or_default().push(row);
    }
    sorted
}

/// One row for each change, but for values of one field that come or go together.
fn with_all_values(changes: &[Change]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for change in changes {
        let value = match (&change.aspect, &change.old, &change.new) {
            (Aspect::Value(value), None, _) | (Aspect::Value(value), _, None) => {
                Some(value.as_str())
            }
            _ => None,
        };
        let is_same = |row: &&mut Row<'_>| {
            !row.values.is_empty()
                && row.change.subject == change.subject
                && row.change.class == change.class
        };
        match (value, rows.last_mut().filter(is_same)) {
            (Some(value), Some(row)) => row.values.push(value),
            (value, _) => rows.push(Row {
                change,
                subjects: vec![&change.subject],
                values: value.into_iter().collect(),
            }),
        }
    }
    rows
}

/// What equal rows have in common: a row that many tables have is told once, with the lines of the first, and
/// so are sections of one chapter that are numbered anew.
fn same(row: &Row<'_>) -> Option<String> {
    let Change { aspect, old, new, class, .. } = row.change;
    let text = |stated: &Option<Stated>| stated.as_ref().map(|stated| stated.text.clone());
    let told = match &row.change.subject {
        Subject::Value { path, .. } => {
            let name = path.rsplit('.').next().unwrap_or(path);
            let aspect = if row.values.is_empty() { format!("{aspect:?}") } else { String::new() };
            let (old, new) = (text(old), text(new));
            let texts = if row.values.is_empty() { Some((old, new)) } else { None };
            format!("{name} {aspect} {texts:?} {:?}", row.values)
        }
        _ if *class == Class::OperationMoved => row.renumbered()?.to_owned(),
        _ => return None,
    };
    Some(format!("{:?} {told}", heading_of(row.change)))
}

fn heading_of(change: &Change) -> Heading {
    let is_of_answers = change.class.is_of_answers(change.role());
    (std::cmp::Reverse(change.severity()), change.class, is_of_answers)
}

impl Row<'_> {
    /// The chapter, if a section only has another number in it.
    fn renumbered(&self) -> Option<&str> {
        if self.change.class != Class::OperationMoved {
            return None;
        }
        let (old, new) = (self.change.old.as_ref()?, self.change.new.as_ref()?);
        let (before, after) = (old.text.rfind('.')?, new.text.rfind('.')?);
        (old.text[..before] == new.text[..after]).then_some(&new.text[..after])
    }

    /// What changed, from what to what: `maximum: 100 → 200`.
    pub(crate) fn what(&self) -> String {
        let name = self.change.aspect.name();
        let show = |stated: &Stated| shortened(&stated.text);
        if self.change.aspect == Aspect::Prose {
            return "words changed, and no fact".to_owned();
        }
        if let Some(chapter) = self.renumbered().filter(|_| self.subjects.len() > 1) {
            return format!("section: numbered anew in {chapter}");
        }
        if self.values.len() > 1 {
            let is = if self.change.new.is_some() { "new" } else { "gone" };
            return format!("{name}s: {} are {is}", shortened(&self.values.join(", ")));
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
            many => {
                let more = many - 1;
                let s = if more == 1 { "" } else { "s" };
                match self.subjects[0] {
                    Subject::Operation(id) => format!("{id} (and {more} more operation{s})"),
                    first => format!("{first} (and {more} more place{s})"),
                }
            }
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
