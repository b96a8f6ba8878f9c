//! What a statement is about.

use std::fmt;

use serde::{Deserialize, Serialize};
use taurusdb_spec::Location;

/// What a statement is about. Subjects are keyed by what a reader knows them by, never by line, table or
/// schema name: those move from issue to issue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A region of the service.
    Endpoint(String),
    /// An HTTP status that the service uses.
    Status(u16),
    /// An error code.
    ErrorCode(String),
    /// A metric of the monitoring service.
    Metric(String),
    /// An IAM action, by its name and the call that needs it.
    Action(String),
    /// An operation, by its id.
    Operation(String),
    /// A parameter, or a field of a body.
    Value {
        /// Id of the operation.
        operation: String,
        /// Where the value travels.
        role: Role,
        /// Its name; for a field the path to it: `instances[].name`.
        path: String,
    },
    /// An example, by its number among those of the same kind.
    Example {
        /// Id of the operation.
        operation: String,
        /// Status of the answer; none for a request.
        status: Option<u16>,
        /// Counted from 1.
        ordinal: usize,
    },
    /// A section that describes no operation, by its title.
    Section(String),
}

/// Where a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A path, query or header parameter.
    Parameter(Location),
    /// The body of a request.
    Request,
    /// The body of the answer with this status.
    Response(u16),
}

impl Role {
    /// Whether a caller sends the value.
    pub const fn is_sent(self) -> bool {
        !matches!(self, Self::Response(_))
    }
}

impl Subject {
    /// Id of the operation that the subject belongs to.
    pub fn operation(&self) -> Option<&str> {
        match self {
            Self::Operation(operation)
            | Self::Value { operation, .. }
            | Self::Example { operation, .. } => Some(operation),
            _ => None,
        }
    }

    /// The same subject under an operation of another id.
    pub(crate) fn moved_to(&self, id: &str) -> Self {
        let mut moved = self.clone();
        match &mut moved {
            Self::Operation(operation)
            | Self::Value { operation, .. }
            | Self::Example { operation, .. } => id.clone_into(operation),
            _ => {}
        }
        moved
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(location) => f.write_str(location.as_str()),
            Self::Request => f.write_str("request"),
            Self::Response(status) => write!(f, "{status}"),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(region) => write!(f, "region {region}"),
            Self::Status(status) => write!(f, "status {status}"),
            Self::ErrorCode(code) => write!(f, "error code {code}"),
            Self::Metric(id) => write!(f, "metric {id}"),
            Self::Action(action) => write!(f, "IAM action {action}"),
            Self::Operation(id) => f.write_str(id),
            Self::Value { operation, role: Role::Response(status), path } if path.is_empty() => {
                write!(f, "{operation} · answer {status}")
            }
            Self::Value { operation, role, path } if path.is_empty() => {
                write!(f, "{operation} · {role}")
            }
            Self::Value { operation, role, path } => write!(f, "{operation} · {role}.{path}"),
            Self::Section(title) => write!(f, "section '{title}'"),
            Self::Example { operation, status: Some(status), ordinal } => {
                write!(f, "{operation} · example {ordinal} of answer {status}")
            }
            Self::Example { operation, status: None, ordinal } => {
                write!(f, "{operation} · example {ordinal} of a request")
            }
        }
    }
}
