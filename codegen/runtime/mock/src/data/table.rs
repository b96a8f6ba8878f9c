//! Where the fields of an object stand, by the marks of their names.

use super::key::Key;
use super::mark::Mark;
use super::{Data, Way};

/// How many places there are: four for each field at least, so that most names are found, or not, at once.
const BITS: u32 = 7;
const SIZE: usize = 1 << BITS;

/// How many fields an object may have.
const MOST: usize = SIZE / 4;

/// Marks a place without a field.
const FREE: u8 = u8::MAX;

/// The places of the fields of one object, for whoever asks it for many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table([u8; SIZE]);

impl Table {
    /// The table of an object; nothing for what is none, and for one with many fields.
    pub(crate) fn of(data: &Data) -> Option<Self> {
        let Data::Object(fields) = data else { return None };
        if fields.len() > MOST {
            return None;
        }
        let mut places = [FREE; SIZE];
        for (number, (key, _)) in (0..).zip(fields) {
            let mut at = first(key.mark());
            while places[at] != FREE {
                at = next(at);
            }
            places[at] = number;
        }
        Some(Self(places))
    }

    /// The value of a field of the object that this is the table of.
    fn find<'d>(&self, fields: &'d [(Key, Data)], name: &str, mark: Mark) -> Option<&'d Data> {
        let mut at = first(mark);
        loop {
            // A free place is beyond the fields, and ends the search.
            let (key, value) = fields.get(usize::from(self.0[at]))?;
            if key.is(name, mark) {
                return Some(value);
            }
            at = next(at);
        }
    }
}

fn first(mark: Mark) -> usize {
    mark.spread(BITS)
}

fn next(at: usize) -> usize {
    (at + 1) % SIZE
}

impl Data {
    /// What lies at the end of a way; `table` is the one of this object.
    pub(crate) fn at_by(&self, table: &Table, way: &Way) -> Option<&Self> {
        let (Self::Object(fields), Some((first, rest))) = (self, way.0.split_first()) else {
            return self.at(way);
        };
        let value = table.find(fields, first.name, first.mark)?;
        rest.iter().try_fold(value, |data, step| data.field(step.name, step.mark))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};
    use taurusdb_descriptor_types::resources::FieldPath;

    use super::{MOST, Table};
    use crate::data::{Data, Way};

    /// Whatever an object has, it is found with its table as without.
    #[test]
    fn finds_what_is_there_and_nothing_else() {
        for count in [0, 1, 2, 9, MOST] {
            let field = |at: usize| (format!("f{}", at * at), json!({ "in": { "side": at } }));
            let fields: Map<String, Value> = (0..count).map(field).collect();
            let data = Data::from(&Value::Object(fields));
            let table = Table::of(&data).expect("there are not many");
            for at in 0..300 {
                for rest in ["", ".in", ".in.side", ".out"] {
                    let path: &'static str = format!("f{at}{rest}").leak();
                    let way = Way::of(FieldPath(path)).expect("it goes into no list");
                    assert_eq!(data.at_by(&table, &way), data.at(&way), "{path}");
                }
            }
        }
        let many: Map<String, Value> = (0..=MOST).map(|at| (at.to_string(), json!(at))).collect();
        assert_eq!(Table::of(&Data::from(&Value::Object(many))), None);
        assert_eq!(Table::of(&Data::Null), None);
    }
}
