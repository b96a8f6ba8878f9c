use taurusdb_spec::{Facts, Mandatory, Side, Type, ValueFrom};

use crate::interpret::{Draft, FieldDraft};
use crate::mine::{self, Neighbour, Origin};

/// Looks sections up by their titles, as the text of another section refers to them.
pub(super) struct Titles<'a> {
    pub(super) drafts: &'a [Draft],
    pub(super) ids: &'a [String],
    /// The section whose text refers to another.
    pub(super) near: &'a Draft,
}

impl<'a> Titles<'a> {
    /// The operation that a title means. Several sections may have it: the recommended one below
    /// the same heading is meant, else the first recommended one, else the first.
    pub(super) fn find(&self, title: &str) -> Option<&'a str> {
        let heading = |draft: &Draft| draft.ancestors.last().cloned();
        let found = |wanted: &dyn Fn(&Draft) -> bool| {
            self.drafts
                .iter()
                .zip(self.ids)
                .find(|(draft, _)| draft.title.eq_ignore_ascii_case(title) && wanted(draft))
                .map(|(_, id)| id.as_str())
        };
        found(&|draft| draft.deprecated.is_none() && heading(draft) == heading(self.near))
            .or_else(|| found(&|draft| draft.deprecated.is_none()))
            .or_else(|| found(&|_| true))
    }

    /// The operation that supplies a value, by its title or by other words for it. Of several with
    /// the title, that of the same part is meant, then that of the same chapter: the text speaks to
    /// people who read there.
    fn supplier(&self, title: &str) -> Option<&'a str> {
        let words = mine::content_words(title);
        let paraphrased = title.starts_with(|c: char| c.is_ascii_lowercase());
        let is_titled = |draft: &Draft| draft.title.eq_ignore_ascii_case(title);
        let is_meant =
            |draft: &Draft| paraphrased && words.is_subset(&mine::content_words(&draft.title));
        self.nearest(&is_titled).or_else(|| {
            // Fewer words fit more titles: where several of a chapter fit, none is known.
            let near = |draft: &&Draft| draft.ancestors.first() == self.near.ancestors.first();
            let fitting = self.drafts.iter().filter(near).filter(|draft| is_meant(draft)).count();
            if fitting == 1 { self.nearest(&is_meant) } else { None }
        })
    }

    /// The first section in the same part, else in the same chapter, else anywhere.
    fn nearest(&self, is_meant: &dyn Fn(&Draft) -> bool) -> Option<&'a str> {
        let depth = self.near.ancestors.len();
        (0..=depth).rev().find_map(|depth| {
            let above = self.near.ancestors.get(..depth)?;
            let mut sections = self.drafts.iter().zip(self.ids);
            let found =
                sections.find(|(draft, _)| draft.ancestors.starts_with(above) && is_meant(draft));
            found.map(|(_, id)| id.as_str())
        })
    }

    fn own_id(&self) -> Option<&'a str> {
        let mut sections = self.drafts.iter().zip(self.ids);
        sections.find(|(draft, _)| draft.section == self.near.section).map(|(_, id)| id.as_str())
    }

    fn value_from(&self, origin: Origin) -> Option<ValueFrom> {
        let (operation, field) = match origin {
            Origin::Section { title, field } => (self.supplier(&title)?, field),
            Origin::Itself => (self.own_id()?, None),
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

/// What a row of a table came to.
pub(super) struct Stated {
    pub(super) facts: Facts,
    /// What the column says, unless the description says more.
    pub(super) mandatory: Option<Mandatory>,
}

/// The facts of the rows of one table.
pub(super) fn facts(
    rows: &[&FieldDraft],
    kinds: &[&Type],
    side: Side,
    titles: &Titles<'_>,
) -> Vec<Stated> {
    let request = request(titles.near);
    let siblings: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let mut all = Vec::with_capacity(rows.len());
    let mut about_others = Vec::new();
    for (row, kind) in rows.iter().zip(kinds) {
        let mined = mine::facts(&mine::Row {
            name: &row.name,
            kind,
            side,
            description: &row.description,
            siblings: &siblings,
            request: &request,
        });
        let value_from = mined.value_from.and_then(|origin| titles.value_from(origin));
        about_others.extend(mined.siblings);
        let mut stated =
            Stated { facts: Facts { value_from, ..mined.facts }, mandatory: row.mandatory };
        if mined.is_conditional {
            stated.need_at_times();
        }
        all.push(stated);
    }
    // A row may state when another one must be given.
    for (name, condition) in about_others {
        if let Some(at) = siblings.iter().position(|sibling| *sibling == name) {
            let known = &mut all[at].facts.required_when;
            if !known.contains(&condition) {
                known.push(condition);
            }
            all[at].need_at_times();
        }
    }
    all
}

impl Stated {
    /// `No` in the column means not always, where a condition is stated.
    fn need_at_times(&mut self) {
        if self.mandatory == Some(Mandatory::No) {
            self.mandatory = Some(Mandatory::Conditional);
        }
    }
}
