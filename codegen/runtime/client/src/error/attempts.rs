//! The attempts of a call that failed, for the error of the last one.

use std::fmt;
use std::time::Duration;

/// An attempt that failed and was followed by another one.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub(crate) failure: String,
    pub(crate) pause: Duration,
}

impl Attempt {
    /// What went wrong, without the advice: `503 Service Unavailable`.
    pub fn failure(&self) -> &str {
        &self.failure
    }

    /// How long the client waited before the next attempt.
    pub fn pause(&self) -> Duration {
        self.pause
    }
}

/// The attempts before the last one, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attempts {
    earlier: Vec<Attempt>,
    /// Why there was no further attempt, where the reader would expect one.
    pub(crate) stopped: Option<String>,
}

impl Attempts {
    pub(crate) fn earlier(&self) -> &[Attempt] {
        &self.earlier
    }

    pub(crate) fn push(&mut self, attempt: Attempt) {
        self.earlier.push(attempt);
    }
}

/// Ends the message of an error: how often the call was tried, and what came of it before.
impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(last) = self.earlier.last() {
            let waited: Duration = self.earlier.iter().map(Attempt::pause).sum();
            write!(
                f,
                ". Tried {} times, with {:.1} s of pauses; the time before: {}",
                self.earlier.len() + 1,
                waited.as_secs_f64(),
                last.failure
            )?;
        }
        match &self.stopped {
            Some(reason) => write!(f, ". Not tried again: {reason}"),
            None => Ok(()),
        }
    }
}
