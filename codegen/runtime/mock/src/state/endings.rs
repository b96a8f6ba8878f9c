//! When records end that are kept for a time only.

use std::collections::BTreeSet;

use super::numbered::Numbered;
use super::record::Seq;

/// When records end. It follows from the records, so nothing of it is kept in files.
#[derive(Debug, Default)]
pub(crate) struct Endings {
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
        self.due.first().map(|(due, _)| *due)
    }

    /// The next record that should have ended by then, and when; it is forgotten.
    pub(crate) fn take(&mut self, now: i64) -> Option<(i64, Seq)> {
        let (due, seq) = *self.due.first().filter(|(due, _)| *due <= now)?;
        self.forget(seq);
        Some((due, seq))
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
