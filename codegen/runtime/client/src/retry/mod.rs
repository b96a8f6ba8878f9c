//! When a call is sent again, and after which pause.

mod budget;
mod retry_after;
mod round;
mod verdict;

use std::time::Duration;

pub(crate) use budget::Budget;
pub(crate) use round::Round;

/// No pause is longer; times close to the largest that there is could not be doubled.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// When a call is sent again by itself, and how long the client waits before that.
///
/// What failed decides, and what the operation does:
///
/// | failure | sent again |
/// |---|---|
/// | no connection was made, or the server did not look at the request | always |
/// | throttled: 429 or the gateway's code for it | always, not before the time that `Retry-After` names |
/// | no answer in time, the connection broke, no HTTP, 408, 425, 5xx but 501, 505 and 511 | if repeating the operation does no harm |
/// | a code of the service that says "try again" | if repeating the operation does no harm |
/// | the resource is busy with another operation | only after [`wait_while_busy`](Self::wait_while_busy) |
/// | anything else | never |
///
/// The pause is a random part of a time that doubles with each attempt, so that many clients do not come
/// back at once. All calls of a client and its clones share a budget of retries: a service that fails for
/// long is not asked three times as often as before.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use std::time::Duration;
/// use taurusdb::Retries;
///
/// let patient = Retries::default().attempts(6).wait_while_busy(Duration::from_secs(1800));
/// let never = Retries::none();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retries {
    attempts: u32,
    shortest: Duration,
    longest: Duration,
    within: Duration,
    busy: Duration,
}

impl Default for Retries {
    /// Three attempts, pauses that grow from half a second to twenty, a minute of waiting in all; a busy
    /// resource is not waited for.
    fn default() -> Self {
        Self {
            attempts: 3,
            shortest: Duration::from_millis(500),
            longest: Duration::from_secs(20),
            within: Duration::from_secs(60),
            busy: Duration::ZERO,
        }
    }
}

impl Retries {
    /// Every call is sent once.
    pub fn none() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// How often a call is sent at most, the first time included; 0 counts as 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The time that the first pause is a random part of, and the one that no pause is longer than
    /// unless the service asks for more.
    #[must_use]
    pub fn pause(mut self, first: Duration, longest: Duration) -> Self {
        self.shortest = first.min(DAY);
        self.longest = longest.clamp(self.shortest, DAY);
        self
    }

    /// How long a call waits in all, the time of the attempts not counted. A pause that the service asks
    /// for and that would be longer ends the call.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.within = time;
        self
    }

    /// Waits for a resource that is busy with another operation, for this long in all. The number of
    /// attempts does not limit it.
    #[must_use]
    pub fn wait_while_busy(mut self, time: Duration) -> Self {
        self.busy = time;
        self
    }
}
