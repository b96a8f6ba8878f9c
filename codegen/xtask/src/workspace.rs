//! Finds the folder of the repository.

use std::path::{Path, PathBuf};

/// The folder of the repository: where `cargo xtask` is run in, or above it.
pub(crate) fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let is_root = |folder: &&Path| folder.join("spec/overlay").is_dir();
    match here.ancestors().find(is_root) {
        Some(root) => root.to_owned(),
        // Run from elsewhere with --manifest-path: the folder that it was built in.
        None => {
            let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            built.canonicalize().unwrap_or(built)
        }
    }
}
