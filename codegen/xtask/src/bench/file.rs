//! Writes the files of the two workspaces.

use std::path::Path;

use crate::failure::Failure;

/// What to do if a file below `target/bench` cannot be read or written.
pub(super) const REMOVE: &str = "remove target/bench and run this again";

/// Writes a file, and the folders above it. A file that has this text already is left alone: its
/// old time of change lets cargo skip a build.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if std::fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(Failure::write(folder, REMOVE))?;
    }
    std::fs::write(path, text).map_err(Failure::write(path, REMOVE))
}
