//! What a call consists of until it becomes a request.

use std::fmt;

use bytes::Bytes;
use serde_json::Value;
use taurusdb_descriptor_types::Operation;

/// An operation and what it is called with.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) operation: &'static Operation,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, Vec<String>)>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Body,
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
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            // A record's schema is gone by now, and it alone knew all the secrets.
            Self::Json(_) => f.write_str("Json(…)"),
            Self::Other { content_type, data } => {
                write!(f, "{content_type}, {} bytes", data.len())
            }
        }
    }
}
