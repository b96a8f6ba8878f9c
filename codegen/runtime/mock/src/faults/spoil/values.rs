//! Values that the document does not list.

use fastrand::Rng;
use serde_json::Value;
use taurusdb_descriptor_types::{Operation, Schema};

use crate::tree::{At, Misread};

/// What becomes of values that the document lists.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Values {
    kind: Kind,
    share: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Upper case becomes lower case, and the reverse.
    Case,
    /// A value that nobody has heard of.
    New,
}

impl Values {
    /// Reads `"new"`, or `{ kind = "new", share = 0.3 }`.
    pub(super) fn read(at: At<'_>) -> Result<Self, Misread> {
        const KINDS: [(&str, Kind); 2] = [("case", Kind::Case), ("new", Kind::New)];
        let Ok(table) = at.clone().table() else {
            return Ok(Self { kind: at.word(&KINDS)?, share: 1.0 });
        };
        let kind = table.need("kind", "case or new")?.word(&KINDS)?;
        let share = table.get("share").map_or(Ok(1.0), |at| at.share())?;
        table.end()?;
        Ok(Self { kind, share })
    }

    /// Changes texts of fields with listed values, wherever they stand in the answer.
    pub(super) fn apply(
        &self,
        value: &mut Value,
        operation: Option<&'static Operation>,
        dice: &mut Rng,
    ) {
        let schema = operation.and_then(Operation::success).and_then(|response| response.schema);
        if let Some(schema) = schema {
            self.object(value, schema, dice);
        }
    }

    fn object(&self, value: &mut Value, schema: &'static Schema, dice: &mut Rng) {
        match value {
            Value::Array(items) => {
                items.iter_mut().for_each(|item| self.object(item, schema, dice))
            }
            Value::Object(entries) => {
                for (name, value) in entries {
                    let Some(field) = schema.field(name) else { continue };
                    match field.kind.schema() {
                        Some(schema) => self.object(value, schema, dice),
                        None if !field.facts.values.is_empty() => self.listed(value, dice),
                        None => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn listed(&self, value: &mut Value, dice: &mut Rng) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.listed(item, dice)),
            Value::String(text) if dice.f64() < self.share => match self.kind {
                Kind::New => *text = format!("{text}_V2"),
                Kind::Case => {
                    let swap = |c: char| match c.is_ascii_lowercase() {
                        true => c.to_ascii_uppercase(),
                        false => c.to_ascii_lowercase(),
                    };
                    *text = text.chars().map(swap).collect();
                }
            },
            _ => {}
        }
    }
}
