//! Why no API can be built from the drafts.

use std::fmt;

use taurusdb_spec::Problem;

use crate::fault::{Fault, with_places};

/// A decided name that does not fit the document, or a name that people must decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameProblem {
    /// What was found and what to do; the places of lines are filled in by `NameProblem::located`.
    pub message: String,
    /// The lines whose places the message leaves open, in their order; empty once it is located.
    pub(super) lines: Vec<u32>,
    /// Where the name was decided: `file:line`.
    pub place: Option<String>,
    /// For a name that must be decided: the key for `schemas.toml`, and the name that another
    /// schema already has.
    pub undecided: Option<(String, String)>,
}

impl NameProblem {
    /// A decided name that fits nothing in the document.
    pub(super) fn stale(place: &str, message: String, lines: Vec<u32>) -> Self {
        Self { message, lines, place: Some(place.to_owned()), undecided: None }
    }

    /// The same problem with the page of each line.
    #[must_use]
    pub(crate) fn located(mut self, place: impl Fn(u32) -> String) -> Self {
        self.message = with_places(&self.message, &self.lines, place);
        self.lines.clear();
        self
    }
}

impl fmt::Display for NameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&with_places(&self.message, &self.lines, |line| format!("line {line}")))
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
