//! A wait that ended without what was waited for.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::redact;

/// A wait that ended without what was waited for.
///
/// [`Error::wait`](crate::Error::wait) returns it.
#[derive(Clone)]
pub struct WaitError {
    pub(crate) what: String,
    pub(crate) goal: String,
    pub(crate) end: WaitEnd,
    pub(crate) state: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) waited: Duration,
    pub(crate) last: Value,
    pub(crate) resume: String,
}

/// Why a wait ended without what was waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitEnd {
    /// A task failed, or a resource came into a state that it does not leave by itself.
    Unreachable,
    /// The resource is gone, or was never there.
    Gone,
    /// The time limit passed. What was waited for may still come.
    TimedOut,
}

impl WaitError {
    /// Why the wait ended.
    pub fn end(&self) -> WaitEnd {
        self.end
    }

    /// The last state that was seen, in the words of the service.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// What the service gives as reason, for example of a task that failed.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// How long was waited.
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// What the service showed last; null if it showed nothing.
    pub fn last(&self) -> &Value {
        &self.last
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, goal, .. } = self;
        let state = self.state.as_deref().map(redact::visible).unwrap_or("unknown".into());
        match self.end {
            WaitEnd::Unreachable => {
                write!(f, "{what} is {state} and will not become {goal} by itself")?
            }
            WaitEnd::Gone => write!(f, "{what} does not exist, so it cannot become {goal}")?,
            WaitEnd::TimedOut => {
                let waited = self.waited.as_secs_f64();
                write!(f, "{what} is not {goal} after {waited:.0} s; its state is {state}")?;
            }
        }
        if let Some(reason) = &self.reason {
            write!(f, ": {}", redact::visible(reason.trim_end_matches('.')))?;
        }
        if self.end == WaitEnd::TimedOut {
            write!(f, ". It goes on all the same; wait again with {}", self.resume)?;
        }
        Ok(())
    }
}

impl fmt::Debug for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("what", &self.what)
            .field("goal", &self.goal)
            .field("end", &self.end)
            .field("state", &self.state)
            .field("reason", &self.reason)
            .field("waited", &self.waited)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for WaitError {}
