//! A value as the runtime looks at it, whatever its Rust type: what writing, printing, comparing
//! and serialising all start from.

use serde_json::Value;

use super::{Record, Slot};

/// The value of a slot, borrowed.
///
/// A generated type says only what it is; everything that is done with it is done once, here in
/// the runtime, and compiled once.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// There is no value; the key of the field is left out.
    Absent,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Number(f64),
    /// Text, or the wire value of an enumeration.
    Text(&'a str),
    /// Any JSON value.
    Json(&'a Value),
    /// A list of values.
    List(&'a dyn List),
    /// Values by key.
    Map(&'a dyn Map),
    /// A struct of the API.
    Record(&'a dyn Record),
}

/// A list of slots, whatever their type.
pub trait List {
    /// The element at a place; `None` behind the last one.
    fn at(&self, index: usize) -> Option<&dyn Slot>;
}

/// Slots by key, whatever their type.
pub trait Map {
    /// The entries in the order of their keys.
    fn entries(&self) -> Vec<(&str, &dyn Slot)>;
}

impl<'a> View<'a> {
    /// Text, of which the empty one stands for no value: the default of an enumeration.
    pub fn word(text: &'a str) -> Self {
        if text.is_empty() { Self::Absent } else { Self::Text(text) }
    }
}

/// The elements of a list.
pub(crate) fn elements(list: &dyn List) -> impl Iterator<Item = &dyn Slot> {
    (0..).map_while(|index| list.at(index))
}
