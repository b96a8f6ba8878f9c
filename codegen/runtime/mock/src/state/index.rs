//! Records by their ids.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::numbered::Numbered;
use super::record::Seq;
use super::sort::Sort;

/// Where an id is looked up: what it is an id of, and under which record.
pub(crate) type Place = (Sort, Seq);

/// Records by their ids.
///
/// Ids are long, and the records have them already, so only a hash of each is kept. Whoever looks one up has to
/// compare the id of the record that is found.
#[derive(Debug, Default)]
pub(crate) struct Index<S = RandomState> {
    /// Clients choose names: without a random part, they could choose such as collide.
    hasher: S,
    found: Numbered<u64, Seq>,
    /// Those whose hash another one has: hardly ever any.
    others: HashMap<(Place, Box<str>), Seq>,
}

impl<S: BuildHasher> Index<S> {
    /// The record with an id. `has` tells whether it is that of a record.
    pub(crate) fn get(&self, place: Place, id: &str, has: impl Fn(Seq) -> bool) -> Option<Seq> {
        let found = self.found.get(&self.hash(place, id)).copied();
        found.filter(|seq| has(*seq)).or_else(|| self.other(place, id))
    }

    /// From now on, the id is that of this record, whatever record it was of.
    pub(crate) fn insert(&mut self, place: Place, id: &str, seq: Seq, has: impl Fn(Seq) -> bool) {
        let hash = self.hash(place, id);
        if self.others.is_empty() {
            match self.found.entry(hash) {
                Entry::Vacant(free) => drop(free.insert(seq)),
                Entry::Occupied(mut own) if has(*own.get()) => drop(own.insert(seq)),
                Entry::Occupied(_) => drop(self.others.insert((place, id.into()), seq)),
            }
            return;
        }
        let is_free = self.found.get(&hash).is_none_or(|found| has(*found));
        if is_free && self.other(place, id).is_none() {
            self.found.insert(hash, seq);
        } else {
            self.others.insert((place, id.into()), seq);
        }
    }

    /// Forgets the id of a record, unless it has become that of another one.
    pub(crate) fn remove(&mut self, place: Place, id: &str, seq: Seq) {
        if self.other(place, id) == Some(seq) {
            self.others.remove(&(place, id.into()));
            return;
        }
        let hash = self.hash(place, id);
        if self.found.get(&hash) == Some(&seq) {
            self.found.remove(&hash);
        }
    }

    fn other(&self, place: Place, id: &str) -> Option<Seq> {
        match self.others.is_empty() {
            true => None,
            false => self.others.get(&(place, id.into())).copied(),
        }
    }

    fn hash(&self, place: Place, id: &str) -> u64 {
        self.hasher.hash_one((place, id))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::hash::{BuildHasherDefault, Hasher};

    use super::{BuildHasher, Index, Place, RandomState, Seq, Sort};

    /// Has two hashes.
    #[derive(Default)]
    struct Poor(u64);

    impl Hasher for Poor {
        fn write(&mut self, bytes: &[u8]) {
            self.0 = bytes.iter().fold(self.0, |hash, byte| hash ^ u64::from(*byte & 1));
        }

        fn finish(&self) -> u64 {
            self.0
        }
    }

    /// Does the same with an index and with a map of whole ids.
    fn agrees<S: BuildHasher + Default>() {
        let mut index = Index::<S>::default();
        let mut map: HashMap<(Place, String), Seq> = HashMap::new();
        let mut ids: HashMap<Seq, (Place, String)> = HashMap::new();
        let mut random = 11_u64;
        let mut next = |below: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) % below
        };
        for number in 0..3000 {
            let place = (Sort(1), Seq(next(2)));
            let id = format!("id-{}", next(8));
            let key = (place, id.clone());
            let has = |seq: Seq| ids.get(&seq) == Some(&key);
            assert_eq!(index.get(place, &id, has), map.get(&key).copied());
            if next(2) == 0 {
                index.insert(place, &id, Seq(number), has);
                map.insert(key.clone(), Seq(number));
                ids.insert(Seq(number), key);
            } else if let Some(seq) = ids.keys().copied().min() {
                let own = ids.remove(&seq).expect("it is there");
                index.remove(own.0, &own.1, seq);
                if map.get(&own) == Some(&seq) {
                    map.remove(&own);
                }
            }
        }
    }

    #[test]
    fn ids_are_found_and_forgotten_also_when_their_hashes_collide() {
        agrees::<RandomState>();
        agrees::<BuildHasherDefault<Poor>>();
    }
}
