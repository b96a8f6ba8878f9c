//! The program that the command line belongs to.

use taurusdb_descriptor_types::Operation;

use crate::mock::Mock;

/// The program that the command line belongs to. The binary hands it over: nothing in this crate
/// knows which service it serves.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// What is typed to run it.
    pub name: &'static str,
    /// Its version, for `--version`.
    pub version: &'static str,
    /// What it calls itself in the `User-Agent` header, for example `demo-cli/1.0.0`.
    pub user_agent: &'static str,
    /// The mock server of the service, for `--mock`; without it, there is no such flag.
    pub mock: Option<Mock>,
    /// The README of the program, in Markdown: `help NAME` prints the section behind the line `<!-- help: NAME -->`,
    /// so that what many commands have in common is written once.
    pub guide: &'static str,
}

impl Program {
    /// A program of this name, which has nothing else.
    #[cfg(test)]
    pub(crate) const fn named(name: &'static str) -> Self {
        Self { name, version: "1", user_agent: "test/1", mock: None, guide: "" }
    }

    /// The whole name of a variable that only this program reads: `DEMO_PROFILE`.
    pub(crate) fn variable(self, name: &str) -> String {
        format!("{}_{name}", self.name.to_ascii_uppercase().replace('-', "_"))
    }

    /// What is typed to run an operation: `demo starrocks users list`.
    pub(crate) fn typed(self, operation: &Operation) -> String {
        format!("{} {}", self.name, operation.command)
    }
}
