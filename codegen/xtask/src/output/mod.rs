//! Writing many files at once: all of a folder or nothing of it.

mod staged;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use staged::{Staged, sweep};

pub(crate) use staged::put_back;

/// Files by path, with `/` between the parts.
pub(crate) type Files = BTreeMap<String, String>;

/// Something to be written as a whole.
pub(crate) enum Unit {
    /// A folder with exactly these files.
    Folder { path: PathBuf, files: Files },
    /// A single file.
    File { path: PathBuf, text: String },
}

/// What became of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) written: usize,
    pub(crate) removed: usize,
    pub(crate) unchanged: usize,
}

/// How a file on disk differs from what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    Stale(PathBuf),
    Missing(PathBuf),
    Unknown(PathBuf),
}

/// Compares what is on disk with what should be.
pub(crate) fn differences(units: &[Unit]) -> Vec<Difference> {
    let mut found = Vec::new();
    for unit in units {
        match unit {
            Unit::File { path, text } => found.extend(difference(path, text)),
            Unit::Folder { path, files } => {
                for (name, text) in files {
                    found.extend(difference(&path.join(name), text));
                }
                let known: BTreeSet<PathBuf> = files.keys().map(|name| path.join(name)).collect();
                let unknown = files_below(path).into_iter().filter(|file| !known.contains(file));
                found.extend(unknown.map(Difference::Unknown));
            }
        }
    }
    found
}

fn difference(path: &Path, text: &str) -> Option<Difference> {
    match fs::read(path) {
        Ok(found) if found == text.as_bytes() => None,
        Ok(_) => Some(Difference::Stale(path.to_owned())),
        Err(_) => Some(Difference::Missing(path.to_owned())),
    }
}

/// Writes all units. Everything is prepared beside its place first; then each unit takes its place
/// in one step, so that whoever kills the program finds each unit old or new and never mixed.
///
/// `advice` is what to do when a place cannot be written.
pub(crate) fn write(units: &[Unit], advice: &str) -> Result<Written, Failure> {
    let mut written = Written::default();
    let mut staged = Vec::new();
    for unit in units {
        sweep(unit.place());
        let differences = differences(std::slice::from_ref(unit));
        let total = match unit {
            Unit::File { .. } => 1,
            Unit::Folder { files, .. } => files.len(),
        };
        let removed = differences.iter().filter(|d| matches!(d, Difference::Unknown(_))).count();
        written.removed += removed;
        written.written += differences.len() - removed;
        written.unchanged += total - (differences.len() - removed);
        if !differences.is_empty() {
            let failed = |path| Failure::write(path, format!("nothing was written; {advice}"));
            let folder = staged::parent(unit.place());
            fs::create_dir_all(folder).map_err(failed(folder))?;
            staged.push(Staged::new(unit).map_err(failed(unit.place()))?);
        }
    }
    commit(&staged, advice, Staged::commit)?;
    Ok(written)
}

/// Puts what is prepared into its places; a failure says what stands there already.
fn commit(
    staged: &[Staged],
    advice: &str,
    put: impl Fn(&Staged) -> io::Result<()>,
) -> Result<(), Failure> {
    for (done, unit) in staged.iter().enumerate() {
        put(unit).map_err(|error| {
            let places: Vec<String> =
                staged[..done].iter().map(|unit| unit.place().display().to_string()).collect();
            let written = match places.is_empty() {
                true => "nothing was written".to_owned(),
                false => format!("only {} was written, the rest was not", places.join(", ")),
            };
            Failure::write(unit.place(), format!("{written}; {advice}"))(error)
        })?;
    }
    Ok(())
}

impl Unit {
    fn place(&self) -> &Path {
        match self {
            Self::File { path, .. } | Self::Folder { path, .. } => path,
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::{Staged, Unit, commit};

    /// What is said when the unit in this place cannot be written.
    #[track_caller]
    fn said(fails: &str) -> String {
        let around = tempfile::tempdir().expect("a folder can be made");
        let staged: Vec<Staged> = ["a", "b", "c"]
            .map(|name| Unit::File { path: around.path().join(name), text: name.to_owned() })
            .iter()
            .map(|unit| Staged::new(unit).expect("it can be prepared"))
            .collect();
        let put = |unit: &Staged| match unit.place().ends_with(fails) {
            true => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
            false => unit.commit(),
        };
        let failure = commit(&staged, "do this", put).err().map(|failure| failure.to_string());
        let found = ["a", "b", "c"].map(|name| around.path().join(name).exists());
        assert_eq!(found, ["a", "b", "c"].map(|name| name < fails));
        failure.unwrap_or_default().replace(&format!("{}/", around.path().display()), "")
    }

    #[test]
    fn a_failure_tells_what_is_written() {
        let what = "cannot be written: read-only filesystem or storage medium";
        assert_eq!(said("a"), format!("a: {what}\n  nothing was written; do this"));
        assert_eq!(
            said("b"),
            format!("b: {what}\n  only a was written, the rest was not; do this")
        );
        assert_eq!(
            said("c"),
            format!("c: {what}\n  only a, b was written, the rest was not; do this")
        );
        assert_eq!(said("d"), "");
    }
}
