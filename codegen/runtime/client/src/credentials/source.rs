//! Where credentials were found.

use std::fmt;

/// Where credentials were found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Passed to a constructor of [`Credentials`](crate::Credentials).
    Code,
    /// Environment variables, by name.
    Environment(Vec<&'static str>),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("given in code"),
            Self::Environment(names) => write!(f, "environment: {}", names.join(", ")),
        }
    }
}
