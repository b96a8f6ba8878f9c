//! Reading a JSON object into a record.

use super::{Column, Input, Reading, Record};
use crate::outline::{Kind, Place};

pub(super) fn read_record(record: &mut dyn Record, input: Input<'_>, cx: &mut Reading<'_>) {
    if input.is_certain() {
        cx.miss();
        return;
    }
    if let Some(place) = input.place(Kind::Object)
        && read_written(record, place, cx)
    {
        return;
    }
    let Some(entries) = cx.entries(input.into_value()) else { return };
    let mut entries = Some(entries);
    record.slots_mut(&mut |columns, slots| {
        let columns = columns.list;
        let mut filled = Filled::default();
        let mut others = Vec::new();
        let mut next = 0;
        for (key, mut value) in entries.take().into_iter().flatten() {
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
                cx.field(&columns[index], slots[index], Input::from(&mut value));
            } else {
                others.push((index, key, value));
            }
        }
        // A body may carry a field under several names; then the documented one wins.
        others.sort_by_key(|(index, key, _)| rank(&columns[*index], key));
        for (index, key, mut value) in others {
            let column = &columns[index];
            if filled.add(index) {
                if key.trim() != column.name {
                    cx.renamed(column.name, key.trim());
                }
                cx.field(column, slots[index], Input::from(&mut value));
            } else {
                cx.repeated(column, key, value);
            }
        }
    });
}

/// Reads an object whose keys are just as declared, each of them once. False, and nothing is read, if one of
/// them is not.
fn read_written(record: &mut dyn Record, place: Place<'_>, cx: &mut Reading<'_>) -> bool {
    let start = cx.found.len();
    let mut is_read = false;
    record.slots_mut(&mut |columns, slots| {
        let columns = columns.list;
        is_read = find_all(columns, place, &mut cx.found);
        if !is_read {
            return;
        }
        for at in start..cx.found.len() {
            let (column, index) = cx.found[at];
            let value = place.at(index);
            let is_done = match value.kind() {
                Kind::Null => true,
                Kind::Text => cx.take_text(slots[column], value),
                _ => false,
            };
            if !is_done {
                cx.field(&columns[column], slots[column], value.into());
            }
        }
    });
    cx.found.truncate(start);
    is_read
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

/// Finds a field by name. Services mostly answer in the order of the document, so the search
/// begins where the previous one ended.
fn find(columns: &[Column], name: &str, start: usize) -> Option<usize> {
    let (before, after) = columns.split_at(start.min(columns.len()));
    let place = |columns: &[Column]| columns.iter().position(|column| column.is_called(name));
    place(after).map(|index| before.len() + index).or_else(|| place(before))
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
