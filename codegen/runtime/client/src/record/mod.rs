//! Structs of the API as the runtime sees them: a schema and a numbered row of slots.
//!
//! Generated structs derive nothing. They name their static schema and hand out field *i* as a
//! [`Slot`]; reading, writing and printing happen here, once, behind `dyn`. That is what keeps a
//! crate of several hundred structs quick to compile.
//!
//! Requests are strict, responses tolerant: [`from_json`] never fails. A scalar that arrives as
//! another is converted, what cannot be converted leaves its slot as it was, and either leaves a
//! [`Note`].

mod containers;
mod object;
mod open_enum;
mod path;
mod reading;
mod scalars;

use std::fmt;

use serde_json::Value;
use taurusdb_tables::Schema;

pub(crate) use containers::Shown;
pub use object::{debug_record, no_such_slot, to_json};
pub use open_enum::{OpenEnum, debug_open_enum, read_open_enum, write_open_enum};
pub use reading::{Note, Outcome, Reading};

/// One value of a record: reads and writes one JSON value.
pub trait Slot {
    /// The value as JSON; `None` if it is absent, and its key with it.
    fn write(&self) -> Option<Value>;

    /// Takes over a JSON value, as far as it can be understood.
    ///
    /// Never fails: what cannot be decoded leaves the slot as it was and a note in `cx`.
    fn read(&mut self, value: Value, cx: &mut Reading<'_>);

    /// Prints the value for people, without secrets.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Whether there is no value, so that printing can leave the field out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A struct of the API.
///
/// [`record!`](crate::record!) implements it for a struct of one's own.
///
/// ```
/// use taurusdb_runtime::record::{from_json, to_json};
/// use taurusdb_runtime::tables::{Field, Schema};
///
/// static TAG: Schema = Schema {
///     name: "Tag",
///     fields: &[
///         Field { name: "key", ..Field::DEFAULT },
///         Field { name: "value", sensitive: true, ..Field::DEFAULT },
///     ],
/// };
///
/// #[derive(Default)]
/// struct Tag {
///     key: String,
///     value: Option<String>,
/// }
/// taurusdb_runtime::record!(Tag, TAG, { 0 => key, 1 => value });
///
/// let (tag, notes) = from_json::<Tag>(serde_json::json!({ "key": 7, "value": "blue" }));
/// assert_eq!(format!("{tag:?}"), r#"Tag { key: "7", value: "***" }"#);
/// assert_eq!(notes[0].to_string(), "key: declared a string, arrived as number 7");
/// assert_eq!(to_json(&tag), serde_json::json!({ "key": "7", "value": "blue" }));
/// ```
pub trait Record: Send + Sync {
    /// Names of the fields, which are mandatory and which are secret.
    fn schema(&self) -> &'static Schema;

    /// The field at this place of the schema.
    fn slot(&self, index: usize) -> &dyn Slot;

    /// The field at this place of the schema, to be changed.
    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot;
}

/// A value to be read into. It is no `Default`: that of a request with mandatory fields would be
/// a request to send, with none of them filled in.
#[doc(hidden)]
pub trait Unfilled {
    /// The value, with nothing in its fields.
    fn unfilled() -> Self;
}

impl<T: Default> Unfilled for T {
    fn unfilled() -> Self {
        Self::default()
    }
}

/// Reads a JSON value into a new record (or any other slot) and tells what had to be converted or dropped.
pub fn from_json<T: Slot + Unfilled>(value: Value) -> (T, Vec<Note>) {
    let mut slot = T::unfilled();
    let notes = read_json(&mut slot, value);
    (slot, notes)
}

/// Reads a JSON value into an existing slot and tells what had to be converted or dropped.
pub fn read_json(slot: &mut dyn Slot, value: Value) -> Vec<Note> {
    let mut notes = Vec::new();
    slot.read(value, &mut Reading::new(&mut notes));
    notes
}

// Not only records reach this impl: `Box` is fundamental, so a separate `Slot for Box<T>` would
// overlap with it. A box is a record instead.
impl<T: Record> Slot for T {
    fn write(&self) -> Option<Value> {
        Some(to_json(self))
    }

    fn read(&mut self, value: Value, cx: &mut Reading<'_>) {
        object::read_record(self, value, cx);
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_record(self, f)
    }
}

impl<T: Record + ?Sized> Record for Box<T> {
    fn schema(&self) -> &'static Schema {
        (**self).schema()
    }

    fn slot(&self, index: usize) -> &dyn Slot {
        (**self).slot(index)
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot {
        (**self).slot_mut(index)
    }
}

/// Makes a struct a [`Record`] and gives it a `Debug` that redacts secrets.
///
/// Takes the type, a static [`Schema`] and the field at each index of that schema. It is for structs
/// written by hand: generated code spells the same out, which compiles about 3 % faster.
#[macro_export]
macro_rules! record {
    ($type:ty, $schema:expr, { $($index:literal => $field:ident),* $(,)? }) => {
        impl $crate::record::Record for $type {
            fn schema(&self) -> &'static $crate::tables::Schema {
                &$schema
            }
            fn slot(&self, index: usize) -> &dyn $crate::record::Slot {
                match index {
                    $($index => &self.$field,)*
                    _ => $crate::record::no_such_slot(&$schema, index),
                }
            }
            fn slot_mut(&mut self, index: usize) -> &mut dyn $crate::record::Slot {
                match index {
                    $($index => &mut self.$field,)*
                    _ => $crate::record::no_such_slot(&$schema, index),
                }
            }
        }
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::record::debug_record(self, f)
            }
        }
    };
}
