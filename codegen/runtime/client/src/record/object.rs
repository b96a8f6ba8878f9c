//! Reading a JSON object into a record.

use serde_json::Value;

use super::{Column, Reading, Record};

pub(super) fn read_record(record: &mut dyn Record, value: Value, cx: &mut Reading<'_>) {
    let Some(entries) = cx.entries(value) else { return };
    let columns = record.columns().list;
    let mut entries = Some(entries);
    record.slots_mut(&mut |slots| {
        let mut filled = Filled::default();
        let mut others = Vec::new();
        let mut next = 0;
        for (key, value) in entries.take().into_iter().flatten() {
            // Some answers have white space around their keys.
            let Some(index) = find(columns, key.trim(), next) else {
                cx.unknown(key, value);
                continue;
            };
            next = index + 1;
            if value.is_null() {
                // Absent, as it would be if its key were not there.
            } else if key == columns[index].name {
                filled.add(index);
                cx.field(&columns[index], slots[index], value);
            } else {
                others.push((index, key, value));
            }
        }
        // A body may carry a field under several names; then the documented one wins.
        others.sort_by_key(|(index, key, _)| rank(&columns[*index], key));
        for (index, key, value) in others {
            let column = &columns[index];
            if filled.add(index) {
                if key.trim() != column.name {
                    cx.renamed(column.name, key.trim());
                }
                cx.field(column, slots[index], value);
            } else {
                cx.repeated(column, key, value);
            }
        }
    });
}

/// Finds a field by name. Services mostly answer in the order of the document, so the search
/// begins where the previous one ended.
fn find(columns: &[Column], name: &str, start: usize) -> Option<usize> {
    let count = columns.len();
    (0..count).map(|offset| (start + offset) % count).find(|&index| columns[index].is_called(name))
}

/// How far a key is from the name of its field: the name itself, then its other names in their order, each
/// before the same with white space around it.
fn rank(column: &Column, key: &str) -> (usize, bool) {
    let name = key.trim();
    let alias = column.aliases.iter().position(|alias| *alias == name);
    (alias.map_or(0, |index| index + 1), name.len() != key.len())
}

/// Which fields have a value. Kept on the stack: it is made for every object of an answer.
#[derive(Default)]
struct Filled {
    low: u128,
    high: Vec<usize>,
}

impl Filled {
    /// Adds a field; false if it was there.
    fn add(&mut self, index: usize) -> bool {
        if let Some(bit) = u32::try_from(index).ok().and_then(|index| 1_u128.checked_shl(index)) {
            let is_new = self.low & bit == 0;
            self.low |= bit;
            return is_new;
        }
        let is_new = !self.high.contains(&index);
        if is_new {
            self.high.push(index);
        }
        is_new
    }
}
