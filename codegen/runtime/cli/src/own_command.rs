//! What the commands that are no operation of the service have in common.

use clap::{ArgMatches, Command};

use crate::exit::Failure;
use crate::manual::Manual;
use crate::shell::Shell;

/// What is typed to serve a mock.
pub(crate) const MOCK: &str = "mock";

/// What is typed to list the operations.
pub(crate) const OPERATIONS: &str = "operations";

/// What is typed to have something explained.
pub(crate) const EXPLAIN: &str = "explain";

/// A command that is no operation of the service.
pub(crate) trait Own {
    /// What is typed for it. Several words put it below the group that the others name.
    fn words(&self) -> &str;

    /// Which of the flags of every command mean something to it; the others are hidden in its help.
    fn uses(&self) -> Uses {
        Uses::Calls
    }

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

/// A command of which nothing has to be known but what its file says.
pub(crate) struct Plain {
    /// What is typed for it.
    pub(crate) words: &'static str,
    pub(crate) uses: Uses,
    /// Its arguments and help.
    pub(crate) command: fn(Manual) -> Command,
    /// Does what was asked.
    pub(crate) run: fn(Manual, &ArgMatches, &mut Shell<'_>) -> Result<(), Failure>,
}

impl Own for Plain {
    fn words(&self) -> &str {
        self.words
    }

    fn uses(&self) -> Uses {
        self.uses
    }

    fn command(&self, manual: Manual, _width: usize) -> Command {
        (self.command)(manual)
    }

    fn run(
        &self,
        manual: Manual,
        matches: &ArgMatches,
        shell: &mut Shell<'_>,
    ) -> Result<(), Failure> {
        (self.run)(manual, matches, shell)
    }
}

/// What a command has to do with the flags of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uses {
    /// It calls the service: all of them.
    Calls,
    /// It works on profiles, and prints values.
    Profiles,
    /// It prints values.
    Values,
    /// It prints text.
    Text,
}

impl Uses {
    /// Whether a flag, without hyphens, means something.
    pub(crate) fn has(self, flag: &str) -> bool {
        const TEXT: [&str; 2] = ["quiet", "color"];
        const VALUES: [&str; 4] = ["output", "query", "compact", "no-pager"];
        const PROFILES: [&str; 4] = ["profile", "region", "project-id", "iam-endpoint"];
        let text = TEXT.contains(&flag);
        let values = || text || VALUES.contains(&flag);
        match self {
            Self::Calls => true,
            Self::Profiles => values() || PROFILES.contains(&flag),
            Self::Values => values(),
            Self::Text => text,
        }
    }
}
