//! Why drafts cannot be made into an API.

use std::fmt;

use taurusdb_spec::Problem;

use crate::fault::Fault;

/// A decided name that the document has no use for, or a name that somebody has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameProblem {
    /// What was found and what to do.
    pub message: String,
    /// Where the name was decided, `file:line`.
    pub place: Option<String>,
    /// What has no name of its own: the key that `schemas.toml` would have for it, and the name that
    /// another has too.
    pub undecided: Option<(String, String)>,
}

impl NameProblem {
    /// A name that fits nothing, decided in this place.
    pub(super) fn stale(place: &str, message: String) -> Self {
        Self { message, place: Some(place.to_owned()), undecided: None }
    }
}

impl fmt::Display for NameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Why the drafts do not make an API.
#[derive(Debug)]
pub enum ResolveError {
    /// The document says something that cannot be resolved.
    Faults(Vec<Fault>),
    /// Names that people decided do not fit the document.
    Names(Vec<NameProblem>),
    /// The result contradicts itself.
    Invalid(Vec<Problem>),
}
