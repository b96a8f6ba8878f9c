//! The time as the service has it.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::DATE;
use jiff::{SignedDuration, Timestamp};

use crate::date;

/// A smaller difference is not worth a correction.
const LARGE: SignedDuration = SignedDuration::from_secs(60);

/// The time as the service has it: the local clock, corrected once the service was seen to differ.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_ms: AtomicI64,
}

impl Clock {
    /// The time that signatures state.
    pub(crate) fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_millis(self.ahead_ms.load(Ordering::Relaxed));
        let now = Timestamp::now();
        now.checked_add(ahead).unwrap_or(now)
    }

    /// Corrects the clock by a refusal of what was signed at a certain time; whether it was that far off that
    /// this may have been the reason.
    pub(crate) fn correct(&self, refusal: &HeaderMap, signed_at: Timestamp) -> bool {
        let Some(there) = date::of_header(refusal, &DATE) else { return false };
        let off = there.duration_since(signed_at);
        if off.abs() <= LARGE {
            return false;
        }
        let ahead = there.duration_since(Timestamp::now());
        let Ok(ahead_ms) = i64::try_from(ahead.as_millis()) else { return false };
        self.ahead_ms.store(ahead_ms, Ordering::Relaxed);
        tracing::info!(
            seconds = ahead.as_secs(),
            "the clock of this machine differs from that of the service: signing by the service's clock"
        );
        true
    }
}

/// The latest time at which an answer may have been sent: its date has no fractions of a second.
pub(super) fn sent(headers: &HeaderMap) -> Option<Timestamp> {
    date::of_header(headers, &DATE)?.checked_add(SignedDuration::from_secs(1)).ok()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::DATE};
    use jiff::{SignedDuration, Timestamp};

    use super::Clock;

    fn answered(at: Timestamp) -> HeaderMap {
        let text = at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        HeaderMap::from_iter([(DATE, HeaderValue::try_from(text).unwrap())])
    }

    #[test]
    fn follows_a_service_that_is_far_off() {
        let clock = Clock::default();
        let now = Timestamp::now();
        assert!(!clock.correct(&HeaderMap::new(), now));
        assert!(!clock.correct(&answered(now + SignedDuration::from_secs(40)), now));
        assert!(clock.now().duration_since(now) < SignedDuration::from_secs(5));
        let there = now - SignedDuration::from_hours(3);
        assert!(clock.correct(&answered(there), now));
        assert!(clock.now().duration_since(there).abs() < SignedDuration::from_secs(5));
        // Signed by the corrected clock: the date is not the reason any more.
        assert!(!clock.correct(&answered(there), clock.now()));
    }
}
