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
    /// Whether the last attempt failed as the one before it.
    pub(crate) are_alike: bool,
    /// Sentences that end the message: why there was no further attempt, where the reader would expect one, and
    /// what the call was part of.
    more: Vec<String>,
}

impl Attempts {
    pub(crate) fn earlier(&self) -> &[Attempt] {
        &self.earlier
    }

    /// Says why there is no further attempt.
    pub(crate) fn stop(&mut self, reason: &str) {
        self.more.push(format!("Not tried again: {reason}"));
    }

    /// Adds what the call was part of, and how to go on with that.
    pub(super) fn note(&mut self, sentence: String) {
        self.more.push(sentence);
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
            let times = self.earlier.len() + 1;
            write!(f, ". Tried {times} times, with {:.1} s of pauses", waited.as_secs_f64())?;
            match self.are_alike {
                true => f.write_str("; the time before ended likewise")?,
                false => write!(f, "; the time before: {}", last.failure)?,
            }
        }
        self.more.iter().try_for_each(|sentence| write!(f, ". {sentence}"))
    }
}
