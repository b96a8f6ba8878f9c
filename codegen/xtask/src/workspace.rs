//! Finds the folder of the repository.

use std::path::{Path, PathBuf};

/// The folder of the repository: the current folder, or one above it.
pub(crate) fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let is_root = |folder: &&Path| folder.join("spec/overlay").is_dir();
    match here.ancestors().find(is_root) {
        Some(root) => root.to_owned(),
        // The program was run from elsewhere with --manifest-path: take the folder where it was
        // built.
        None => {
            let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            built.canonicalize().unwrap_or(built)
        }
    }
}
