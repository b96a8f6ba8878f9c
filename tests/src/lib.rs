//! What the tests share: where things are.

use std::path::{Path, PathBuf};

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a member of the workspace")
}

/// The text form of the reference: the file that `TAURUSDB_REFERENCE` names. It is its owner's and
/// no part of the repository; without it, a test that needs it says so and has nothing to do.
pub fn reference() -> Option<PathBuf> {
    match std::env::var_os("TAURUSDB_REFERENCE") {
        Some(path) if !path.is_empty() => Some(path.into()),
        _ => {
            eprintln!("not run on the real document: TAURUSDB_REFERENCE is not set");
            None
        }
    }
}

/// A file below `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}
