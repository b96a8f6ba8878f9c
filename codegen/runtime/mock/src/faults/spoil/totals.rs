//! Counts that do not fit their lists.

use serde_json::{Value, json};
use taurusdb_descriptor_types::Operation;

use crate::tree::{At, Misread};

/// What the count of a list says instead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Totals {
    Zero,
    Less,
    More,
    Null,
    Missing,
}

impl Totals {
    pub(super) fn read(at: &At<'_>) -> Result<Self, Misread> {
        at.word(&[
            ("zero", Self::Zero),
            ("less", Self::Less),
            ("more", Self::More),
            ("null", Self::Null),
            ("missing", Self::Missing),
        ])
    }

    /// Changes the count that the description knows; an answer without one stays as it is.
    pub(super) fn apply(self, value: &mut Value, operation: Option<&'static Operation>) {
        let total =
            operation.and_then(|operation| operation.paging).and_then(|paging| paging.total);
        let Some(total) = total else { return };
        let names: Vec<_> = total.segments().map(|segment| segment.name).collect();
        let Some((last, way)) = names.split_last() else { return };
        let mut object = Some(value);
        for name in way {
            object = object.and_then(|value| value.get_mut(*name));
        }
        let Some(object) = object.and_then(Value::as_object_mut) else { return };
        if self == Self::Missing {
            object.shift_remove(*last);
            return;
        }
        let Some(found) = object.get_mut(*last) else { return };
        let as_text = found.is_string();
        let count = found.as_i64().or_else(|| found.as_str()?.parse().ok()).unwrap_or(0);
        let count = match self {
            Self::Null | Self::Missing => {
                *found = Value::Null;
                return;
            }
            Self::Zero => 0,
            Self::Less => (count - 1).max(0),
            Self::More => count.saturating_add(7),
        };
        *found = if as_text { json!(count.to_string()) } else { json!(count) };
    }
}
