//! The body of a call.

use std::fmt;
use std::sync::OnceLock;

use bytes::Bytes;
use serde_json::Value;
use taurusdb_descriptor_types::check::Json;

use crate::record::{GivenFields, Record, borrowed, to_json_of, write};

/// What most bodies fit into, in bytes.
const USUAL: usize = 512;

/// The body of a call. What it lacks although a builder has a place for it is known to the call: which mandatory
/// fields are `given`.
pub(super) enum Body {
    Empty,
    Json(Value),
    /// A record of a builder: it is checked and written as it is, and made a tree only for whoever asks.
    Record {
        record: Box<dyn Record>,
        tree: OnceLock<Value>,
    },
    Other {
        content_type: String,
        data: Bytes,
    },
}

impl Body {
    /// The record of a builder.
    pub(super) fn of(record: Box<dyn Record>) -> Self {
        Self::Record { record, tree: OnceLock::new() }
    }

    /// The same once more; a record as the tree of values that it stands for.
    pub(super) fn copied(&self, given: GivenFields) -> Self {
        match self {
            Self::Empty => Self::Empty,
            Self::Json(_) | Self::Record { .. } => {
                Self::Json(self.json(given).cloned().unwrap_or_default())
            }
            Self::Other { content_type, data } => {
                Self::Other { content_type: content_type.clone(), data: data.clone() }
            }
        }
    }

    /// It as a tree of values, if it is JSON.
    pub(super) fn json(&self, given: GivenFields) -> Option<&Value> {
        match self {
            Self::Json(value) => Some(value),
            Self::Record { record, tree } => {
                Some(tree.get_or_init(|| to_json_of(&**record, given)))
            }
            Self::Empty | Self::Other { .. } => None,
        }
    }

    /// The same to be changed; anything but an object becomes an empty one first.
    pub(super) fn object_mut(&mut self, given: GivenFields) -> &mut Value {
        let is_object = |value: &&Value| value.is_object();
        if !matches!(self, Self::Json(value) if value.is_object()) {
            let object = self.json(given).filter(is_object).cloned();
            *self = Self::Json(object.unwrap_or_else(|| Value::Object(serde_json::Map::new())));
        }
        match self {
            Self::Json(value) => value,
            Self::Empty | Self::Record { .. } | Self::Other { .. } => {
                unreachable!("it has just become JSON")
            }
        }
    }

    /// It to be checked, if it is JSON.
    pub(super) fn looked_at(&self, given: GivenFields) -> Option<Json<'_>> {
        match self {
            Self::Json(value) => Some(value.into()),
            Self::Record { record, .. } => Some(borrowed(&**record, given)),
            Self::Empty | Self::Other { .. } => None,
        }
    }

    /// It as it is sent.
    ///
    /// # Errors
    /// Fails if it cannot be written.
    pub(super) fn bytes(&self, given: GivenFields) -> Result<Bytes, serde_json::Error> {
        match self {
            Self::Empty => Ok(Bytes::new()),
            Self::Json(value) => serde_json::to_vec(value).map(Bytes::from),
            Self::Record { record, .. } => {
                let mut text = Vec::with_capacity(USUAL);
                write(&**record, given, &mut text);
                Ok(text.into())
            }
            Self::Other { data, .. } => Ok(data.clone()),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            // Which of its fields are secret is not looked up here: nothing of it is shown.
            Self::Json(_) | Self::Record { .. } => f.write_str("Json(…)"),
            Self::Other { content_type, data } => {
                write!(f, "{content_type}, {} bytes", data.len())
            }
        }
    }
}
