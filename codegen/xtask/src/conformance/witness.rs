//! What the vendor's SDK says about each field, kept so that it can be read without the SDK.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::output::Unit;

/// The file, relative to the folder of the repository.
pub(crate) const FILE: &str = "spec/sdk.json";

/// What the SDK says about parameters and fields.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Witness {
    /// The SDK and its version.
    package: String,
    /// By operation or schema, then by parameter (`query.offset`) or field (`name`). If the SDK has
    /// several models for a schema, a field can have several entries.
    words: BTreeMap<String, BTreeMap<String, BTreeSet<Word>>>,
}

/// What the SDK says about one parameter or field.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    /// The JSON type; an object with known fields is a `record`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Whether every request must have it; `None` for answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mandatory: Option<bool>,
    /// Whether the document says something else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) differs: bool,
}

/// What is known about one field from the SDK.
pub(crate) enum Testimony<'a> {
    /// The SDK has neither the operation nor the object.
    UnknownOwner,
    /// The SDK has the operation or the object, but not the field.
    UnknownField,
    Words(&'a BTreeSet<Word>),
}

impl Witness {
    pub(crate) fn new(package: &str) -> Self {
        Self { package: package.to_owned(), words: BTreeMap::new() }
    }

    pub(crate) fn load(root: &Path) -> Result<Self, Failure> {
        let path = root.join(FILE);
        let text = fs::read_to_string(&path).map_err(Failure::read(&path, ADVICE))?;
        serde_json::from_str(&text).map_err(|error| Failure::Record {
            path,
            line: error.line(),
            message: format!("{error}; {ADVICE}"),
        })
    }

    /// The text of the file.
    pub(crate) fn unit(&self, root: &Path) -> Unit {
        let value = serde_json::to_value(self).expect("the words serialise to JSON");
        Unit::File { path: root.join(FILE), text: taurusdb_spec::to_text(&value) }
    }

    pub(crate) fn package(&self) -> &str {
        &self.package
    }

    /// Records that the SDK knows an operation or object, even if it has no fields.
    pub(crate) fn meets(&mut self, owner: &str) {
        self.words.entry(owner.to_owned()).or_default();
    }

    pub(crate) fn hears(&mut self, owner: &str, field: String, word: Word) {
        self.words.entry(owner.to_owned()).or_default().entry(field).or_default().insert(word);
    }

    pub(crate) fn of(&self, owner: &str, field: &str) -> Testimony<'_> {
        match self.words.get(owner) {
            None => Testimony::UnknownOwner,
            Some(fields) => fields.get(field).map_or(Testimony::UnknownField, Testimony::Words),
        }
    }
}

const ADVICE: &str = "run `cargo xtask conformance sdk --write` to write it";

impl fmt::Display for Testimony<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOwner => f.write_str("not in it"),
            Self::UnknownField => f.write_str("without this field"),
            Self::Words(words) => {
                let words: Vec<String> = words.iter().map(Word::to_string).collect();
                f.write_str(&words.join("; "))
            }
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        match self.mandatory {
            Some(true) => f.write_str(", mandatory")?,
            Some(false) => f.write_str(", optional")?,
            None => {}
        }
        f.write_str(if self.differs { " (differs)" } else { " (agrees)" })
    }
}
