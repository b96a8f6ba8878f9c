//! When a rule that meets a request takes effect.

use super::dice::dice;
use crate::tree::{Misread, Table};
use fastrand::Rng;

/// How often, and from when on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Often {
    probability: f64,
    after: u64,
    every: u64,
    count: Option<u64>,
}

/// What a rule has met, and how often it took effect.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Counter {
    pub(crate) met: u64,
    pub(crate) fired: u64,
}

impl Often {
    pub(super) fn read(table: &Table<'_>) -> Result<Self, Misread> {
        let often = Self {
            probability: table.get("probability").map_or(Ok(1.0), |at| at.share())?,
            after: table.get("after").map_or(Ok(0), |at| at.count())?,
            every: match table.get("every") {
                None => 1,
                Some(at) => match at.count()? {
                    0 => return Err(at.expected("a whole number from 1 on")),
                    every => every,
                },
            },
            count: table.get("count").map(|at| at.count()).transpose()?,
        };
        Ok(often)
    }

    /// Counts a meeting, and gives the dice if the rule takes effect.
    pub(super) fn meet(&self, counter: &mut Counter, seed: u64, rule: &str) -> Option<Rng> {
        counter.met += 1;
        let later = counter.met.checked_sub(self.after + 1)?;
        if later % self.every != 0 || self.count.is_some_and(|count| counter.fired >= count) {
            return None;
        }
        let mut dice = dice(seed, rule, counter.met);
        if dice.f64() >= self.probability {
            return None;
        }
        counter.fired += 1;
        Some(dice)
    }
}
