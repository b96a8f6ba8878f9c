//! Writes files so that each is either old or new, even if the program is stopped early.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Lock;
use super::beside::beside;
use super::journal::Journal;
use super::unit::{Difference, Unit, differences};
use crate::failure::Failure;

/// How many files were written, removed and left unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) written: usize,
    pub(crate) removed: usize,
    pub(crate) unchanged: usize,
}

/// Writes the files that changed, and deletes those that are no longer generated.
///
/// All new text is first written to temporary files, so that a full disk is noticed before anything
/// changes. Then each temporary file is renamed to its final name, and at last the files that are
/// no longer generated are deleted. If the program is stopped, every file is whole. As long as old
/// and new files are mixed, there are temporary files or files to delete; `check` names both, and a
/// [journal](super::journal) lets the next run finish what this one began.
///
/// Unchanged files are not touched, so that the next build only builds what changed.
///
/// `advice` says what to do if a file cannot be written for another reason than a full disk.
pub(crate) fn write(units: &[Unit], advice: &str) -> Result<Written, Failure> {
    let nothing = |path: &Path, error: io::Error| {
        let advice = next(&error, advice);
        Failure::write(path, format!("nothing was written; {advice}"))(error)
    };
    let folders: BTreeSet<&Path> = units.iter().map(|unit| parent(unit.place())).collect();
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|error| nothing(folder, error))?;
    }
    let _lock = Lock::to_write(&folders);
    let journal = Journal::of(units.first().map_or(Path::new("."), |unit| parent(unit.place())));
    journal.finish()?;

    let (mut changed, mut gone, mut waited) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    for difference in differences(units) {
        match difference {
            Difference::Stale(path) | Difference::Missing(path) => _ = changed.insert(path),
            Difference::Unknown(path) => gone.push(path),
            Difference::Waiting(path) => _ = waited.insert(path),
        }
    }
    let files: Vec<(PathBuf, &str)> = units.iter().flat_map(Unit::files).collect();
    let total = files.len();
    let new: Vec<(PathBuf, &str)> =
        files.into_iter().filter(|(path, _)| changed.contains(path)).collect();

    let journal_is =
        || journal.begin(new.iter().map(|(path, _)| &**path), gone.iter().map(|p| &**p));
    prepare(&new)
        .and_then(|()| match new.len() + gone.len() {
            0 => Ok(()),
            _ => journal_is().map_err(|error| (journal.path().to_owned(), error)),
        })
        .inspect_err(|_| sweep(&new, &waited))
        .map_err(|(path, error)| nothing(&path, error))?;
    for (done, (path, _)) in new.iter().enumerate() {
        rename(path).map_err(|error| {
            let (advice, all) = (next(&error, advice), new.len());
            let state =
                format!("{done} of {all} files are new already, the others are not; {advice}");
            Failure::write(path, state)(error)
        })?;
    }
    for path in gone.iter().chain(&waited) {
        remove(path, units).map_err(Failure::write(
            path,
            format!("every other file is as it should be, this one should be gone; {advice}"),
        ))?;
    }
    journal.end();
    Ok(Written { written: new.len(), removed: gone.len(), unchanged: total - new.len() })
}

/// What to do about an error.
fn next<'a>(error: &io::Error, advice: &'a str) -> &'a str {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => "make room on the disk and run this again",
        _ => advice,
    }
}

/// Writes all temporary files.
fn prepare(new: &[(PathBuf, &str)]) -> Result<(), (PathBuf, io::Error)> {
    for (path, text) in new {
        fs::create_dir_all(parent(path))
            .and_then(|()| fs::write(beside(path), text))
            .map_err(|error| (path.clone(), error))?;
    }
    Ok(())
}

/// Removes all temporary files. Those that were there before stay: they are the trace of a run that
/// was stopped early.
fn sweep(new: &[(PathBuf, &str)], waited: &BTreeSet<PathBuf>) {
    for beside in new.iter().map(|(path, _)| beside(path)).filter(|path| !waited.contains(path)) {
        // Best effort: the next run removes what remains.
        let _ = fs::remove_file(beside);
    }
}

fn rename(path: &Path) -> io::Result<()> {
    fs::rename(beside(path), path)
}

/// Deletes a file, and the folders of its unit that become empty.
fn remove(path: &Path, units: &[Unit]) -> io::Result<()> {
    match fs::remove_file(path) {
        // It was a temporary file, and has just been renamed.
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let is_inside = |folder: &&Path| {
        units.iter().any(|unit| folder.starts_with(unit.place()) && *folder != unit.place())
    };
    for folder in path.ancestors().skip(1).take_while(is_inside) {
        // A folder that is not empty stays, and so do the folders around it.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
