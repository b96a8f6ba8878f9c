use taurusdb_spec::{Facts, Side, Type, ValueFrom};

use crate::interpret::{Draft, FieldDraft};
use crate::mine;

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
}

/// The facts of the rows of one table.
pub(super) fn facts(
    rows: &[&FieldDraft],
    kinds: &[&Type],
    side: Side,
    titles: &Titles<'_>,
) -> Vec<Facts> {
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
        });
        let value_from = mined.value_from.and_then(|(title, field)| {
            Some(ValueFrom { operation: titles.find(&title)?.to_owned(), field })
        });
        about_others.extend(mined.siblings);
        all.push(Facts { value_from, ..mined.facts });
    }
    // A row may state when another one must be given.
    for (name, condition) in about_others {
        if let Some(at) = siblings.iter().position(|sibling| *sibling == name) {
            let known = &mut all[at].required_when;
            if !known.contains(&condition) {
                known.push(condition);
            }
        }
    }
    all
}
