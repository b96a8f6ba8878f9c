//! Fields that are too many, missing or null.

use fastrand::Rng;
use serde_json::{Value, json};

use super::walk;
use crate::tree::{At, Misread};

/// How many fields each object gets, and what share of its own it loses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fields {
    extra: u64,
    missing: f64,
    null: f64,
}

impl Fields {
    pub(super) fn read(at: At<'_>) -> Result<Self, Misread> {
        let table = at.clone().table()?;
        let fields = Self {
            extra: table.get("extra").map_or(Ok(0), |at| at.count())?.min(1000),
            missing: table.get("missing").map_or(Ok(0.0), |at| at.share())?,
            null: table.get("null").map_or(Ok(0.0), |at| at.share())?,
        };
        table.end()?;
        match fields == (Self { extra: 0, missing: 0.0, null: 0.0 }) {
            true => Err(at.wrong("expected 'extra', 'missing' or 'null'")),
            false => Ok(fields),
        }
    }

    pub(super) fn apply(&self, value: &mut Value, dice: &mut Rng) {
        walk::objects(value, &mut |object| {
            object.retain(|_, _| dice.f64() >= self.missing);
            for value in object.values_mut() {
                if dice.f64() < self.null {
                    *value = Value::Null;
                }
            }
            for number in 1..=self.extra {
                // Of changing kinds: a reader may trip over one of them only.
                let value = match number % 3 {
                    1 => json!("unannounced"),
                    2 => json!({ "depth": { "more": [number] } }),
                    _ => json!(number),
                };
                object.insert(format!("unannounced_{number}"), value);
            }
        });
    }
}
