//! How often a wait looks, and for how long.

use std::time::Duration;

use crate::instant::Instant;

/// No pause is shorter, or a wait would keep everything else from running, and its service from answering others.
const SHORTEST: Duration = Duration::from_millis(1);

/// How often a wait looks, and for how long.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    /// The pause after the first look, and the longest; each is half as long again as the one before.
    pub(super) first: Duration,
    pub(super) longest: Duration,
    pub(super) within: Duration,
    /// How long the record may be unknown at first.
    pub(super) late: Duration,
}

impl Default for Pace {
    /// The longest work of the services of this kind takes 35 minutes; tools allow an hour.
    fn default() -> Self {
        Self {
            first: Duration::from_secs(2),
            longest: Duration::from_secs(30),
            within: Duration::from_secs(3600),
            late: Duration::from_secs(60),
        }
    }
}

/// The time that a wait has taken.
pub(super) struct Clock {
    start: Instant,
    pauses: Duration,
    next: Duration,
}

impl Clock {
    pub(super) fn new(pace: &Pace) -> Self {
        Self { start: Instant::now(), pauses: Duration::ZERO, next: pace.first }
    }

    /// The time so far. With a timer on which no time passes, the pauses count.
    pub(super) fn elapsed(&self) -> Duration {
        self.start.elapsed().max(self.pauses)
    }

    /// The next pause; `None` if the time is over.
    pub(super) fn pause(&mut self, pace: &Pace) -> Option<Duration> {
        let left = pace.within.saturating_sub(self.elapsed());
        if left.is_zero() {
            return None;
        }
        let pause = self.next.max(SHORTEST).min(left);
        self.pauses = self.pauses.saturating_add(pause);
        self.next = self.next.saturating_add(self.next / 2).min(pace.longest);
        Some(pause)
    }
}
