//! Where a value was set.

use std::fmt;

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Flag(String),
    Variable(String),
    File { file: String, line: Option<usize>, name: String },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "--{name}"),
            Self::Variable(name) => write!(f, "variable {name}"),
            Self::File { file, line: Some(line), name } => write!(f, "{file}, line {line}, {name}"),
            Self::File { file, line: None, name } => write!(f, "{file}, {name}"),
        }
    }
}
