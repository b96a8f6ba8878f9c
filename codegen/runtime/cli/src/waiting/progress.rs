//! Shows how a wait goes: a bar that moves on a terminal, lines in a log.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use taurusdb_runtime::Progress;

use crate::shell::Shell;
use crate::visible::visible;

/// A log gets a line at least this often, so that it is seen that the wait goes on.
const SIGN_OF_LIFE: Duration = Duration::from_secs(60);

/// Shows how a wait goes.
pub(super) enum Show {
    Bar(ProgressBar),
    Lines { last: String, at: Instant },
}

impl Show {
    pub(super) fn new(shell: &Shell<'_>) -> Self {
        if !shell.style.progress || shell.style.quiet || shell.style.json_errors {
            return Self::Lines { last: String::new(), at: Instant::now() };
        }
        let bar = ProgressBar::with_draw_target(Some(100), ProgressDrawTarget::stderr());
        bar.set_style(style("{spinner} {msg} · {elapsed}"));
        bar.enable_steady_tick(Duration::from_millis(100));
        Self::Bar(bar)
    }

    /// Shows what a look has found.
    pub(super) fn look(&mut self, progress: &Progress, shell: &mut Shell<'_>) {
        let state = progress.state().unwrap_or("not there");
        match self {
            Self::Bar(bar) => {
                let percent = progress
                    .percent()
                    .and_then(|text| text.trim_end_matches([' ', '%']).parse().ok());
                if let Some(percent) = percent.map(|part: f64| part.clamp(0.0, 100.0) as u64) {
                    bar.set_style(style("{spinner} {msg} [{bar:20}] {percent} % · {elapsed}"));
                    bar.set_position(percent);
                }
                bar.set_message(format!("{}: {}", progress.what(), visible(state)));
            }
            Self::Lines { last, at } => {
                let now = format!("{state} {}", progress.percent().unwrap_or_default());
                if *last != now || at.elapsed() >= SIGN_OF_LIFE {
                    shell.waiting(progress);
                    (*last, *at) = (now, Instant::now());
                }
            }
        }
    }

    /// Takes the bar away, so that what is said next stands on a line of its own.
    pub(super) fn end(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    // The templates are ours and valid; a bar without one shows the same in another order.
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}
