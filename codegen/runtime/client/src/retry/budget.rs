//! The retries that all calls of a client may use together.

use std::sync::atomic::{AtomicU32, Ordering};

const FULL: u32 = 500;

/// What a retry takes out. A hundred in a row empty the budget.
const RETRY: u32 = 5;

/// What a call that succeeds puts back.
const SUCCESS: u32 = 1;

/// A store that retries take out of and successful calls fill.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(FULL))
    }

    /// Whether another retry is in it; it is taken out.
    pub(super) fn take(&self) -> bool {
        let less = |left: u32| left.checked_sub(RETRY);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    pub(super) fn succeeded(&self) {
        let more = |left: u32| (left < FULL).then_some(left + SUCCESS);
        // Nothing to do if it is full.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn empties_and_fills() {
        let budget = Budget::new();
        budget.succeeded();
        assert_eq!((0..1000).filter(|_| budget.take()).count(), 100);
        assert!(!budget.take());
        (0..5).for_each(|_| budget.succeeded());
        assert!(budget.take());
        assert!(!budget.take());
    }
}
