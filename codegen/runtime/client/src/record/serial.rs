//! Records and open enumerations as values of serde, for whoever stores or sends them elsewhere.
//!
//! Written with the names of the wire, and in full: what is a secret is written too, because
//! whoever serialises a value wants it back. Read as [`from_json`](super::from_json) reads, with
//! nothing said of what had to be bent.

use serde_json::Value;

use super::view::{View, elements};
use super::{Record, Slot, Unfilled, from_json};

/// What [`serde_slot!`](crate::serde_slot!) writes.
#[doc(hidden)]
pub fn serialize<S: serde::Serializer>(slot: &dyn Slot, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&Written(slot), serializer)
}

/// What [`serde_slot!`](crate::serde_slot!) reads.
#[doc(hidden)]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Slot + Unfilled,
    D: serde::Deserializer<'de>,
{
    let value: Value = serde::Deserialize::deserialize(deserializer)?;
    Ok(from_json(value).0)
}

struct Written<'a>(&'a dyn Slot);

impl serde::Serialize for Written<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.view() {
            View::Absent => serializer.serialize_none(),
            View::Boolean(value) => serializer.serialize_bool(value),
            View::Integer(value) => serializer.serialize_i64(value),
            View::Number(value) => serializer.serialize_f64(value),
            View::Text(text) => serializer.serialize_str(text),
            View::Json(value) => value.serialize(serializer),
            View::List(list) => serializer.collect_seq(elements(list).map(Written)),
            View::Map(map) => {
                let entries = map.entries().into_iter();
                let entries = entries.filter(|(_, slot)| !matches!(slot.view(), View::Absent));
                serializer.collect_map(entries.map(|(key, slot)| (key, Written(slot))))
            }
            View::Record(record) => serializer.collect_map(fields(record)),
        }
    }
}

/// The fields that have a value, by their wire names.
fn fields(record: &dyn Record) -> Vec<(&'static str, Written<'_>)> {
    let mut fields = Vec::new();
    record.slots(&mut |columns, slots| {
        fields.reserve_exact(slots.len());
        for (column, slot) in columns.list.iter().zip(slots) {
            if !matches!(slot.view(), View::Absent) {
                fields.push((column.name, Written(*slot)));
            }
        }
    });
    fields
}
