//! Structs of the API as the runtime sees them: columns and a row of slots.
//!
//! Generated structs derive nothing but `Clone`. [`record!`](crate::record!) states their columns
//! and lends their fields as [`Slot`]s; reading, writing, printing and comparing happen here, once,
//! behind `dyn`. That is what keeps a crate of several hundred structs quick to compile.
//!
//! Requests are strict, responses tolerant: [`from_json`] never fails. A scalar that arrives as
//! another is converted, what cannot be converted leaves its slot as it was, and either leaves a
//! [`Note`].

mod column;
mod comparing;
mod containers;
mod define;
mod extra;
mod given;
mod input;
mod object;
mod open_enum;
mod path;
mod reading;
mod scalars;
#[cfg(feature = "serde")]
mod serial;
mod showing;
mod texts;
mod view;
mod writing;

use serde_json::Value;

pub use column::{Column, Columns};
pub use comparing::same_record;
#[doc(hidden)]
pub use containers::list;
pub use extra::Extra;
pub(crate) use extra::Extras;
pub(crate) use given::GivenFields;
pub use input::Input;
pub use open_enum::OpenEnum;
pub(crate) use path::Step;
pub(crate) use reading::MAX_NOTES;
pub use reading::{Note, Outcome, Reading};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serial::{deserialize, serialize};
pub(crate) use showing::Shown;
pub use showing::debug_record;
pub(crate) use view::elements;
pub use view::{List, Map, View};
pub use writing::to_json;
pub(crate) use writing::{borrowed, to_json_of, value, write};

/// One value of a record: reads and writes one JSON value.
pub trait Slot {
    /// The value as it is.
    fn view(&self) -> View<'_>;

    /// Reads a JSON value, as far as it can be understood.
    ///
    /// Never fails: what cannot be decoded leaves the slot as it was and a note in `cx`.
    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>);
}

/// A struct of the API.
///
/// [`record!`](crate::record!) implements it.
///
/// ```
/// use taurusdb_runtime::record::{from_json, to_json};
///
/// #[derive(Default)]
/// struct Tag {
///     key: String,
///     value: Option<String>,
/// }
/// taurusdb_runtime::record!(Tag { key: "key", value: "value" secret });
///
/// let (tag, notes) = from_json::<Tag>(serde_json::json!({ "key": 7, "value": "blue" }));
/// assert_eq!(format!("{tag:?}"), r#"Tag { key: "7", value: "***" }"#);
/// assert_eq!(notes[0].to_string(), "key: declared a string, arrived as number 7");
/// assert_eq!(to_json(&tag), serde_json::json!({ "key": "7", "value": "blue" }));
/// ```
pub trait Record: Send + Sync {
    /// Lends the fields with what is known of each: its name, whether it is mandatory, whether it is secret. Calls
    /// `take` once.
    fn slots<'a>(&'a self, take: &mut dyn FnMut(&'static Columns, &[&'a dyn Slot]));

    /// The same to change the fields. Calls `take` once.
    fn slots_mut(&mut self, take: &mut dyn FnMut(&'static Columns, &mut [&mut dyn Slot]));
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
pub fn read_json(slot: &mut dyn Slot, mut value: Value) -> Vec<Note> {
    let mut notes = Vec::new();
    slot.read(Input::from(&mut value), &mut Reading::new(&mut notes));
    notes
}

// Not only records reach this impl: `Box` is fundamental, so a separate `Slot for Box<T>` would
// overlap with it. A box is a record instead.
impl<T: Record> Slot for T {
    fn view(&self) -> View<'_> {
        View::Record(self)
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        object::read_record(self, input, cx);
    }
}

impl<T: Record + ?Sized> Record for Box<T> {
    fn slots<'a>(&'a self, take: &mut dyn FnMut(&'static Columns, &[&'a dyn Slot])) {
        (**self).slots(take);
    }

    fn slots_mut(&mut self, take: &mut dyn FnMut(&'static Columns, &mut [&mut dyn Slot])) {
        (**self).slots_mut(take);
    }
}
