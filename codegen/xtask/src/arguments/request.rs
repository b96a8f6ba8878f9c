//! What the caller asks for.

use std::path::PathBuf;

use taurusdb_extract::read::Edition;
use taurusdb_sync::Format;

use super::conformance::Peer;
use crate::bench::Load;
use crate::{extract, sync};

/// What the caller asks for.
pub(crate) enum Request {
    Extract(extract::Options),
    Regenerate { document: Option<PathBuf> },
    Check { document: Option<PathBuf> },
    Explain { what: String },
    Diff { old: String, new: String, format: Format },
    Sync(sync::Options),
    Policy,
    Scaffold { what: String, document: Option<PathBuf> },
    Convert { pdf: PathBuf, out: PathBuf, edition: Edition },
    Conformance(Peer),
    BenchBuild { runs: usize },
    BenchFeatures { runs: usize },
    BenchCli { runs: usize },
    BenchClient { rounds: usize, only: Option<String> },
    BenchMock(Load),
}
