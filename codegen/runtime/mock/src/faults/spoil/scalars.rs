//! Scalars of another type: numbers as text, text as numbers.

use fastrand::Rng;
use serde_json::{Number, Value};

use super::walk;
use crate::tree::{At, Misread};

/// Which scalars change their type, and what share of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scalars {
    kind: Kind,
    share: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Numbers, `true` and `false` become texts.
    Text,
    /// Texts that look like numbers, `true` or `false` become that.
    Bare,
    /// Both.
    Swap,
}

impl Scalars {
    /// Reads `"swap"`, or `{ kind = "swap", share = 0.3 }`.
    pub(super) fn read(at: At<'_>) -> Result<Self, Misread> {
        const KINDS: [(&str, Kind); 3] =
            [("text", Kind::Text), ("bare", Kind::Bare), ("swap", Kind::Swap)];
        let Ok(table) = at.clone().table() else {
            return Ok(Self { kind: at.word(&KINDS)?, share: 1.0 });
        };
        let kind = table.need("kind", "text, bare or swap")?.word(&KINDS)?;
        let share = table.get("share").map_or(Ok(1.0), |at| at.share())?;
        table.end()?;
        Ok(Self { kind, share })
    }

    pub(super) fn apply(&self, value: &mut Value, dice: &mut Rng) {
        walk::scalars(value, &mut |scalar| {
            let other = match (&*scalar, self.kind) {
                (Value::Number(_) | Value::Bool(_), Kind::Text | Kind::Swap) => {
                    Some(Value::String(scalar.to_string()))
                }
                (Value::String(text), Kind::Bare | Kind::Swap) => bare(text),
                _ => None,
            };
            if let Some(other) = other
                && dice.f64() < self.share
            {
                *scalar = other;
            }
        });
    }
}

/// The number or the flag that a text is.
fn bare(text: &str) -> Option<Value> {
    match text {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        // JSON has neither leading zeros nor plus signs; what would not come back is left alone.
        _ => text
            .parse::<Number>()
            .ok()
            .filter(|number| number.to_string() == text)
            .map(Value::Number),
    }
}
