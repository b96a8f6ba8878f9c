//! Names of the files in which new text waits beside its place until it is renamed.

use std::path::{Path, PathBuf};

const END: &str = ".new";

/// Where the new text of a file waits: `api/.tags.json.new` for `api/tags.json`.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{END}"))
}

/// Whether new text waits in this file.
pub(crate) fn is_beside(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && name.ends_with(END)
}
