//! What an answer holds and its record has no place for.

use std::fmt;

use serde_json::Value;

use super::path::{Path, Step};
use crate::redact::{self, MASK, is_secret_name};

/// A value that an answer holds and its record has no place for: that of a field which the document does not
/// know, or one of a field that came more than once.
///
/// `Debug` and `Display` mask what its name, or that of a field around it, says to be a secret; `value` is what
/// arrived.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Extra {
    /// Where in the body, for example `instances[3].port`.
    pub path: String,
    /// What is there.
    pub value: Value,
    is_secret: bool,
}

impl Extra {
    pub(crate) fn new(way: &[Step], value: Value, is_secret: bool) -> Self {
        let named = |step: &Step| match step {
            Step::Field(name) => is_secret_name(name),
            Step::Key(name) | Step::Name(name) => is_secret_name(name),
            Step::Index(_) => false,
        };
        let is_secret = is_secret || way.iter().any(named);
        Self { path: Path(way).to_string(), value, is_secret }
    }
}

impl fmt::Display for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_secret {
            true => write!(f, "{}: {MASK}", self.path),
            false => write!(f, "{}: {}", self.path, redact::json(&self.value, None)),
        }
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Extra({self})")
    }
}

/// Collects what reading passes over.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    /// Fields that the record does not have.
    pub(crate) unknown: Vec<Extra>,
    /// Values of fields that came under another of their names as well.
    pub(crate) repeated: Vec<Extra>,
}
