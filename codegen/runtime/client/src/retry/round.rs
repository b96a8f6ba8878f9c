//! The attempts of one call.

use std::time::Duration;

use jiff::Timestamp;
use taurusdb_descriptor_types::Effect;

use super::retry_after::retry_after;
use super::verdict::{Verdict, verdict};
use super::{Budget, Retries};
use crate::Error;
use crate::error::{Attempt, Attempts};
use crate::instant::Instant;

/// The first and the longest pause while a resource is busy: work on one takes minutes.
const BUSY: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(30)];

/// The attempts of one call.
pub(crate) struct Round<'a> {
    retries: &'a Retries,
    budget: &'a Budget,
    effect: Effect,
    /// How often it has failed, and how long it has waited: for any reason, and for what was busy.
    failures: u32,
    waited: Duration,
    busy: (u32, Duration),
    attempts: Attempts,
    /// No attempt begins later.
    until: Option<Instant>,
}

impl<'a> Round<'a> {
    pub(crate) fn new(retries: &'a Retries, budget: &'a Budget, effect: Effect) -> Self {
        let attempts = Attempts::default();
        let (failures, waited, busy) = (0, Duration::ZERO, (0, Duration::ZERO));
        Self { retries, budget, effect, failures, waited, busy, attempts, until: None }
    }

    /// The same, without an attempt that would begin after this.
    pub(crate) fn until(self, until: Option<Instant>) -> Self {
        Self { until, ..self }
    }

    /// Notes that the call succeeded.
    pub(crate) fn succeeded(&self) {
        self.budget.succeeded();
    }

    /// How long to wait before the next attempt.
    ///
    /// # Errors
    /// The error of the call, if there is no next one; it knows of the attempts before.
    pub(crate) fn failed(&mut self, mut error: Error) -> Result<Duration, Error> {
        let pause = match verdict(&error, self.effect) {
            Verdict::Never => None,
            Verdict::WhenFree => self.pause_while_busy(&error),
            Verdict::Again => self.pause(&error),
        };
        let is_late = |pause: &Duration| {
            let next = Instant::now().checked_add(*pause);
            self.until.is_some_and(|until| next.is_none_or(|next| next > until))
        };
        let pause = pause.filter(|pause| !is_late(pause));
        match pause {
            Some(pause) => {
                let failure = error.failure();
                tracing::info!(failure, pause_ms = pause.as_millis(), "trying again");
                self.attempts.push(Attempt { failure, pause });
                Ok(pause)
            }
            None => {
                let failure = error.failure();
                let last = self.attempts.earlier().last();
                self.attempts.are_alike = last.is_some_and(|last| last.failure() == failure);
                error.set_attempts(std::mem::take(&mut self.attempts));
                Err(error)
            }
        }
    }

    fn pause(&mut self, error: &Error) -> Option<Duration> {
        self.failures += 1;
        if self.failures >= self.retries.attempts {
            return None;
        }
        let own = random(self.failures, [self.retries.shortest, self.retries.longest]);
        let asked = error.service().and_then(|error| retry_after(error.headers()));
        let pause = asked.unwrap_or_default().saturating_add(own);
        let waited = self.waited.saturating_add(pause);
        if waited > self.retries.within {
            let pause = pause.as_secs_f64();
            let asks = match asked {
                Some(_) => "the service asks for",
                None => "the next attempt needs",
            };
            self.attempts.stop(&format!(
                "{asks} a pause of {pause:.0} s, and the call may wait for {} s in all",
                self.retries.within.as_secs_f64()
            ));
            return None;
        }
        if !self.budget.take() {
            self.attempts.stop(
                "too many calls of this client have failed, and its budget of retries is used up",
            );
            return None;
        }
        self.waited = waited;
        Some(pause)
    }

    fn pause_while_busy(&mut self, error: &Error) -> Option<Duration> {
        if self.retries.busy.is_zero() {
            return None;
        }
        let (count, waited) = &mut self.busy;
        *count += 1;
        let left = self.retries.busy.saturating_sub(*waited);
        if left.is_zero() {
            self.attempts.stop(&format!("it was still busy after {:.0} s", waited.as_secs_f64()));
            return None;
        }
        let asked = error.service().and_then(|error| retry_after(error.headers()));
        // At least half of the time, so that a long task is not asked about too often.
        let own = BUSY[0] / 2 + random(*count, BUSY) / 2;
        // A service that asks to come again at once would be asked without a pause, for as long as it is busy.
        let pause = asked.unwrap_or_default().max(own).min(left);
        *waited += pause;
        Some(pause)
    }
}

/// A random part of a time that doubles with each failure.
fn random(failures: u32, [first, longest]: [Duration; 2]) -> Duration {
    let doubled = 2_u32.checked_pow(failures - 1).and_then(|times| first.checked_mul(times));
    // In a browser, the generator begins with the same numbers everywhere; the clock does not.
    let seed = Timestamp::now().subsec_nanosecond().unsigned_abs();
    let mut random = fastrand::Rng::with_seed(fastrand::u64(..) ^ u64::from(seed));
    doubled.unwrap_or(longest).min(longest).mul_f64(random.f64())
}
