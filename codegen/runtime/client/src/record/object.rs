//! Reading a JSON object into a record.

use serde_json::{Map, Value};

use super::{Column, Reading, Record};

pub(super) fn read_record(record: &mut dyn Record, value: Value, cx: &mut Reading<'_>) {
    let Some(entries) = cx.entries(value) else { return };
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
        for (key, value) in entries.take().into_iter().flatten() {
            // A field that the document does not know is passed over: the raw body has it.
            if let Some(index) = find(columns, &key, next) {
                next = index + 1;
                let name = columns[index].name;
                let is_second = key != name && twice.contains(&name);
                if !value.is_null() && !is_second {
                    if key != name {
                        cx.renamed(name, &key);
                    }
                    cx.field(&columns[index], slots[index], value);
                }
            }
        }
    });
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
