//! What the caller of `sync` asks for.

use std::path::PathBuf;

use taurusdb_extract::read::Edition;

/// What the caller asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// The document.
    pub(crate) document: PathBuf,
    /// Its issue and date, where it does not say them.
    pub(crate) edition: Edition,
    /// Whether nothing may be written.
    pub(crate) dry_run: bool,
    /// Whether every loss is accepted.
    pub(crate) accept: bool,
    /// Whether a large drop is right.
    pub(crate) yes: bool,
    /// Whether an older issue is right.
    pub(crate) force: bool,
    /// Whether cargo-semver-checks is asked for a second opinion.
    pub(crate) semver_checks: bool,
}
