//! Puts files into their places, new or as they were, whenever the program is ended.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Lock;
use super::beside::beside;
use super::unit::{Difference, Unit, differences};
use crate::failure::Failure;

/// What became of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) written: usize,
    pub(crate) removed: usize,
    pub(crate) unchanged: usize,
}

/// Writes what changed, and deletes what is not made any more.
///
/// All new text is written beside its place first, so that a full disk is met before anything has
/// changed; then each file is renamed into its place; what is not made any more goes last. Whoever
/// ends the program finds every file whole. As long as some are new and some old, new text waits
/// beside its place, or files are left that nothing makes: `check` names both.
///
/// A file that stays the same is not touched, so that a build afterwards builds what changed.
///
/// `advice` is what to do when a place cannot be written.
pub(crate) fn write(units: &[Unit], advice: &str) -> Result<Written, Failure> {
    let nothing =
        |path: &Path, error| Failure::write(path, format!("nothing was written; {advice}"))(error);
    let folders: BTreeSet<&Path> = units.iter().map(|unit| parent(unit.place())).collect();
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|error| nothing(folder, error))?;
    }
    let _lock = Lock::to_write(&folders);

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

    prepare(&new, &waited).map_err(|(path, error)| nothing(&path, error))?;
    for (done, (path, _)) in new.iter().enumerate() {
        rename(path).map_err(Failure::write(
            path,
            format!("{done} of {} files are new already, the others are not; {advice}", new.len()),
        ))?;
    }
    for path in gone.iter().chain(&waited) {
        remove(path, units).map_err(Failure::write(
            path,
            format!("every other file is as it should be, this one should be gone; {advice}"),
        ))?;
    }
    Ok(Written { written: new.len(), removed: gone.len(), unchanged: total - new.len() })
}

/// Writes all new text beside its place, or none of it. What waited there before stays even then: it
/// is the trace of a run that was ended early.
fn prepare(
    new: &[(PathBuf, &str)],
    waited: &BTreeSet<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    for (at, (path, text)) in new.iter().enumerate() {
        let made = fs::create_dir_all(parent(path)).and_then(|()| fs::write(beside(path), text));
        if let Err(error) = made {
            for (path, _) in &new[..=at] {
                let beside = beside(path);
                if !waited.contains(&beside) {
                    // Best effort: the next run removes what stays.
                    let _ = fs::remove_file(beside);
                }
            }
            return Err((path.clone(), error));
        }
    }
    Ok(())
}

fn rename(path: &Path) -> io::Result<()> {
    fs::rename(beside(path), path)
}

/// Deletes a file, and the folders that it leaves empty in its unit.
fn remove(path: &Path, units: &[Unit]) -> io::Result<()> {
    match fs::remove_file(path) {
        // It waited, and has just been renamed into its place.
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let is_inside = |folder: &&Path| {
        units.iter().any(|unit| folder.starts_with(unit.place()) && *folder != unit.place())
    };
    for folder in path.ancestors().skip(1).take_while(is_inside) {
        // One that is not empty stays, and so do those around it.
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
