//! Where records show in answers.

use super::{FieldPath, Input, Reading, Source};

/// One place of an answer that shows records.
#[derive(Debug)]
pub struct View {
    /// The object that shows a record.
    pub at: FieldPath,
    /// The resource that the enclosing object shows; only records under that one are shown.
    pub within: Option<&'static str>,
    /// Instead of lying under it: attributes that must equal those of the enclosing record.
    pub joined: &'static [(FieldPath, FieldPath)],
    /// Fields of the enclosing list that has one element for each value of an attribute.
    pub group: &'static [(FieldPath, FieldPath)],
    /// Only records that have one of these values there.
    pub only: &'static [(Reading, &'static [&'static str])],
    /// Fields below `at` whose attribute has another name, or that are computed.
    pub fields: &'static [(FieldPath, Source)],
    /// Inputs that narrow a list.
    pub filters: &'static [(Input, Filter)],
}

impl View {
    /// A view with nothing but its path, to be filled in.
    pub const fn new(at: FieldPath) -> Self {
        Self { at, within: None, joined: &[], group: &[], only: &[], fields: &[], filters: &[] }
    }
}

/// How an input narrows a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What is compared; absent with [`Match::Tags`].
    pub attribute: Option<Reading>,
    /// How it is compared.
    pub matches: Match,
    /// The value of the input that does not narrow.
    pub all: Option<&'static str>,
}

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The attribute is the value.
    Equals,
    /// The attribute contains the value.
    Contains,
    /// The attribute is the value, or contains what follows a leading `*`.
    Star,
    /// The attribute is a time, and this one or later.
    From,
    /// The attribute is a time, and this one or earlier.
    Until,
    /// The attribute is one of the values between commas.
    OneOf,
    /// The record has these pairs of key and value as tags.
    Tags,
}
