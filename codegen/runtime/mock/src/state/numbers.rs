//! Sets of the numbers of attributes.

use super::names::MOST;

/// A set of numbers below [`MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers([u64; MOST / 64]);

/// Where a number stands: in which of the parts, and at which bit of it.
fn place(number: u8) -> (usize, u64) {
    (usize::from(number / 64), 1 << (number % 64))
}

impl Numbers {
    pub(crate) fn has(self, number: u8) -> bool {
        let (part, bit) = place(number);
        self.0[part] & bit != 0
    }

    pub(crate) fn insert(&mut self, number: u8) {
        let (part, bit) = place(number);
        self.0[part] |= bit;
    }

    /// How many lower numbers are in it.
    pub(crate) fn before(self, number: u8) -> usize {
        let (part, bit) = place(number);
        let lower = self.0[..part].iter().map(|part| part.count_ones()).sum::<u32>();
        (lower + (self.0[part] & (bit - 1)).count_ones()) as usize
    }

    /// Whether all of its numbers are lower.
    pub(crate) fn ends_before(self, number: u8) -> bool {
        let (part, bit) = place(number);
        self.0[part] < bit && self.0[part + 1..].iter().all(|part| *part == 0)
    }

    /// The numbers of both.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|part| self.0[part] | other.0[part]))
    }

    /// The numbers in their order.
    pub(crate) fn iter(self) -> impl Iterator<Item = u8> {
        (0..MOST as u8).filter(move |number| self.has(*number))
    }
}

impl FromIterator<u8> for Numbers {
    fn from_iter<I: IntoIterator<Item = u8>>(numbers: I) -> Self {
        let mut set = Self::default();
        numbers.into_iter().for_each(|number| set.insert(number));
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MOST, Numbers};

    #[test]
    fn it_is_a_set() {
        let mut random = 3_u64;
        for round in 0..300 {
            let mut set = BTreeSet::new();
            for _ in 0..round % 20 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                set.insert((random >> 33) as u8 % MOST as u8);
            }
            let numbers: Numbers = set.iter().copied().collect();
            assert!(numbers.iter().eq(set.iter().copied()));
            for number in 0..MOST as u8 {
                assert_eq!(numbers.has(number), set.contains(&number));
                assert_eq!(numbers.before(number), set.range(..number).count());
                assert_eq!(numbers.ends_before(number), set.range(number..).next().is_none());
            }
            let other: Numbers = [0, 127].into_iter().collect();
            set.extend([0, 127]);
            assert!(numbers.or(other).iter().eq(set));
        }
    }
}
