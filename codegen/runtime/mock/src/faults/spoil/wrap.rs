//! Whole bodies inside something else.

use serde_json::{Value, json};

use crate::tree::{At, Misread};

/// What the body is put into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Wrap {
    /// A list of one.
    List,
    /// A text that holds the JSON.
    Text,
    /// An object with the field `data`.
    Object,
}

impl Wrap {
    pub(super) fn read(at: &At<'_>) -> Result<Self, Misread> {
        at.word(&[("list", Self::List), ("text", Self::Text), ("object", Self::Object)])
    }

    pub(super) fn apply(self, value: &mut Value) {
        let inner = value.take();
        *value = match self {
            Self::List => json!([inner]),
            Self::Text => Value::String(inner.to_string()),
            Self::Object => json!({ "data": inner }),
        };
    }
}
