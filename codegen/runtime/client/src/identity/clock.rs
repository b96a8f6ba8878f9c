//! The time as the service has it.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::DATE;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::{Time, date, json};

/// A smaller difference is not worth a correction.
const LARGE: SignedDuration = SignedDuration::from_secs(60);

/// The time as the service has it: the local clock, corrected once the service was seen to differ.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_ms: AtomicI64,
    /// The difference that signatures were last seen to be accepted with, once there was a correction.
    accepted_ms: AtomicI64,
}

impl Clock {
    /// The time that signatures state.
    pub(crate) fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        match self.ahead_ms.load(Ordering::Relaxed) {
            0 => now,
            ahead => now.checked_add(SignedDuration::from_millis(ahead)).unwrap_or(now),
        }
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

    /// Notes that a signature by the corrected clock was accepted.
    pub(crate) fn confirm(&self) {
        self.accepted_ms.store(self.ahead_ms.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Takes a correction back that did not help: the date of the refusal may be wrong, as that of a proxy, and all
    /// later calls would be signed by it.
    pub(crate) fn take_back(&self) {
        self.ahead_ms.store(self.accepted_ms.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

/// The latest time at which an answer may have been sent: its date has no fractions of a second.
pub(super) fn sent(headers: &HeaderMap) -> Option<Timestamp> {
    date::of_header(headers, &DATE)?.checked_add(SignedDuration::from_secs(1)).ok()
}

/// A point in time of an answer, in any form that services write.
pub(super) fn time(value: &Value) -> Option<Timestamp> {
    Time::from(json::text(value)?).timestamp()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::DATE};
    use jiff::{SignedDuration, Timestamp};
    use serde_json::json;

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

    #[test]
    fn reads_the_end_of_a_token_in_any_form() {
        for end in [
            json!("2026-11-06T08:49:37Z"),
            json!("2026-11-06T08:49:37.000000Z"),
            json!("2026-11-06T16:49:37+0800"),
            json!("2026-11-06 08:49:37"),
            json!("Fri, 06 Nov 2026 08:49:37 GMT"),
            json!(1793954977),
            json!(1793954977000_i64),
            json!("1793954977"),
        ] {
            let time = super::time(&end).unwrap_or_else(|| panic!("{end} is a time"));
            assert_eq!(time.to_string(), "2026-11-06T08:49:37Z", "{end}");
        }
        for odd in [json!("never"), json!(null), json!({}), json!(""), json!(true)] {
            assert_eq!(super::time(&odd), None, "{odd}");
        }
    }

    #[test]
    fn goes_back_to_what_was_accepted() {
        let clock = Clock::default();
        let off = |ahead: SignedDuration| {
            let now = Timestamp::now();
            let there = clock.now().duration_since(now);
            (there - ahead).abs() < SignedDuration::from_secs(5)
        };
        let [right, wrong] = [SignedDuration::from_hours(3), SignedDuration::from_hours(-9)];
        let correct = |by| {
            let now = clock.now();
            assert!(clock.correct(&answered(Timestamp::now() + by), now));
        };
        correct(wrong);
        clock.take_back();
        assert!(off(SignedDuration::ZERO));
        correct(right);
        clock.confirm();
        correct(wrong);
        // Several calls may have been corrected alike.
        correct(SignedDuration::from_hours(1));
        clock.take_back();
        clock.take_back();
        assert!(off(right));
    }
}
