//! The facts of rows. Mining also gets the rows and sections around them: a description may refer
//! to another field of the request, or to the section of another operation.

use std::collections::HashMap;

use taurusdb_spec::{Facts, Mandatory, Side, Type, ValueFrom};

use crate::fault::{Fault, quote};
use crate::interpret::{Draft, FieldDraft};
use crate::mine::{self, Neighbour, Origin};
use crate::text::content_words;

/// All operations by the titles of their sections: texts refer to other operations by title.
pub(super) struct Titles<'a> {
    pub(super) drafts: &'a [Draft],
    pub(super) ids: &'a [String],
    /// Positions by title in lower case.
    by_title: HashMap<String, Vec<usize>>,
    /// Positions by each content word of the title, in order.
    by_word: HashMap<String, Vec<usize>>,
}

impl<'a> Titles<'a> {
    pub(super) fn new(drafts: &'a [Draft], ids: &'a [String]) -> Self {
        let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, draft) in drafts.iter().enumerate() {
            by_title.entry(draft.title.to_ascii_lowercase()).or_default().push(position);
        }
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, draft) in drafts.iter().enumerate() {
            for word in content_words(&draft.title) {
                by_word.entry(word).or_default().push(position);
            }
        }
        Self { drafts, ids, by_title, by_word }
    }

    /// The operations whose title has all content words of a text. A text without any fits none.
    fn worded(&self, text: &str) -> Vec<usize> {
        let words = content_words(text);
        let with = |word: &String| self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let mut positions: Vec<&[usize]> = words.iter().map(with).collect();
        // The rarest word leaves the fewest to look at.
        positions.sort_by_key(|positions| positions.len());
        let Some((rarest, others)) = positions.split_first() else { return Vec::new() };
        let has_others =
            |position: &&usize| others.iter().all(|other| other.binary_search(position).is_ok());
        rarest.iter().filter(has_others).copied().collect()
    }

    /// The view from one section.
    pub(super) fn near(&self, position: usize) -> Near<'_> {
        Near { titles: self, position, request: request(&self.drafts[position]) }
    }

    /// The operations whose section has a title.
    pub(super) fn titled(&self, title: &str) -> &[usize] {
        self.by_title.get(&title.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }
}

/// All operations, seen from the section of one.
pub(super) struct Near<'a> {
    titles: &'a Titles<'a>,
    /// The section whose text is read.
    position: usize,
    /// The fields of the body of its request.
    request: Vec<Neighbour<'a>>,
}

impl<'a> Near<'a> {
    pub(super) fn draft(&self) -> &'a Draft {
        &self.titles.drafts[self.position]
    }

    pub(super) fn id(&self) -> &'a str {
        &self.titles.ids[self.position]
    }

    /// The operation that succeeds this one. If several sections have the title, the recommended
    /// one under the same heading counts, then the first recommended one, then the first.
    pub(super) fn successor(&self, title: &str) -> Option<&'a str> {
        let drafts = self.titles.drafts;
        let heading = |position: usize| drafts[position].ancestors.last();
        let titled = || self.titles.titled(title).iter().copied();
        let recommended = || titled().filter(|&position| drafts[position].deprecated.is_none());
        let found = recommended()
            .find(|&position| heading(position) == heading(self.position))
            .or_else(|| recommended().next())
            .or_else(|| titled().next())?;
        Some(&self.titles.ids[found])
    }

    /// The operation that supplies a value, by its title or by other words for it. If several have
    /// the title, the one in the same part counts, then the one in the same chapter: the text is
    /// written for people who read there.
    fn supplier(&self, title: &str) -> Option<&'a str> {
        let found = self.nearest(self.titles.titled(title)).or_else(|| {
            if !title.starts_with(|c: char| c.is_ascii_lowercase()) {
                return None;
            }
            // Fewer words fit more titles. If several titles of the chapter fit, the operation is
            // unknown.
            let chapter = self.draft().ancestors.first();
            let mut fitting = self
                .titles
                .worded(title)
                .into_iter()
                .filter(|&position| self.titles.drafts[position].ancestors.first() == chapter);
            let found = fitting.next()?;
            fitting.next().is_none().then_some(found)
        })?;
        Some(&self.titles.ids[found])
    }

    /// The first section in the same part, else in the same chapter, else anywhere.
    fn nearest(&self, candidates: &[usize]) -> Option<usize> {
        let own = &self.draft().ancestors;
        let shared = |position: usize| {
            let theirs = &self.titles.drafts[position].ancestors;
            own.iter().zip(theirs).take_while(|(a, b)| a == b).count()
        };
        // If several are equally near, the first one counts.
        candidates.iter().copied().rev().max_by_key(|&position| shared(position))
    }

    fn value_from(&self, origin: Origin) -> Option<ValueFrom> {
        let (operation, field) = match origin {
            Origin::Section { title, field } => (self.supplier(&title)?, field),
            Origin::Itself => (self.id(), None),
        };
        Some(ValueFrom { operation: operation.to_owned(), field })
    }
}

/// The fields of the body of the request.
fn request(draft: &Draft) -> Vec<Neighbour<'_>> {
    let bodies = draft.scopes.iter().filter(|scope| scope.side == Side::Request);
    bodies
        .flat_map(|scope| scope.root.iter().chain(&scope.tables))
        .flat_map(|table| &table.fields)
        .map(|field| Neighbour {
            name: &field.name,
            description: &field.description,
            is_boolean: field.declared.as_deref() == Some("Boolean"),
        })
        .collect()
}

/// The facts that a row of a table states.
pub(super) struct Stated {
    pub(super) facts: Facts,
    /// The column's value, unless the description says more.
    pub(super) mandatory: Option<Mandatory>,
}

/// The facts of the rows of one table.
pub(super) fn facts(
    rows: &[&FieldDraft],
    kinds: &[&Type],
    side: Side,
    near: &Near<'_>,
) -> Result<Vec<Stated>, Fault> {
    let siblings: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let mut all = Vec::with_capacity(rows.len());
    let mut about_others = Vec::new();
    for (row, kind) in rows.iter().zip(kinds) {
        check_condition(row)?;
        let mined = mine::facts(&mine::FieldRow {
            name: &row.name,
            kind,
            side,
            description: &row.description,
            siblings: &siblings,
            request: &near.request,
        });
        let value_from = mined.value_from.and_then(|origin| near.value_from(origin));
        about_others.extend(mined.siblings);
        let mut stated =
            Stated { facts: Facts { value_from, ..mined.facts }, mandatory: row.mandatory };
        if mined.is_conditional {
            stated.need_at_times();
        }
        all.push(stated);
    }
    // A row may state when another field must be given.
    for (name, condition) in about_others {
        if let Some(at) = siblings.iter().position(|sibling| *sibling == name) {
            let known = &mut all[at].facts.required_when;
            if !known.contains(&condition) {
                known.push(condition);
            }
            all[at].need_at_times();
        }
    }
    Ok(all)
}

/// A text instead of `Yes` or `No` must be a condition that can be read.
fn check_condition(row: &FieldDraft) -> Result<(), Fault> {
    match &row.condition {
        Some(condition) if !mine::states_requirement(condition, &row.name) => {
            let text: Vec<&str> = condition.texts().collect();
            Err(Fault::new(
                row.line,
                format!("{} under Mandatory", quote(&text.join(" "))),
                "Yes, No, or the condition",
            ))
        }
        _ => Ok(()),
    }
}

impl Stated {
    /// With a condition, `No` in the column means that a request need not always have the field.
    fn need_at_times(&mut self) {
        if self.mandatory == Some(Mandatory::No) {
            self.mandatory = Some(Mandatory::Conditional);
        }
    }
}
