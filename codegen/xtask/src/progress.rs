//! Shows on a terminal what the program is doing.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Shows the current stage on a terminal; shows nothing elsewhere.
pub(crate) struct Progress {
    bar: ProgressBar,
    start: Instant,
}

impl Progress {
    pub(crate) fn start() -> Self {
        // Draws to standard error, and not at all if that is not a terminal.
        let bar = ProgressBar::new_spinner();
        bar.set_style(ProgressStyle::with_template("{spinner} {msg}").expect("a valid template"));
        bar.enable_steady_tick(Duration::from_millis(80));
        Self { bar, start: Instant::now() }
    }

    pub(crate) fn stage(&self, what: &'static str) {
        self.bar.set_message(what);
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
