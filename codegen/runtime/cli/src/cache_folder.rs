//! Where this program keeps what it can find out again: the user's folder for such things.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::manual::Manual;
use crate::shell::Variables;

/// The folder of this program: below `XDG_CACHE_HOME`, or below the folder that the system has for it; `None` where
/// neither is known.
pub(crate) fn place(manual: Manual, variable: &Variables) -> Option<PathBuf> {
    let get = |name| variable(name).filter(|value| !value.is_empty());
    let caches = get("XDG_CACHE_HOME")
        .or_else(|| get("LOCALAPPDATA"))
        .or_else(|| Some(format!("{}/{}", get("HOME")?, below_home())))?;
    Some(PathBuf::from(caches).join(manual.program.name))
}

const fn below_home() -> &'static str {
    if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }
}

/// Writes a file that only its owner can read: beside its place, and renamed when it is whole. Its folder is made if
/// it is not there.
///
/// # Errors
/// Those of the file system; nothing is left behind then.
pub(crate) fn write(file: &Path, text: &str) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    let written = fs::create_dir_all(folder)
        .and_then(|()| for_me_alone(&beside, text))
        .and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn for_me_alone(file: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(text.as_bytes())
}
