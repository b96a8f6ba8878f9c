//! The records of one resource right under one record.

use super::record::{Seq, Seqs};

/// Records that lie side by side, the oldest first.
///
/// The oldest is mostly the first to go, where there are many; so it leaves a gap in front, instead of letting all
/// others move. One or two, which is what most records have of a kind, take no room beside the list.
#[derive(Debug, Default)]
pub(crate) struct Siblings {
    all: Seqs,
    /// How many at the front are gone.
    gone: usize,
}

impl Siblings {
    pub(crate) fn as_slice(&self) -> &[Seq] {
        &self.all[self.gone..]
    }

    pub(crate) fn insert(&mut self, seq: Seq) {
        // Numbers grow, but one that was reserved may come after a later one.
        let at = self.as_slice().partition_point(|other| *other < seq);
        self.all.insert(self.gone + at, seq);
    }

    pub(crate) fn remove(&mut self, seq: Seq) {
        match self.as_slice().binary_search(&seq) {
            Ok(0) => {
                self.gone += 1;
                if 2 * self.gone > self.all.len() {
                    self.all.drain(..self.gone);
                    self.gone = 0;
                }
            }
            Ok(at) => drop(self.all.remove(self.gone + at)),
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Seq, Siblings};

    #[test]
    fn they_are_in_order_whoever_comes_and_goes() {
        let (mut siblings, mut set) = (Siblings::default(), BTreeSet::new());
        let mut random = 5_u64;
        for round in 0..4000 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (kind, seq) = (random >> 62, Seq(round / 2 + (random >> 33) % 7));
            let first = set.first().copied().unwrap_or(seq);
            match kind {
                // More come than go in the first half, and more go than come in the second.
                0 => drop((siblings.remove(first), set.remove(&first))),
                1 if round > 2000 => drop((siblings.remove(first), set.remove(&first))),
                2 if round > 2000 => drop((siblings.remove(seq), set.remove(&seq))),
                _ if set.insert(seq) => siblings.insert(seq),
                _ => {}
            }
            assert!(siblings.as_slice().iter().eq(&set));
            assert!(siblings.all.len() <= 2 * set.len() + 1);
        }
    }
}
