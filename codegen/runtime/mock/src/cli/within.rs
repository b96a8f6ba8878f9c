//! `serve` as a command of another program.

use clap::{ArgMatches, Command};
use taurusdb_descriptor_types::{Examples, Service};

use super::program::Program;
use super::serve::Failed;
use super::{command, serve};

impl Program {
    /// The command `serve` with all its flags, under the name that it has in another program; `typed` is all
    /// that is typed for it there.
    ///
    /// ```
    /// # use taurusdb_mock_runtime::Program;
    /// let command = Program::named("demo-mock").serve_command("mock", "demo mock");
    /// assert_eq!(command.get_name(), "mock");
    /// ```
    pub fn serve_command(self, name: &'static str, typed: &str) -> Command {
        command::serve(self, name, typed)
    }

    /// Does what [`serve_command`](Self::serve_command) was asked for: serves until Ctrl-C or SIGTERM. Standard
    /// output gets the line `ready URL` and what users need to know.
    ///
    /// # Errors
    /// Says why it cannot serve, or no longer.
    pub fn serve(
        self,
        service: &'static Service,
        examples: &'static Examples,
        matches: &ArgMatches,
    ) -> Result<(), Failed> {
        serve::serve(self, (service, examples), matches)
    }
}
