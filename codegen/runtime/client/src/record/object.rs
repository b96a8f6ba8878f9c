//! Reading a JSON object into a record.

use serde_json::{Map, Value};

use super::{Column, Input, Reading, Record};
use crate::outline::{Kind, Place};

pub(super) fn read_record(record: &mut dyn Record, input: Input<'_>, cx: &mut Reading<'_>) {
    if let Some(place) = input.place(Kind::Object)
        && read_written(record, place, cx)
    {
        return;
    }
    let Some(entries) = cx.entries(input.into_value()) else { return };
    let columns = record.columns().list;
    let entries = tidy(entries);
    // A body may carry a field under both its names; then the documented one wins.
    let twice: Vec<&str> = columns
        .iter()
        .filter(|column| !column.aliases.is_empty() && entries.contains_key(column.name))
        .map(|column| column.name)
        .collect();
    let mut entries = Some(entries);
    record.slots_mut(&mut |slots| {
        let mut next = 0;
        for (key, mut value) in entries.take().into_iter().flatten() {
            // A field that the document does not know is passed over: the raw body has it.
            if let Some(index) = find(columns, &key, next) {
                next = index + 1;
                let name = columns[index].name;
                let is_second = key != name && twice.contains(&name);
                if !value.is_null() && !is_second {
                    if key != name {
                        cx.renamed(name, &key);
                    }
                    cx.field(&columns[index], slots[index], Input::from(&mut value));
                }
            }
        }
    });
}

/// Reads an object whose keys are just as declared, each of them once. False, and nothing is read, if one of
/// them is not.
fn read_written(record: &mut dyn Record, place: Place<'_>, cx: &mut Reading<'_>) -> bool {
    let columns = record.columns().list;
    let start = cx.found.len();
    if !find_all(columns, place, &mut cx.found) {
        cx.found.truncate(start);
        return false;
    }
    record.slots_mut(&mut |slots| {
        for at in start..cx.found.len() {
            let (column, index) = cx.found[at];
            let value = place.at(index);
            if !value.is_null() {
                cx.field(&columns[column], slots[column], value.into());
            }
        }
    });
    cx.found.truncate(start);
    true
}

/// Finds the column of each key and adds those that have a value. False if a key is written in an odd way, has
/// another name for a field, or comes twice.
fn find_all(columns: &[Column], place: Place<'_>, found: &mut Vec<(usize, usize)>) -> bool {
    let start = found.len();
    let mut next = 0;
    // Columns up to this one may have been found.
    let mut known = 0;
    for (key, value) in place.entries() {
        let name = key.raw();
        let index = match columns.get(next) {
            Some(column) if column.name == name => next,
            _ => {
                let is_odd = name.starts_with(|c: char| c.is_whitespace())
                    || name.ends_with(|c: char| c.is_whitespace());
                if key.kind() == Kind::Escaped || is_odd {
                    return false;
                }
                match find(columns, name, next) {
                    Some(index) if columns[index].name == name => index,
                    Some(_) => return false,
                    None => continue,
                }
            }
        };
        next = index + 1;
        if index < known && found[start..].iter().any(|(column, _)| *column == index) {
            return false;
        }
        known = known.max(next);
        // Nulls count too: one that comes second takes the place of the first.
        found.push((index, value.index()));
    }
    true
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
fn find(columns: &[Column], name: &str, start: usize) -> Option<usize> {
    let count = columns.len();
    (0..count).map(|offset| (start + offset) % count).find(|&index| columns[index].is_called(name))
}
