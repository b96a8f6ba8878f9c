//! A request that does not fit the description of its operation.

use std::fmt;

/// A request that does not fit the description of its operation. It was not sent.
///
/// [`Error::invalid`](crate::Error::invalid) returns it.
#[derive(Clone, Debug)]
pub struct InvalidRequest {
    pub(crate) operation: &'static str,
    pub(crate) violations: Vec<Violation>,
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) path: String,
    pub(crate) problem: String,
}

impl InvalidRequest {
    /// Id of the operation, for example `instances.create`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// All that is wrong, in the order of the description.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl Violation {
    /// Where: the name of a parameter, or the way to a field of the body: `tags[1].key`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there; it never shows a secret.
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.problem)
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: nothing was sent, because ", self.operation)?;
        for (place, violation) in self.violations.iter().enumerate() {
            let link = if place > 0 { "; " } else { "" };
            write!(f, "{link}{violation}")?;
        }
        f.write_str(". If the service takes it all the same, switch validation off for the call")
    }
}

impl std::error::Error for InvalidRequest {}
