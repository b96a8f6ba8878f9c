//! Whether a key comes twice.

use std::collections::HashSet;

use super::Mark;

/// Up to so many keys, comparing each with each is quickest.
const FEW: usize = 6;

/// With more, a set is, whose sums nobody can foresee.
const MANY: usize = 64;

/// Whether one of the keys of an object comes twice.
pub(super) fn repeat(keys: &[Mark], text: &[u8]) -> bool {
    let of = |key: &Mark| &text[key.start()..key.start() + key.length()];
    // The tail is the length: all of them are texts.
    let is_among = |key: &Mark, others: &[Mark]| {
        others.iter().any(|other| key.tail == other.tail && of(key) == of(other))
    };
    let mut keys_before = keys.iter().enumerate().map(|(index, key)| (key, &keys[..index]));
    if keys.len() <= FEW {
        return keys_before.any(|(key, before)| is_among(key, before));
    }
    if keys.len() <= MANY {
        let mut seen = Seen::default();
        return keys_before.any(|(key, before)| !seen.add(sum(of(key))) && is_among(key, before));
    }
    let mut known = HashSet::with_capacity(keys.len());
    !keys.iter().all(|key| known.insert(of(key)))
}

/// The sums of keys that were seen.
#[derive(Default)]
struct Seen([u64; 8]);

impl Seen {
    /// Adds a sum; false if it was there.
    fn add(&mut self, sum: u64) -> bool {
        let (word, bit) = (&mut self.0[sum as usize >> 6 & 7], 1 << (sum & 63));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }
}

/// A number that most keys have for themselves, and that equal ones share.
fn sum(key: &[u8]) -> u64 {
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let ends = match (key.first_chunk(), key.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(23)
        }
        _ => match (key.first_chunk(), key.last_chunk()) {
            (Some(first), Some(last)) => four(first) | four(last) << 32,
            _ => key.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        },
    };
    (ends ^ key.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Mark};
    use super::repeat;

    /// Lays keys one behind the other.
    fn repeats(keys: &[String]) -> bool {
        let mut text = String::new();
        let mark = |key: &String| {
            let mark = Mark::new(Kind::Text, text.len(), key.len());
            text.push_str(key);
            mark
        };
        let marks: Vec<_> = keys.iter().map(mark).collect();
        repeat(&marks, text.as_bytes())
    }

    #[test]
    fn finds_what_comes_twice_among_any_number_of_keys() {
        let mut random = fastrand::Rng::with_seed(11);
        for count in (1..80).chain([200, 1000]) {
            for length in [1, 3, 4, 7, 8, 9, 20] {
                let keys = (0..count).map(|number| format!("{number:0length$}"));
                let mut keys: Vec<_> = keys.collect();
                assert!(!repeats(&keys), "{count} of {length}");
                if count > 1 {
                    let (from, to) = (random.usize(..count), random.usize(..count));
                    let copy = keys[from].clone();
                    keys[to] = copy;
                    assert_eq!(repeats(&keys), from != to, "{count} of {length}");
                }
            }
        }
    }

    #[test]
    fn keys_of_one_sum_are_told_apart() {
        // Alike at both ends.
        let alike: Vec<_> = (0..40).map(|number| format!("beginning{number}at the end")).collect();
        assert!(!repeats(&alike));
        assert!(!repeats(&["".to_owned()]));
        assert!(repeats(&["".to_owned(), "a".to_owned(), "".to_owned()]));
    }
}
