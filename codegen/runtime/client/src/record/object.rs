//! Reading, writing and printing a record field by field.

use std::fmt;

use serde_json::{Map, Value};
use taurusdb_tables::Schema;

use super::containers::Shown;
use super::{Reading, Record};
use crate::redact::MASK;

/// A record as a JSON object; absent fields are left out.
pub fn to_json(record: &dyn Record) -> Value {
    let fields = record.schema().fields;
    let mut object = Map::with_capacity(fields.len());
    for (index, field) in fields.iter().enumerate() {
        if let Some(value) = record.slot(index).write() {
            object.insert(field.name.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// Prints a record with its secrets masked and its absent fields left out.
pub fn debug_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = record.schema();
    let mut shown = f.debug_struct(schema.name);
    for (index, field) in schema.fields.iter().enumerate() {
        let slot = record.slot(index);
        if slot.is_absent() {
            continue;
        }
        if field.sensitive {
            shown.field(field.name, &MASK);
        } else {
            shown.field(field.name, &Shown(slot));
        }
    }
    shown.finish()
}

/// What a generated `match` over slots ends in. The runtime never asks for a slot that the
/// schema does not have, so getting here means that schema and struct were not generated together.
#[cold]
pub fn no_such_slot(schema: &Schema, index: usize) -> ! {
    panic!("{} has {} slots, asked for slot {index}", schema.name, schema.fields.len())
}

pub(super) fn read_record(record: &mut dyn Record, value: Value, cx: &mut Reading<'_>) {
    let Some(entries) = cx.entries(value) else { return };
    let schema = record.schema();
    let entries = tidy(entries);
    // A body may carry a field under both its names; then the documented one wins.
    let twice: Vec<&str> = schema
        .fields
        .iter()
        .filter(|field| !field.aliases.is_empty() && entries.contains_key(field.name))
        .map(|field| field.name)
        .collect();
    let mut next = 0;
    for (key, value) in entries {
        // A field that the document does not know is passed over: the raw body has it.
        if let Some(index) = find(schema, &key, next) {
            next = index + 1;
            let name = schema.fields[index].name;
            let is_second = key != name && twice.contains(&name);
            if !value.is_null() && !is_second {
                if key != name {
                    cx.renamed(name, &key);
                }
                cx.field(&schema.fields[index], record.slot_mut(index), value);
            }
        }
    }
}

/// Rids keys of white space around them, which some answers have. A body may carry both
/// spellings; then the tidy one wins.
fn tidy(entries: Map<String, Value>) -> Map<String, Value> {
    if entries.keys().all(|key| key.trim().len() == key.len()) {
        return entries;
    }
    let mut tidied = Map::with_capacity(entries.len());
    for (key, value) in entries {
        if key.trim().len() == key.len() {
            tidied.insert(key, value);
        } else {
            tidied.entry(key.trim()).or_insert(value);
        }
    }
    tidied
}

/// Finds a field by name. Services mostly answer in the order of the document, so the search
/// begins where the previous one ended.
fn find(schema: &Schema, name: &str, start: usize) -> Option<usize> {
    let count = schema.fields.len();
    (0..count)
        .map(|offset| (start + offset) % count)
        .find(|&index| schema.fields[index].is_called(name))
}
