//! What all records of a resource have in common, and do not keep each for themselves: the names of their
//! attributes, and the values that attributes have where no call gives them others.

use std::sync::Arc;

use super::datum::Datum;
use super::names::Names;

/// The names of attributes, and values of some of them.
#[derive(Debug, Default)]
pub(crate) struct Common {
    pub(crate) names: Arc<Names>,
    /// Which attributes have values, by their numbers.
    there: u128,
    /// These values, in the order of the numbers.
    values: Box<[Datum]>,
}

impl Common {
    /// Nothing but names.
    pub(crate) fn bare(names: Names) -> Self {
        Self { names: Arc::new(names), ..Self::default() }
    }

    /// The same names with values, by their numbers, each once.
    pub(crate) fn with(&self, values: &[(u8, Datum)]) -> Self {
        let mut values = values.to_vec();
        values.sort_by_key(|(number, _)| *number);
        Self {
            names: Arc::clone(&self.names),
            there: values.iter().fold(0, |there, (number, _)| there | 1 << number),
            values: values.into_iter().map(|(_, value)| value).collect(),
        }
    }

    /// Which attributes have values, by their numbers.
    pub(crate) fn there(&self) -> u128 {
        self.there
    }

    /// The value of an attribute.
    pub(crate) fn value(&self, number: u8) -> Option<&Datum> {
        let is_there = self.there >> number & 1 == 1;
        is_there.then(|| &self.values[before(self.there, number)])
    }
}

/// How many numbers below this one are in a set of them.
pub(crate) fn before(set: u128, number: u8) -> usize {
    // Processors without an instruction for it count 64 bits with half the effort.
    let (low, high) = (set as u64, (set >> 64) as u64);
    let below = |half: u64, number: u8| half & ((1 << number) - 1);
    let count = match number {
        0..64 => below(low, number).count_ones(),
        _ => low.count_ones() + below(high, number - 64).count_ones(),
    };
    count as usize
}

/// The numbers in a set of them, in their order.
pub(crate) fn ones(set: u128) -> impl Iterator<Item = u8> {
    let mut left = set;
    std::iter::from_fn(move || {
        let number = left.trailing_zeros();
        left &= left.checked_sub(1)?;
        Some(number as u8)
    })
}
