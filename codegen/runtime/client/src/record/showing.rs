//! Records for people: without secrets, and without fields that have no value.

use std::fmt;

use super::view::{View, elements};
use super::{Record, Slot};
use crate::redact::{self, MASK};

/// Prints a record with its secrets masked and its absent fields left out.
pub fn debug_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    record.slots(&mut |columns, slots| {
        let mut shown = f.debug_struct(columns.name);
        for (column, slot) in columns.list.iter().zip(slots) {
            match slot.view() {
                View::Absent => {}
                _ if column.secret => {
                    shown.field(column.name, &MASK);
                }
                _ => {
                    shown.field(column.name, &Shown(*slot));
                }
            }
        }
        result = shown.finish();
    });
    result
}

/// Prints a slot as an element of something.
pub(crate) struct Shown<'a>(pub(crate) &'a dyn Slot);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.view() {
            View::Absent => f.write_str("None"),
            View::Boolean(value) => value.fmt(f),
            View::Integer(value) => value.fmt(f),
            View::Number(value) => fmt::Debug::fmt(&value, f),
            View::Text(text) => fmt::Debug::fmt(text, f),
            // No column says what in here is secret; names have to do.
            View::Json(value) => fmt::Display::fmt(&redact::json(value, None), f),
            View::List(list) => f.debug_list().entries(elements(list).map(Shown)).finish(),
            View::Map(map) => {
                let entries = map.entries().into_iter().map(|(key, slot)| (key, Shown(slot)));
                f.debug_map().entries(entries).finish()
            }
            View::Record(record) => debug_record(record, f),
        }
    }
}
