//! Keeps two runs from writing the same folder at the same time.
//!
//! The system releases a lock when the program that holds it ends, even if it crashes. If a folder
//! cannot be locked (some network file systems, Windows), runs do not wait for each other.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

/// Folders that stay locked as long as this value lives.
#[must_use]
pub(crate) struct Lock(#[expect(dead_code, reason = "an open file holds its lock")] Vec<File>);

impl Lock {
    /// Waits until nobody else reads or writes these folders. They are locked in order, so that two
    /// runs never wait for each other.
    pub(super) fn to_write(folders: &BTreeSet<&Path>) -> Self {
        Self::take(folders.iter().copied(), File::lock)
    }

    fn take<'a>(
        folders: impl Iterator<Item = &'a Path>,
        lock: fn(&File) -> std::io::Result<()>,
    ) -> Self {
        Self(
            folders
                .filter_map(|folder| File::open(folder).ok().filter(|f| lock(f).is_ok()))
                .collect(),
        )
    }
}

/// Waits until no run writes this folder. None can write it while the lock lives.
pub(crate) fn wait_for_writer(folder: &Path) -> Lock {
    Lock::take(std::iter::once(folder), File::lock_shared)
}
