//! Records by their numbers, each with the lists of what lies right under it.
//!
//! Numbers grow, so records stand side by side on pages: a new one is written next to the last, and none is ever
//! moved. A page is given back as soon as nothing is left on it.

use super::record::{Seq, Shared};
use super::siblings::Siblings;
use super::sort::Sort;

/// How many numbers have their places on one page. One record alone keeps its page, so pages are small.
const SIZE: usize = 64;

/// All records of a world, and what lies under them.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pages: Vec<Option<Box<Page>>>,
    count: usize,
}

#[derive(Debug)]
struct Page {
    slots: [Slot; SIZE],
    /// How many of them hold anything.
    used: usize,
}

#[derive(Debug, Default)]
struct Slot {
    record: Option<Shared>,
    /// What lies under it, by resource; it may be there before the record is.
    under: Option<Box<Under>>,
}

/// Records by their resource, in its order.
type Under = Vec<(Sort, Siblings)>;

impl Slot {
    fn is_used(&self) -> bool {
        self.record.is_some() || self.under.is_some()
    }
}

impl Records {
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    pub(crate) fn get(&self, seq: Seq) -> Option<&Shared> {
        self.slot(seq)?.record.as_ref()
    }

    pub(crate) fn get_mut(&mut self, seq: Seq) -> Option<&mut Shared> {
        let (page, slot) = place(seq);
        self.pages.get_mut(page)?.as_mut()?.slots[slot].record.as_mut()
    }

    pub(crate) fn insert(&mut self, seq: Seq, record: Shared) {
        let before = self.change(seq, |slot| slot.record.replace(record));
        self.count += usize::from(before.is_none());
    }

    pub(crate) fn remove(&mut self, seq: Seq) -> Option<Shared> {
        self.slot(seq)?.record.as_ref()?;
        self.count -= 1;
        self.change(seq, |slot| slot.record.take())
    }

    /// In the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Shared> {
        let slots = self.pages.iter().flatten().flat_map(|page| &page.slots);
        slots.filter_map(|slot| slot.record.as_ref())
    }

    /// The records of a resource right under a record, the oldest first.
    pub(crate) fn under(&self, parent: Seq, sort: Sort) -> &[Seq] {
        let Some(under) = self.slot(parent).and_then(|slot| slot.under.as_ref()) else {
            return &[];
        };
        match under.binary_search_by_key(&sort, |(sort, _)| *sort) {
            Ok(at) => under[at].1.as_slice(),
            Err(_) => &[],
        }
    }

    /// Puts a record under another one.
    pub(crate) fn put_under(&mut self, parent: Seq, sort: Sort, seq: Seq) {
        self.change(parent, |slot| {
            let under = slot.under.get_or_insert_default();
            let at = under.binary_search_by_key(&sort, |(sort, _)| *sort).unwrap_or_else(|at| {
                under.insert(at, (sort, Siblings::default()));
                at
            });
            under[at].1.insert(seq);
        });
    }

    /// Takes a record from under another one.
    pub(crate) fn take_from_under(&mut self, parent: Seq, sort: Sort, seq: Seq) {
        if self.under(parent, sort).is_empty() {
            return;
        }
        self.change(parent, |slot| {
            let Some(under) = &mut slot.under else { return };
            let Ok(at) = under.binary_search_by_key(&sort, |(sort, _)| *sort) else { return };
            under[at].1.remove(seq);
            if under[at].1.as_slice().is_empty() {
                under.remove(at);
            }
            if under.is_empty() {
                slot.under = None;
            }
        });
    }

    /// Takes all from under a record.
    pub(crate) fn take_under(&mut self, parent: Seq) -> Vec<Seq> {
        if self.slot(parent).is_none_or(|slot| slot.under.is_none()) {
            return Vec::new();
        }
        let under = self.change(parent, |slot| slot.under.take());
        let lists = under.iter().flat_map(|under| under.iter());
        lists.flat_map(|(_, list)| list.as_slice()).copied().collect()
    }

    fn slot(&self, seq: Seq) -> Option<&Slot> {
        let (page, slot) = place(seq);
        Some(&self.pages.get(page)?.as_ref()?.slots[slot])
    }

    /// Changes what stands at the place of a number.
    fn change<T>(&mut self, seq: Seq, change: impl FnOnce(&mut Slot) -> T) -> T {
        let (number, slot) = place(seq);
        if number >= self.pages.len() {
            self.pages.resize_with(number + 1, || None);
        }
        let page = self.pages[number].get_or_insert_with(|| {
            Box::new(Page { slots: [const { Slot { record: None, under: None } }; SIZE], used: 0 })
        });
        let slot = &mut page.slots[slot];
        let was_used = slot.is_used();
        let changed = change(slot);
        page.used = page.used + usize::from(slot.is_used()) - usize::from(was_used);
        if page.used == 0 {
            self.pages[number] = None;
        }
        changed
    }
}

/// The page of a number, and the place on it.
fn place(Seq(number): Seq) -> (usize, usize) {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    (number / SIZE, number % SIZE)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use super::{Records, SIZE, Seq, Sort};
    use crate::state::record::Record;

    /// Whatever comes and goes, it is as with maps, and no page stays for nothing.
    #[test]
    fn records_are_found_by_number_and_by_what_they_lie_under() {
        let (mut records, mut map) = (Records::default(), BTreeMap::new());
        let mut under: BTreeMap<(Seq, Sort), BTreeSet<Seq>> = BTreeMap::new();
        let mut random = 9_u64;
        let mut next = |below: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) % below
        };
        for round in 0..6000_u64 {
            let seq = Seq(next(3 * SIZE as u64 + round / 20));
            let (parent, sort) = (Seq(next(90)), Sort(next(3) as u16));
            match next(5) {
                0 | 1 => {
                    let record = Arc::new(Record::new(&Arc::default(), sort, seq, parent, 0));
                    records.insert(seq, Arc::clone(&record));
                    map.insert(seq, record);
                }
                2 => assert_eq!(records.remove(seq).is_some(), map.remove(&seq).is_some()),
                3 if under.entry((parent, sort)).or_default().insert(seq) => {
                    records.put_under(parent, sort, seq);
                }
                3 => {
                    under.entry((parent, sort)).or_default().remove(&seq);
                    records.take_from_under(parent, sort, seq);
                }
                _ if next(9) == 0 => {
                    let own = under.iter_mut().filter(|((own, _), _)| *own == parent);
                    let all: Vec<Seq> = own.flat_map(|(_, list)| std::mem::take(list)).collect();
                    assert_eq!(records.take_under(parent), all);
                }
                _ => {}
            }
            assert_eq!(records.len(), map.len());
            assert_eq!(records.get(seq).is_some(), map.contains_key(&seq));
            let list = under.get(&(parent, sort));
            assert!(list.into_iter().flatten().eq(records.under(parent, sort)));
        }
        assert!(records.iter().map(|record| record.seq).eq(map.keys().copied()));
        for seq in map.into_keys() {
            records.remove(seq);
        }
        for (parent, _) in under.into_keys() {
            records.take_under(parent);
        }
        assert!(records.pages.iter().all(Option::is_none));
    }
}
