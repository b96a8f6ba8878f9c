//! One record: what is known of one thing that exists.

use std::sync::Arc;

use smallvec::SmallVec;

use super::common::Common;
use super::datum::Datum;
use super::names::{Name, SPARE};
use super::numbers::Numbers;
use super::sort::Sort;

/// The number of a record. Numbers grow and are never used again, so their order is that of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Seq(pub(crate) u64);

/// Numbers of records, of which there are mostly one or two.
pub(crate) type Seqs = SmallVec<[Seq; 2]>;

/// What is known of one thing.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) sort: Sort,
    /// The position of its state among those of its resource.
    pub(crate) state: Option<u8>,
    pub(crate) seq: Seq,
    /// What it lies under; a project lies under itself.
    pub(crate) parent: Seq,
    /// The moment at which it was made, by virtual time.
    born: Datum,
    /// The names of its attributes, and the values of those that it has no own one for.
    common: Arc<Common>,
    /// Which attributes have values of its own, by their numbers.
    own: Numbers,
    /// These values, in the order of the numbers.
    values: Vec<Datum>,
    /// Attributes that have no numbers, sorted by name; hardly any record has one.
    others: Vec<(&'static str, Datum)>,
}

/// A record as it was when a call wrote or found it.
pub(crate) type Shared = Arc<Record>;

impl Record {
    /// A record of a resource whose records have this in common.
    pub(crate) fn new(common: &Arc<Common>, sort: Sort, seq: Seq, parent: Seq, born: i64) -> Self {
        Self {
            sort,
            state: None,
            seq,
            parent,
            born: Datum::Moment(born),
            common: Arc::clone(common),
            own: Numbers::default(),
            values: Vec::with_capacity(common.names.usual()),
            others: Vec::new(),
        }
    }

    /// When it was made, in milliseconds of virtual time.
    pub(crate) fn born(&self) -> i64 {
        self.born.moment().unwrap_or_default()
    }

    /// Gives back the room for more attributes: from now on there will be few.
    pub(crate) fn settled(&mut self) {
        self.common.names.note(self.values.len());
        if self.values.capacity() > self.values.len() + SPARE {
            self.values.shrink_to_fit();
        }
    }

    /// From now on, this is what it has in common with others: the names are the same, what it has of its own stays.
    pub(crate) fn rest_on(&mut self, common: &Arc<Common>) {
        self.common = Arc::clone(common);
    }

    /// What is kept under a name.
    pub(crate) fn get(&self, attribute: &str) -> Option<&Datum> {
        match self.common.names.number(attribute) {
            Some(number) => self.numbered(number),
            None => self.other(attribute),
        }
    }

    /// The same for a name that is looked up often.
    pub(crate) fn named(&self, name: Name) -> Option<&Datum> {
        match name.number {
            Some(number) if name.sort == self.sort => self.numbered(number),
            _ => self.get(name.text),
        }
    }

    fn numbered(&self, number: u8) -> Option<&Datum> {
        match self.own.position(number) {
            Some(at) => self.values.get(at),
            None => match self.common.value(number) {
                None if self.common.is_born(number) => Some(&self.born),
                value => value,
            },
        }
    }

    fn other(&self, attribute: &str) -> Option<&Datum> {
        self.others.iter().find(|(name, _)| *name == attribute).map(|(_, value)| value)
    }

    /// Keeps a value. Maps are merged: what a call does not name stays.
    pub(crate) fn set(&mut self, attribute: &'static str, value: Datum) {
        if let Some(number) = self.common.names.number(attribute) {
            return self.put(number, value);
        }
        match self.others.binary_search_by(|(name, _)| (*name).cmp(attribute)) {
            Ok(at) => self.others[at].1.take(value),
            Err(at) => self.others.insert(at, (attribute, value)),
        }
    }

    /// The same for a name that is looked up often.
    pub(crate) fn set_named(&mut self, name: Name, value: Datum) {
        match name.number {
            Some(number) if name.sort == self.sort => self.put(number, value),
            _ => self.set(name.text, value),
        }
    }

    fn put(&mut self, number: u8, value: Datum) {
        // Most come in their order, while a record is made.
        if self.own.ends_before(number) && self.common.value(number).is_none() {
            self.own.insert(number);
            return self.values.push(value);
        }
        let at = self.own.before(number);
        if self.own.has(number) {
            return self.values[at].take(value);
        }
        let value = match self.common.value(number) {
            Some(common) => common.clone().with(value),
            None => value,
        };
        self.own.insert(number);
        self.values.insert(at, value);
    }

    /// Keeps values where there are none, by the numbers of their attributes.
    pub(crate) fn fill<V>(&mut self, values: &[(u8, V)], datum: impl Fn(&V) -> Datum) {
        for (number, value) in values {
            if !self.own.has(*number) && self.common.value(*number).is_none() {
                self.put(*number, datum(value));
            }
        }
    }

    /// Gives what stands for the moment at which work ends that moment.
    pub(crate) fn end_at(&mut self, moment: i64) {
        let others = self.others.iter_mut().map(|(_, value)| value);
        let open = self.values.iter_mut().chain(others).filter(|value| value.is_at_end());
        open.for_each(|value| *value = Datum::Moment(moment));
    }

    /// Whether anything stands for the moment at which work ends.
    pub(crate) fn has_no_end(&self) -> bool {
        let others = self.others.iter().map(|(_, value)| value);
        self.values.iter().chain(others).any(Datum::is_at_end)
    }

    /// All that is kept, by name.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'static str, &Datum)> {
        let names = &self.common.names;
        let numbers = self.own.or(self.common.there()).or(self.common.born()).iter();
        let numbered = numbers.filter_map(|number| Some((number, self.numbered(number)?)));
        let mut numbered = numbered.peekable();
        let mut others = self.others.iter().peekable();
        std::iter::from_fn(move || {
            let is_other = match (numbered.peek(), others.peek()) {
                (Some((number, _)), Some((other, _))) => *other < names.text(*number),
                (None, other) => other.is_some(),
                (Some(_), None) => false,
            };
            if is_other {
                return others.next().map(|(name, value)| (*name, value));
            }
            numbered.next().map(|(number, value)| (names.text(number), value))
        })
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        let head =
            |record: &Self| (record.sort, record.state, record.seq, record.parent, record.born());
        // The same value may be its own in one of them, and common in the other.
        head(self) == head(other) && self.attributes().eq(other.attributes())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::{Common, Record, Seq};
    use crate::state::names::Names;
    use crate::state::sort::Sort;

    fn common(names: &[&'static str]) -> Arc<Common> {
        Arc::new(Common::bare(Names::new(Sort(1), names.iter().copied())))
    }

    #[test]
    fn what_is_filled_in_replaces_nothing() {
        let common = common(&["a", "b", "c", "d", "e"]);
        let names = &common.names;
        for (set, filled) in [("", "bd"), ("ace", "bd"), ("bd", "bd"), ("b", "abcde"), ("e", "")] {
            let mut record = Record::new(&common, Sort(1), Seq(1), Seq(1), 0);
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
        let common = common(&["b", "d", "f", "h"]);
        let names = &common.names;
        let all = ["a", "b", "c", "d", "e", "f", "g"];
        let mut random = 3_usize;
        for _ in 0..200 {
            let mut record = Record::new(&common, Sort(1), Seq(1), Seq(1), 0);
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
