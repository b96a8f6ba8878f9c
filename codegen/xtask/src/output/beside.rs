//! Names of the temporary files: new text is written beside its final file and then renamed.

use std::path::{Path, PathBuf};

const END: &str = ".new";

/// The temporary file for a file: `api/.tags.json.new` for `api/tags.json`.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{END}"))
}

/// Whether this is a temporary file.
pub(crate) fn is_beside(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && name.ends_with(END)
}
