//! What is wrong with a request.

use std::fmt;

use taurusdb_vocabulary::Location;

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    problem: String,
    fault: Fault,
    location: Option<Location>,
}

/// What kind of thing is wrong, for whoever can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something that must be there is not.
    Missing,
    /// Something that must not be there is.
    Excluded,
    /// A name that no description has.
    Unknown,
    /// A value that is none of the documented ones.
    Unlisted,
    /// A value that breaks what else is stated of it.
    Value,
}

impl Violation {
    /// Something wrong at a place of the body.
    pub fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { path: path.into(), problem: problem.into(), fault: Fault::Value, location: None }
    }

    /// The same, of a kind of its own.
    pub(super) fn fault(self, fault: Fault) -> Self {
        Self { fault, ..self }
    }

    /// The same, outside the body.
    pub(super) fn outside(self, location: Option<Location>) -> Self {
        Self { location, ..self }
    }

    /// Where: the name of a parameter, or the way to a field of the body: `tags[1].key`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there; it never shows a secret.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What kind of thing is wrong.
    pub fn kind(&self) -> Fault {
        self.fault
    }

    /// Where the parameter travels; `None` in the body.
    pub fn location(&self) -> Option<Location> {
        self.location
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.problem)
    }
}
