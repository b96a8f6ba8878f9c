//! The texts of `spec/overlay/docs`: what operations, fields, values and error codes mean, in our own
//! words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::overlay::{OverlayError, parse, read};

/// What things mean, in our own words: `spec/overlay/docs`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    pub(crate) folder: PathBuf,
    pub(crate) operations: BTreeMap<String, String>,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) overrides: BTreeMap<String, String>,
    pub(crate) values: BTreeMap<String, BTreeMap<String, String>>,
    pub(crate) conditions: BTreeMap<String, String>,
    pub(crate) errors: BTreeMap<String, ErrorDoc>,
    pub(crate) metrics: MetricDocs,
}

/// What an error code means and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorDoc {
    /// Name of the code, for example `OperationInProgress`.
    pub name: String,
    /// What kind of error it is: `invalid`, `not_found`, `conflict`, …
    pub category: String,
    /// Whether the same request may succeed later by itself.
    pub retryable: bool,
    /// What to do.
    pub advice: String,
    /// The source that the code is known from, unless the document lists it.
    #[serde(default)]
    pub source: Option<String>,
    /// The HTTP status that was observed with it, unless the document states one.
    #[serde(default)]
    pub status: Option<u16>,
    /// Whether a mock server answers with it where a parameter is missing or has a wrong value.
    #[serde(default)]
    pub for_parameters: bool,
}

/// What the metrics measure.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct MetricDocs {
    /// Units by metric.
    pub units: BTreeMap<String, String>,
    /// Ranges by metric.
    pub ranges: BTreeMap<String, MetricRange>,
    /// Meanings by metric.
    #[serde(flatten)]
    pub meanings: BTreeMap<String, String>,
}

/// The range of a metric's values; an end that is open is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MetricRange {
    /// Least value.
    pub min: Option<f64>,
    /// Greatest value.
    pub max: Option<f64>,
}

impl Docs {
    /// Reads the files of `folder`; a missing file counts as empty.
    pub fn load(folder: &Path) -> Result<Self, OverlayError> {
        Ok(Self {
            folder: folder.to_owned(),
            operations: file(folder, "operations.toml")?,
            fields: file(folder, "fields.toml")?,
            overrides: file(folder, "overrides.toml")?,
            values: file(folder, "values.toml")?,
            conditions: file(folder, "conditions.toml")?,
            errors: file(folder, "errors.toml")?,
            metrics: file(folder, "metrics.toml")?,
        })
    }

    /// What an operation does, in the imperative.
    pub fn operation(&self, id: &str) -> Option<&str> {
        self.operations.get(id).map(String::as_str)
    }

    /// What a field or parameter is; `owner` is the schema or the operation that it belongs to.
    pub fn field(&self, owner: &str, name: &str) -> Option<&str> {
        let special = self.overrides.get(&format!("{owner}.{name}"));
        special.or_else(|| self.fields.get(name)).map(String::as_str)
    }

    /// What a value of a field or parameter means.
    pub fn value(&self, owner: &str, name: &str, value: &str) -> Option<&str> {
        let special = self.values.get(&format!("{owner}.{name}")).and_then(|v| v.get(value));
        special.or_else(|| self.values.get(name)?.get(value)).map(String::as_str)
    }

    /// Whether the field or parameter name has a general meaning.
    pub fn has_field(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Whether the values of a name, or of a place `owner.name`, have labels already.
    pub fn has_values(&self, place: &str) -> bool {
        self.values.contains_key(place)
    }

    /// What a named condition means, as a clause: `billing is pay-per-use`.
    pub fn condition(&self, name: &str) -> Option<&str> {
        self.conditions.get(name).map(String::as_str)
    }

    /// What an error code means.
    pub fn error(&self, code: &str) -> Option<&ErrorDoc> {
        self.errors.get(code)
    }

    /// The error code for a parameter that is missing or has a wrong value, if one is chosen.
    pub fn parameter_error(&self) -> Option<&str> {
        self.errors().find(|(_, doc)| doc.for_parameters).map(|(code, _)| code)
    }

    /// All error codes with a meaning, also those that the document does not list.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &ErrorDoc)> {
        self.errors.iter().map(|(code, doc)| (code.as_str(), doc))
    }

    /// What each operation does, by id.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &str)> {
        texts(&self.operations)
    }

    /// What fields and parameters are, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        texts(&self.fields)
    }

    /// What fields and parameters are in one place, by `owner.name`.
    pub fn overrides(&self) -> impl Iterator<Item = (&str, &str)> {
        texts(&self.overrides)
    }

    /// What the values of fields and parameters mean, by `name` or `owner.name`.
    pub fn values(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
        self.values.iter().map(|(place, labels)| (place.as_str(), labels))
    }

    /// What named conditions mean, by name.
    pub fn conditions(&self) -> impl Iterator<Item = (&str, &str)> {
        texts(&self.conditions)
    }

    /// What the metrics measure.
    pub fn metrics(&self) -> &MetricDocs {
        &self.metrics
    }
}

fn texts(map: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    map.iter().map(|(key, text)| (key.as_str(), text.as_str()))
}

fn file<T: Default + for<'de> Deserialize<'de>>(
    folder: &Path,
    name: &str,
) -> Result<T, OverlayError> {
    if !folder.join(name).exists() {
        return Ok(T::default());
    }
    let (path, text) = read(folder, name)?;
    parse(&path, &text)
}
