//! Records as JSON.

use serde_json::{Map, Number, Value};

use super::view::{View, elements};
use super::{Record, Slot};

/// A record as a JSON object; absent fields are left out.
pub fn to_json(record: &dyn Record) -> Value {
    let mut columns = record.columns().list.iter();
    let mut object = Map::new();
    record.slots(&mut |slots| {
        let is_given = |slot: &&&dyn Slot| !matches!(slot.view(), View::Absent);
        object = Map::with_capacity(slots.iter().filter(is_given).count());
        for (column, slot) in columns.by_ref().zip(slots) {
            if let Some(value) = written(*slot) {
                object.insert(column.name.to_owned(), value);
            }
        }
    });
    Value::Object(object)
}

/// The value of a slot; `None` if it is absent, and its key with it.
fn written(slot: &dyn Slot) -> Option<Value> {
    Some(match slot.view() {
        View::Absent => return None,
        View::Boolean(value) => Value::Bool(value),
        View::Integer(value) => Value::from(value),
        // JSON has no infinities; such a value counts as absent.
        View::Number(value) => Value::Number(Number::from_f64(value)?),
        View::Text(text) => Value::String(text.to_owned()),
        View::Json(value) => value.clone(),
        // An element keeps its place in the list even if it has no value.
        View::List(list) => elements(list).map(|slot| written(slot).unwrap_or_default()).collect(),
        View::Map(map) => {
            let entries = map.entries().into_iter();
            let entries = entries.filter_map(|(key, slot)| Some((key.to_owned(), written(slot)?)));
            Value::Object(entries.collect())
        }
        View::Record(record) => to_json(record),
    })
}
