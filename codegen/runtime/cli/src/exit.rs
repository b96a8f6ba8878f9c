//! How a command ends.

use std::fmt;

use taurusdb_runtime::Error;
use taurusdb_runtime::transport::TransportErrorKind;

/// How a command ends, as the shell sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Success = 0,
    Service = 1,
    Usage = 2,
    Configuration = 3,
    Connection = 4,
    Output = 5,
    Interrupted = 130,
}

impl Exit {
    /// Every way to end, in words, for the help page.
    pub(crate) const MEANINGS: [(Self, &'static str); 7] = [
        (Self::Success, "success"),
        (Self::Service, "the service answered with an error, or with what cannot be used"),
        (Self::Usage, "wrong usage: arguments, or the input file"),
        (Self::Configuration, "configuration or credentials are missing or wrong"),
        (Self::Connection, "no connection, or no answer in time"),
        (Self::Output, "standard output cannot be written; the call may have been made"),
        (Self::Interrupted, "interrupted with Ctrl-C"),
    ];

    pub(crate) fn code(self) -> u8 {
        self as u8
    }
}

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into() }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let exit = match &error {
            Error::Configuration { .. } => Exit::Configuration,
            // What was asked for them has answered nothing, or was not asked.
            Error::Authentication(_) if error.status().is_none() => Exit::Configuration,
            Error::Invalid(_) => Exit::Usage,
            // A proxy variable that cannot be used, and the like.
            Error::Transport { source, .. } if source.kind() == TransportErrorKind::Unsent => {
                Exit::Configuration
            }
            Error::Transport { .. } => Exit::Connection,
            _ => Exit::Service,
        };
        Self::new(exit, error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)
    }
}
