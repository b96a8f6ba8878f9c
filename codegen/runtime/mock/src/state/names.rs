//! The names of the attributes of a resource, each with a number: records keep numbers.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::sort::Sort;

/// The names of the attributes of one resource, sorted.
#[derive(Debug)]
pub(crate) struct Names {
    /// The resource.
    sort: Sort,
    list: Box<[&'static str]>,
    /// The numbers by a hash of the name, each at its place or at the next free one behind.
    places: Box<[u8]>,
    /// How many values of their own the last records had at most: the next one mostly has about as many.
    usual: AtomicUsize,
}

/// The name of an attribute, ready to be looked up in records of one resource.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    pub(crate) text: &'static str,
    /// The resource of the records in which the number counts.
    pub(crate) sort: Sort,
    /// Its number, if the resource has an attribute of this name.
    pub(crate) number: Option<u8>,
}

/// How much room for more values a record may keep.
pub(crate) const SPARE: usize = 2;

/// How many attributes have numbers. A resource with more keeps the others by their names.
pub(crate) const MOST: usize = 128;

/// Marks a place without a number.
const FREE: u8 = u8::MAX;

impl Names {
    pub(crate) fn new(sort: Sort, names: impl IntoIterator<Item = &'static str>) -> Self {
        let sorted: BTreeSet<_> = names.into_iter().collect();
        let list: Box<[_]> = sorted.into_iter().take(MOST).collect();
        let mut places = vec![FREE; (4 * list.len()).next_power_of_two()];
        for (number, name) in (0..).zip(&list) {
            let mut at = hash(name) & (places.len() - 1);
            while places[at] != FREE {
                at = (at + 1) & (places.len() - 1);
            }
            places[at] = number;
        }
        Self { sort, list, places: places.into(), usual: AtomicUsize::new(4) }
    }

    /// The number of a name.
    pub(crate) fn number(&self, name: &str) -> Option<u8> {
        let mut at = hash(name) & (self.places.len().checked_sub(1)?);
        loop {
            let number = self.places[at];
            // A free place is beyond the list, and ends the search.
            if *self.list.get(usize::from(number))? == name {
                return Some(number);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// The name with a number.
    pub(crate) fn text(&self, number: u8) -> &'static str {
        self.list[usize::from(number)]
    }

    /// For how many values a record asks room while it is made.
    pub(crate) fn usual(&self) -> usize {
        self.usual.load(Ordering::Relaxed)
    }

    /// Notes how many values a record that was made has. Less is forgotten as long as it is little less, so that
    /// records of two kinds do not make each other grow.
    pub(crate) fn note(&self, count: usize) {
        let usual = self.usual();
        if count > usual || count + SPARE < usual {
            self.usual.store(count, Ordering::Relaxed);
        }
    }

    /// A name, to be looked up often.
    pub(crate) fn name(&self, text: &'static str) -> Name {
        Name { text, sort: self.sort, number: self.number(text) }
    }
}

impl Default for Names {
    /// Those of a project, which has no attributes.
    fn default() -> Self {
        let usual = AtomicUsize::default();
        Self { sort: Sort::PROJECT, list: Box::default(), places: Box::default(), usual }
    }
}

/// Spreads names by their length and both of their ends, which is where they differ.
fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let eight = |part: &[u8]| {
        let mut whole = [0; 8];
        whole[..part.len()].copy_from_slice(part);
        u64::from_le_bytes(whole)
    };
    let (first, last) = match bytes.len() {
        0..=8 => (eight(bytes), 0),
        length => (eight(&bytes[..8]), eight(&bytes[length - 8..])),
    };
    let mixed =
        (first ^ last.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::{MOST, Names};
    use crate::state::sort::Sort;

    #[test]
    fn every_name_has_its_number_and_no_other_has_one() {
        let all: Vec<&'static str> =
            (0..MOST).map(|at| &*Box::leak(format!("a.name{at:03}").into_boxed_str())).collect();
        for count in [0, 1, 2, 3, 17, MOST] {
            let names = Names::new(Sort(1), all[..count].iter().copied());
            for (number, name) in all.iter().enumerate() {
                let found = names.number(name);
                assert_eq!(found.map(usize::from), (number < count).then_some(number), "{name}");
            }
            assert_eq!(names.number(""), None);
        }
    }

    #[test]
    fn what_is_too_much_has_no_number() {
        let all = (0..MOST + 2).map(|at| &*Box::leak(format!("{at:03}").into_boxed_str()));
        let names = Names::new(Sort(1), all);
        assert_eq!(names.number("127"), Some(127));
        assert_eq!(names.number("128"), None);
    }
}
