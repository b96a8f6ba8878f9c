//! What a wait tells while it goes on.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use super::observe::word;

/// What a look at the resource has shown, for a callback.
#[derive(Clone, Debug)]
pub struct Progress {
    pub(super) what: String,
    pub(super) state: Option<String>,
    pub(super) percent: Option<String>,
    pub(super) waited: Duration,
}

/// How far the work is, if the record says so.
pub(super) fn percent(record: &Value) -> Option<String> {
    let value = ["process", "progress", "percent"].iter().find_map(|name| record.get(name))?;
    let text = word(value)?;
    let number = text.trim_end_matches('%').trim();
    // Anything else is no part of the whole.
    let is_part = number.parse().is_ok_and(|part: f64| (0.0..=100.0).contains(&part));
    is_part.then(|| format!("{number} %"))
}

impl Progress {
    /// What is waited for, in words: `the task e7a7535b-… of instances.create`.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The state in the words of the service; `None` if it does not show the resource yet, or no more.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// How far the work is, in percent, if the service says so: `40 %`.
    pub fn percent(&self) -> Option<&str> {
        self.percent.as_deref()
    }

    /// How long the wait has taken so far.
    pub fn waited(&self) -> Duration {
        self.waited
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state.as_deref().unwrap_or("not there");
        write!(f, "{}: {}", self.what, crate::redact::visible(state))?;
        if let Some(percent) = &self.percent {
            write!(f, ", {percent}")?;
        }
        write!(f, " after {:.0} s", self.waited.as_secs_f64())
    }
}
