//! When records end that are kept for a time only.

use std::collections::{BTreeSet, VecDeque};

use super::numbered::Numbered;
use super::record::Seq;

/// When records end. It follows from the records, so nothing of it is kept in files.
#[derive(Debug, Default)]
pub(crate) struct Endings {
    /// Those that depend on nothing else and come in their order, as almost all do: to be looked at again when their
    /// time has come. Some may have ended before, or end at another time by then.
    steady: VecDeque<(i64, Seq)>,
    /// All others.
    due: BTreeSet<(i64, Seq)>,
    of: Numbered<Seq, Ending>,
    /// The records whose end depends on a setting under a record.
    depending: Numbered<Seq, BTreeSet<Seq>>,
    /// Records that should have ended, but are in use.
    late: Vec<Seq>,
}

#[derive(Debug)]
struct Ending {
    due: i64,
    on: Vec<Seq>,
}

impl Endings {
    /// When the next record ends.
    pub(crate) fn next(&self) -> Option<i64> {
        let steady = self.steady.front().map(|(due, _)| *due);
        let other = self.due.first().map(|(due, _)| *due);
        steady.into_iter().chain(other).min()
    }

    /// The next record that should have ended by then, and when; it is forgotten.
    pub(crate) fn take(&mut self, now: i64) -> Option<(i64, Seq)> {
        let next = self.next().filter(|due| *due <= now)?;
        if self.steady.front().is_some_and(|(due, _)| *due == next) {
            return self.steady.pop_front();
        }
        let (due, seq) = *self.due.first()?;
        self.forget(seq);
        Some((due, seq))
    }

    /// Lets go of the first ones that are no more.
    pub(crate) fn drop_gone(&mut self, is_gone: impl Fn(Seq) -> bool) {
        while self.steady.front().is_some_and(|(_, seq)| is_gone(*seq)) {
            self.steady.pop_front();
        }
    }

    /// Forgets a record, which is kept for good, or is no more.
    pub(crate) fn forget(&mut self, seq: Seq) {
        let Some(Ending { due, on }) = self.of.remove(&seq) else { return };
        self.due.remove(&(due, seq));
        for owner in on {
            if let Some(depending) = self.depending.get_mut(&owner) {
                depending.remove(&seq);
                if depending.is_empty() {
                    self.depending.remove(&owner);
                }
            }
        }
    }

    /// Keeps when a record ends, and under which records lie the settings that say so.
    pub(crate) fn set(&mut self, seq: Seq, due: i64, on: Vec<Seq>) {
        self.forget(seq);
        if on.is_empty() && self.steady.back().is_none_or(|(last, _)| *last <= due) {
            // Changed without any change of its end.
            if self.steady.back() != Some(&(due, seq)) {
                self.steady.push_back((due, seq));
            }
            return;
        }
        self.due.insert((due, seq));
        for owner in &on {
            self.depending.entry(*owner).or_default().insert(seq);
        }
        self.of.insert(seq, Ending { due, on });
    }

    /// The records whose end depends on settings under a record.
    pub(crate) fn depending(&self, owner: Seq) -> Vec<Seq> {
        self.depending.get(&owner).into_iter().flatten().copied().collect()
    }

    /// Remembers a record that is in use when it should end.
    pub(crate) fn postpone(&mut self, seq: Seq) {
        self.late.push(seq);
    }

    /// The records that were in use when they should have ended.
    pub(crate) fn take_late(&mut self) -> Vec<Seq> {
        std::mem::take(&mut self.late)
    }
}
