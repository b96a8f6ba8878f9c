//! Where `sync` writes beside what `regenerate` writes.

use std::path::{Path, PathBuf};

/// The files and folders.
pub(crate) fn places(root: &Path) -> Vec<PathBuf> {
    ["CHANGELOG.md", "Cargo.lock", "spec/versions.toml", "spec/history", ACCEPTED]
        .map(|place| root.join(place))
        .into()
}

/// Where accepted losses stand.
pub(super) const ACCEPTED: &str = "spec/overlay/accepted/losses.toml";
