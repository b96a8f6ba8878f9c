//! One record: what is known of one thing that exists.

use std::sync::Arc;

use super::datum::Datum;
use super::names::{Name, Names};
use super::sort::Sort;

/// The number of a record. Numbers grow and are never used again, so their order is that of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Seq(pub(crate) u64);

/// What is known of one thing.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) sort: Sort,
    /// The position of its state among those of its resource.
    pub(crate) state: Option<u8>,
    pub(crate) seq: Seq,
    /// What it lies under; a project lies under itself.
    pub(crate) parent: Seq,
    /// When it was made, in milliseconds of virtual time.
    pub(crate) born: i64,
    names: Arc<Names>,
    /// Which attributes are there, by their numbers.
    there: u128,
    /// Their values, in the order of the numbers.
    values: Vec<Datum>,
    /// Attributes that have no numbers, sorted by name; hardly any record has one.
    others: Vec<(&'static str, Datum)>,
}

/// How many attributes a record has room for while it is made.
const USUAL: usize = 16;

/// A record as it was when a call wrote or found it.
pub(crate) type Shared = Arc<Record>;

impl Record {
    /// A record whose attributes have these names.
    pub(crate) fn new(names: &Arc<Names>, sort: Sort, seq: Seq, parent: Seq, born: i64) -> Self {
        Self {
            sort,
            state: None,
            seq,
            parent,
            born,
            names: Arc::clone(names),
            there: 0,
            values: Vec::with_capacity(USUAL),
            others: Vec::new(),
        }
    }

    /// Gives back the room for more attributes: from now on there will be few.
    pub(crate) fn settled(&mut self) {
        self.values.shrink_to_fit();
    }

    /// What is kept under a name.
    pub(crate) fn get(&self, attribute: &str) -> Option<&Datum> {
        match self.names.number(attribute) {
            Some(number) => self.numbered(number),
            None => self.other(attribute),
        }
    }

    /// The same for a name that is looked up often.
    pub(crate) fn named(&self, name: Name) -> Option<&Datum> {
        match name.number {
            Some(number) => self.numbered(number),
            None => self.other(name.text),
        }
    }

    fn numbered(&self, number: u8) -> Option<&Datum> {
        let is_there = self.there >> number & 1 == 1;
        is_there.then(|| &self.values[self.before(number)])
    }

    /// How many of the attributes that are there have lower numbers.
    fn before(&self, number: u8) -> usize {
        (self.there & ((1 << number) - 1)).count_ones() as usize
    }

    fn other(&self, attribute: &str) -> Option<&Datum> {
        self.others.iter().find(|(name, _)| *name == attribute).map(|(_, value)| value)
    }

    /// Keeps a value. Maps are merged: what a call does not name stays.
    pub(crate) fn set(&mut self, attribute: &'static str, value: Datum) {
        if let Some(number) = self.names.number(attribute) {
            let at = self.before(number);
            if self.there >> number & 1 == 1 {
                self.values[at].take(value);
            } else {
                self.there |= 1 << number;
                self.values.insert(at, value);
            }
            return;
        }
        match self.others.binary_search_by(|(name, _)| (*name).cmp(attribute)) {
            Ok(at) => self.others[at].1.take(value),
            Err(at) => self.others.insert(at, (attribute, value)),
        }
    }

    /// Keeps values where there are none, all at once. They are in the order of their numbers, each once.
    pub(crate) fn fill<V>(&mut self, values: &[(u8, V)], datum: impl Fn(&V) -> Datum) {
        let there = self.there;
        let is_open = |number: u8| there >> number & 1 == 0;
        let mut more = values.iter().filter(|(number, _)| is_open(*number));
        self.there = values.iter().fold(there, |there, (number, _)| there | 1 << number);
        let mut own = std::mem::take(&mut self.values).into_iter();
        let mut all = Vec::with_capacity(self.there.count_ones() as usize);
        for number in self.numbers() {
            let value = match is_open(number) {
                true => more.next().map(|(_, value)| datum(value)),
                false => own.next(),
            };
            if let Some(value) = value {
                all.push(value);
            }
        }
        self.values = all;
    }

    /// All that is kept, by name.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'static str, &Datum)> {
        let mut numbered = self.numbers().zip(&self.values).peekable();
        let mut others = self.others.iter().peekable();
        std::iter::from_fn(move || {
            let is_other = match (numbered.peek(), others.peek()) {
                (Some((number, _)), Some((other, _))) => *other < self.names.text(*number),
                (None, other) => other.is_some(),
                (Some(_), None) => false,
            };
            if is_other {
                return others.next().map(|(name, value)| (*name, value));
            }
            numbered.next().map(|(number, value)| (self.names.text(number), value))
        })
    }

    /// The numbers of the attributes that are there, in their order.
    fn numbers(&self) -> impl Iterator<Item = u8> + use<> {
        let mut left = self.there;
        std::iter::from_fn(move || {
            let number = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            Some(number as u8)
        })
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        let head = |record: &Self| {
            (record.sort, record.state, record.seq, record.parent, record.born, record.there)
        };
        head(self) == head(other) && self.values == other.values && self.others == other.others
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::{Names, Record, Seq};
    use crate::state::sort::Sort;

    #[test]
    fn what_is_filled_in_replaces_nothing() {
        let names = Arc::new(Names::new(["a", "b", "c", "d", "e"]));
        for (set, filled) in [("", "bd"), ("ace", "bd"), ("bd", "bd"), ("b", "abcde"), ("e", "")] {
            let mut record = Record::new(&names, Sort(1), Seq(1), Seq(1), 0);
            let name = |at: usize| names.text(names.number(&"abcde"[at..=at]).expect("a name"));
            let at = |name: char| "abcde".find(name).expect("a name");
            set.chars().for_each(|one| record.set(name(at(one)), "set".into()));
            let values: Vec<_> = filled.chars().map(|one| (at(one) as u8, "filled")).collect();
            record.fill(&values, |value| (*value).into());
            let found: Vec<_> =
                record.attributes().map(|(name, value)| (name, value.to_value())).collect();
            let expected = "abcde".chars().filter_map(|one| match set.contains(one) {
                true => Some((name(at(one)), json!("set"))),
                false => filled.contains(one).then(|| (name(at(one)), json!("filled"))),
            });
            assert!(expected.eq(found), "{set} {filled}");
        }
    }

    /// Whatever the order in which attributes are set, they are found and listed by name.
    #[test]
    fn attributes_are_kept_by_name() {
        let names = Arc::new(Names::new(["b", "d", "f", "h"]));
        let all = ["a", "b", "c", "d", "e", "f", "g"];
        let mut random = 3_usize;
        for _ in 0..200 {
            let mut record = Record::new(&names, Sort(1), Seq(1), Seq(1), 0);
            let mut set: Vec<&str> = Vec::new();
            for _ in 0..5 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let name = all[(random >> 33) % all.len()];
                record.set(name, name.into());
                set.push(name);
            }
            set.sort_unstable();
            set.dedup();
            let listed: Vec<_> = record.attributes().map(|(name, _)| name).collect();
            assert_eq!(listed, set);
            for name in all.iter().chain(&["h", "i"]) {
                let value = record.get(name).map(|value| value.to_value());
                assert_eq!(value, set.contains(name).then(|| json!(name)));
                assert_eq!(record.named(names.name(name)), record.get(name));
            }
        }
    }
}
