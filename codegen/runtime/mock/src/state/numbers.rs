//! Sets of the numbers of attributes.

use super::names::MOST;

/// A set of numbers below [`MOST`]: in two halves, since processors count the bits of 64 with half the effort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    low: u64,
    high: u64,
}

/// How many numbers each half has.
const HALF: u8 = 64;
const _: () = assert!(MOST == 2 * HALF as usize);

/// The bit of a number in its half.
fn bit(number: u8) -> u64 {
    1 << (number % HALF)
}

impl Numbers {
    pub(crate) fn has(self, number: u8) -> bool {
        let half = if number < HALF { self.low } else { self.high };
        half & bit(number) != 0
    }

    pub(crate) fn insert(&mut self, number: u8) {
        let half = if number < HALF { &mut self.low } else { &mut self.high };
        *half |= bit(number);
    }

    /// How many lower numbers are in it.
    pub(crate) fn before(self, number: u8) -> usize {
        let below = bit(number) - 1;
        let count = match number {
            0..HALF => (self.low & below).count_ones(),
            _ => self.low.count_ones() + (self.high & below).count_ones(),
        };
        count as usize
    }

    /// How many lower numbers are in it, if it has this one.
    pub(crate) fn position(self, number: u8) -> Option<usize> {
        if self.has(number) { Some(self.before(number)) } else { None }
    }

    /// Whether all of its numbers are lower.
    pub(crate) fn ends_before(self, number: u8) -> bool {
        match number {
            0..HALF => self.high == 0 && self.low < bit(number),
            _ => self.high < bit(number),
        }
    }

    /// The numbers of both.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { low: self.low | other.low, high: self.high | other.high }
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
                let before = set.range(..number).count();
                assert_eq!(numbers.before(number), before);
                assert_eq!(numbers.position(number), set.contains(&number).then_some(before));
                assert_eq!(numbers.ends_before(number), set.range(number..).next().is_none());
            }
            let other: Numbers = [0, 127].into_iter().collect();
            set.extend([0, 127]);
            assert!(numbers.or(other).iter().eq(set));
        }
    }
}
