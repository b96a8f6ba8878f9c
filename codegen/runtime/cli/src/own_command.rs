//! What the commands that are no operation of the service have in common.

use clap::{ArgMatches, Command};

use crate::exit::Failure;
use crate::manual::Manual;
use crate::shell::Shell;

/// What is typed to serve a mock.
pub(crate) const MOCK: &str = "mock";

/// What is typed to list the operations.
pub(crate) const OPERATIONS: &str = "operations";

/// A command that is no operation of the service.
pub(crate) trait Own {
    /// What is typed for it. Several words put it below the group that the others name.
    fn words(&self) -> &str;

    /// Its arguments and help, for lines of `width` columns. It may have commands below it.
    fn command(&self, manual: Manual, width: usize) -> Command;

    /// Does what was asked. `matches` are those of the command that [`command`](Self::command)
    /// describes.
    fn run(
        &self,
        manual: Manual,
        matches: &ArgMatches,
        shell: &mut Shell<'_>,
    ) -> Result<(), Failure>;
}
