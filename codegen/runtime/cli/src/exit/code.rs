//! How a command ends, as the shell sees it.

/// How a command ends, as the shell sees it. The numbers are stable: scripts test them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Success = 0,
    Service = 1,
    Usage = 2,
    Configuration = 3,
    Connection = 4,
    Output = 5,
    Denied = 6,
    NotFound = 7,
    Conflict = 8,
    Throttled = 9,
    Server = 10,
    TimedOut = 11,
    Failed = 12,
    Interrupted = 130,
    Terminated = 143,
}

impl Exit {
    /// Every way to end: the word for it in JSON, and its meaning, for the help page.
    pub(crate) const MEANINGS: [(Self, &'static str, &'static str); 15] = [
        (Self::Success, "success", "success"),
        (Self::Service, "service", "the service refused, or answered with what cannot be used"),
        (Self::Usage, "usage", "wrong usage: arguments, or the input file; nothing was sent"),
        (Self::Configuration, "configuration", "configuration or credentials are missing or wrong"),
        (Self::Connection, "connection", "no connection, or it broke"),
        (
            Self::Output,
            "output",
            "the answer cannot be written, or not as it is asked for; the call may have been made",
        ),
        (
            Self::Denied,
            "denied",
            "the service does not accept the credentials, or they may not do it",
        ),
        (Self::NotFound, "not_found", "what the call is about does not exist"),
        (Self::Conflict, "conflict", "something is in the way: another operation, a name, a state"),
        (Self::Throttled, "throttled", "too many requests in too short a time"),
        (Self::Server, "server", "the service failed (5xx)"),
        (Self::TimedOut, "timeout", "no answer in time, or a wait took too long"),
        (Self::Failed, "failed", "what was waited for failed"),
        (Self::Interrupted, "interrupted", "interrupted with Ctrl-C"),
        (Self::Terminated, "terminated", "asked to end (SIGTERM)"),
    ];

    /// What is said of a command that ends so because somebody wanted it to.
    pub(crate) fn end(self) -> &'static str {
        match self {
            Self::Terminated => "ended by SIGTERM",
            _ => "interrupted",
        }
    }

    /// What the shell gets.
    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    /// The word for it in JSON.
    pub(crate) fn kind(self) -> &'static str {
        let found = Self::MEANINGS.iter().find(|(exit, ..)| *exit == self);
        found.map_or("", |(_, kind, _)| kind)
    }
}
