//! What is logged, and how.

use crate::config::{LogFormat, Settings};

/// Logs to standard error from now on.
pub(super) fn start(settings: &Settings) {
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(settings.log)
        .with_writer(std::io::stderr)
        .with_ansi(false);
    // A program that has set up its own logging keeps it.
    let _ = match settings.log_format {
        LogFormat::Text => subscriber.try_init(),
        LogFormat::Json => subscriber.json().flatten_event(true).try_init(),
    };
}
