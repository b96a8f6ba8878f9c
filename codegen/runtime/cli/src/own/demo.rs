//! `demo`: a walk through the service, offline.

use clap::{ArgMatches, Command};

use crate::demo::{self, Again};
use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{Own, Uses};
use crate::shell::Shell;

/// What is typed for it.
const DEMO: &str = "demo";

/// The command `demo`, with what runs its lines.
pub(super) struct Demo(pub(super) Again);

impl Own for Demo {
    fn words(&self) -> &str {
        DEMO
    }

    fn uses(&self) -> Uses {
        Uses::Text
    }

    fn command(&self, _manual: Manual, _width: usize) -> Command {
        Command::new(DEMO)
            .about("Walk through the service in a moment, without an account and offline")
            .after_help(
                "Each line is shown as it is typed, and really run, against a mock in this process. The exit code is 0 \
                 only if every line has done what it should.",
            )
    }

    fn run(
        &self,
        manual: Manual,
        _matches: &ArgMatches,
        shell: &mut Shell<'_>,
    ) -> Result<(), Failure> {
        demo::play(manual, self.0, shell)
    }
}
