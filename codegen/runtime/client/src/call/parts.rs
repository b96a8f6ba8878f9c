//! The parts of a call before it becomes a request.

use std::fmt;

use bytes::Bytes;
use serde_json::Value;
use taurusdb_descriptor_types::Operation;

use crate::Retries;

/// An operation and its parameters.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) operation: &'static Operation,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, Vec<String>)>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Body,
    /// Instead of the client's.
    pub(super) retries: Option<Retries>,
}

#[derive(Clone)]
pub(super) enum Body {
    Empty,
    Json(Value),
    Other { content_type: String, data: Bytes },
}

impl Parts {
    pub(super) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::Empty,
            retries: None,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            // The record that knows all secret fields is gone here; only the names of fields are
            // left.
            Self::Json(_) => f.write_str("Json(…)"),
            Self::Other { content_type, data } => {
                write!(f, "{content_type}, {} bytes", data.len())
            }
        }
    }
}
