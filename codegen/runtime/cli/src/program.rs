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
}

impl Program {
    /// What is typed to run an operation: `demo starrocks users list`.
    pub(crate) fn typed(self, operation: &Operation) -> String {
        format!("{} {}", self.name, operation.command)
    }
}
