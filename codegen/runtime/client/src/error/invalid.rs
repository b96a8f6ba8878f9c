//! A request that does not fit the description of its operation.

use std::fmt;

use taurusdb_descriptor_types::check::Violation;

/// A request that does not fit the description of its operation. It was not sent.
///
/// [`Error::invalid`](crate::Error::invalid) returns it.
#[derive(Clone, Debug)]
pub struct InvalidRequest {
    pub(crate) operation: &'static str,
    pub(crate) violations: Vec<Violation>,
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
