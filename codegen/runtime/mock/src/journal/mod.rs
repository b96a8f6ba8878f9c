//! What was asked and answered, the newest requests of it.

mod entry;
mod exchange;

use std::collections::VecDeque;

pub(crate) use entry::{Entry, Outcome};
pub use exchange::{Exchange, Verdict};

/// The newest entries.
#[derive(Debug)]
pub(crate) struct Journal {
    limit: usize,
    total: u64,
    kept: VecDeque<Entry>,
}

impl Journal {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, total: 0, kept: VecDeque::new() }
    }

    /// Remembers an entry, and gives the one that is forgotten for it: the oldest of too many, or itself.
    pub(crate) fn add(&mut self, mut entry: Entry) -> Option<Entry> {
        self.total += 1;
        entry.number = self.total;
        if self.limit == 0 {
            return Some(entry);
        }
        let oldest = (self.kept.len() == self.limit).then(|| self.kept.pop_front()).flatten();
        self.kept.push_back(entry);
        oldest
    }

    pub(crate) fn clear(&mut self) {
        self.total = 0;
        self.kept.clear();
    }

    /// How many there were.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// Those that are remembered, the oldest first.
    pub(crate) fn all(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.kept.iter()
    }
}
