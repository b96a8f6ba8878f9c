//! Why no API can be built from the drafts.

use std::fmt;

use taurusdb_spec::Problem;

use crate::fault::Fault;

/// A decided name that does not fit the document, or a name that people must decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameProblem {
    /// What was found and what to do.
    pub message: String,
    /// Where the name was decided: `file:line`.
    pub place: Option<String>,
    /// For a name that must be decided: the key for `schemas.toml`, and the name that another
    /// schema already has.
    pub undecided: Option<(String, String)>,
}

impl NameProblem {
    /// A decided name that fits nothing in the document.
    pub(super) fn stale(place: &str, message: String) -> Self {
        Self { message, place: Some(place.to_owned()), undecided: None }
    }
}

impl fmt::Display for NameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Why no API can be built from the drafts.
#[derive(Debug)]
pub enum ResolveError {
    /// The document contains something that cannot be resolved.
    Faults(Vec<Fault>),
    /// Decided names do not fit the document.
    Names(Vec<NameProblem>),
    /// The result contradicts itself.
    Invalid(Vec<Problem>),
}
