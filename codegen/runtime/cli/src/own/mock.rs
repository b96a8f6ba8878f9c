//! `mock`: the mock server of the service, as a program that stays.

use clap::{ArgMatches, Command};

use crate::exit::{Exit, Failure};
use crate::manual::Manual;
use crate::mock::Mock;
use crate::own_command::{MOCK, Own, Uses};
use crate::shell::Shell;

/// The command `mock`.
pub(super) struct Serve(pub(super) Mock);

impl Own for Serve {
    fn words(&self) -> &str {
        MOCK
    }

    fn uses(&self) -> Uses {
        Uses::Text
    }

    fn command(&self, manual: Manual, _width: usize) -> Command {
        let typed = format!("{} {MOCK}", manual.program.name);
        self.0.program.serve_command(MOCK, &typed).about(
            "Serve a mock of the service until Ctrl-C, for tests and trials without an account",
        )
    }

    fn run(
        &self,
        manual: Manual,
        matches: &ArgMatches,
        _shell: &mut Shell<'_>,
    ) -> Result<(), Failure> {
        let Mock { program, examples } = self.0;
        program.serve(manual.service, examples, matches).map_err(|failed| {
            let exit =
                if failed.code == Exit::Usage.code() { Exit::Usage } else { Exit::Configuration };
            Failure::new(exit, failed.message)
        })
    }
}
