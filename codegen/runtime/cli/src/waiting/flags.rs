//! The flags of a wait.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches};
use taurusdb_descriptor_types::Operation;
use taurusdb_runtime::Wait;

use crate::globals::seconds;

/// Flag for waiting after a call.
const WAIT: &str = "wait";
/// Flag for the pause between two looks.
const INTERVAL: &str = "wait-interval";
/// Flag for the longest wait.
const TIMEOUT: &str = "wait-timeout";

/// How often to look, and for how long; where nothing is said, as the client does it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pace {
    interval: Option<Duration>,
    timeout: Option<Duration>,
}

impl Pace {
    /// What the flags of a wait say.
    pub(crate) fn read(matches: &ArgMatches) -> Self {
        let duration = |id| matches.get_one::<Duration>(id).copied();
        Self { interval: duration(INTERVAL), timeout: duration(TIMEOUT) }
    }

    /// The same, if the command is one that may wait and is told to.
    pub(crate) fn of_call(operation: &Operation, matches: &ArgMatches) -> Option<Self> {
        (operation.task.is_some() && matches.get_flag(WAIT)).then(|| Self::read(matches))
    }

    /// The wait at this pace.
    pub(crate) fn set(self, wait: Wait) -> Wait {
        let wait = match self.interval {
            Some(interval) => wait.every(interval),
            None => wait,
        };
        match self.timeout {
            Some(timeout) => wait.within(timeout),
            None => wait,
        }
    }
}

/// The flags of an operation whose answer has the id of a task; none for others.
pub(crate) fn args(operation: &Operation) -> Vec<Arg> {
    if operation.task.is_none() {
        return Vec::new();
    }
    let taken = |name: &str| operation.parameters.iter().any(|own| own.flag == Some(name));
    let wait = Arg::new(WAIT)
        .long(WAIT)
        .action(ArgAction::SetTrue)
        .help("Print the answer, then wait until the work that the call starts is done");
    let all = std::iter::once(wait).chain(pace_args().map(|arg| arg.requires(WAIT)));
    all.map(|arg| {
        let name = arg.get_id().as_str().to_owned();
        // A parameter of that name comes first: the service has it.
        let arg = if taken(&name) { arg.long(format!("cli-{name}")) } else { arg };
        arg.help_heading("Waiting")
    })
    .collect()
}

/// The flags that say how to wait.
pub(crate) fn pace_args() -> [Arg; 2] {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("SECONDS").value_parser(seconds).help(help)
    };
    [
        flag(INTERVAL, "Pause between two looks [default: 2, growing to 30]"),
        flag(TIMEOUT, "Longest time to wait [default: 3600]"),
    ]
}
