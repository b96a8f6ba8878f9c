//! Lists in another order, without items, or with an item twice.

use fastrand::Rng;
use serde_json::Value;

use super::walk;
use crate::tree::{At, Misread};

/// What happens to every list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lists {
    Shuffled,
    Empty,
    /// The last item comes twice.
    Repeated,
    /// Missing altogether.
    Null,
}

impl Lists {
    pub(super) fn read(at: &At<'_>) -> Result<Self, Misread> {
        at.word(&[
            ("shuffled", Self::Shuffled),
            ("empty", Self::Empty),
            ("repeated", Self::Repeated),
            ("null", Self::Null),
        ])
    }

    pub(super) fn apply(self, value: &mut Value, dice: &mut Rng) {
        if self == Self::Null {
            return walk::objects(value, &mut |object| {
                for value in object.values_mut().filter(|value| value.is_array()) {
                    *value = Value::Null;
                }
            });
        }
        walk::lists(value, &mut |items| match self {
            Self::Shuffled => dice.shuffle(items),
            Self::Empty => items.clear(),
            Self::Repeated => items.extend(items.last().cloned()),
            Self::Null => {}
        });
    }
}
