//! Views: where an answer shows the records of a resource.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{FieldPath, Input, Reading, Source};

/// One place of an answer that shows records.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The object that shows a record.
    pub at: FieldPath,
    /// The resource that the enclosing object shows; only records under that record are shown.
    #[serde(default)]
    pub within: Option<String>,
    /// Attributes that must equal those of the enclosing record, if that record is not the parent.
    #[serde(rename = "where", default)]
    pub joined: BTreeMap<FieldPath, FieldPath>,
    /// Fields of the enclosing list, if that list has one element for each value of an attribute.
    #[serde(default)]
    pub group: BTreeMap<FieldPath, FieldPath>,
    /// Shows only records that have one of these values.
    #[serde(default)]
    pub only: BTreeMap<Reading, Vec<String>>,
    /// Fields below `at` that are computed, or that show an attribute of another name.
    #[serde(rename = "as", default)]
    pub fields: BTreeMap<FieldPath, Source>,
    /// Inputs that filter the list.
    #[serde(default)]
    pub filters: BTreeMap<Input, Filter>,
}

/// How an input filters a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// What is compared; absent for [`Match::Tags`].
    #[serde(default)]
    pub attribute: Option<Reading>,
    /// How it is compared.
    #[serde(rename = "match")]
    pub matches: Match,
    /// The value of the input that lets all records through.
    #[serde(default)]
    pub all: Option<String>,
}

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// The attribute is the value.
    Equals,
    /// The attribute contains the value.
    Contains,
    /// The attribute is the value, or contains what follows a leading `*`.
    Star,
    /// The attribute is a time not before the value.
    From,
    /// The attribute is a time not after the value.
    Until,
    /// The attribute is one of the values between commas.
    OneOf,
    /// The record has these pairs of key and value as tags.
    Tags,
}
