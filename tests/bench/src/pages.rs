//! Reading pages of a hundred instances, ours beside the ways in which serde can be told to.

use crate::bodies::{Order, page};
use crate::decode;
use crate::measure::{Rounds, pair};

/// What is read.
pub(crate) struct Bodies {
    described: Vec<u8>,
    alphabetical: Vec<u8>,
}

impl Bodies {
    pub(crate) fn new() -> Self {
        let bytes = |order| page(order).into_bytes();
        Self { described: bytes(Order::Described), alphabetical: bytes(Order::Alphabetical) }
    }

    pub(crate) fn derived(&self, rounds: usize, count: u32) -> Rounds {
        let body = &self.described;
        pair(rounds, count, || decode::ours(body), || decode::plain(body))
    }

    pub(crate) fn with_defaults(&self, rounds: usize, count: u32) -> Rounds {
        let body = &self.described;
        pair(rounds, count, || decode::ours(body), || decode::with_defaults(body))
    }

    pub(crate) fn in_another_order(&self, rounds: usize, count: u32) -> Rounds {
        let body = &self.alphabetical;
        pair(rounds, count, || decode::ours(body), || decode::plain(body))
    }
}
