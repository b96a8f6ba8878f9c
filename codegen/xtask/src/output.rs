//! Writing many files at once: all of a folder or nothing of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

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

/// Part of the names of what is being prepared; a run that was killed leaves it, the next sweeps it.
const STAGED: &str = ".staged-";

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
pub(crate) fn write(units: &[Unit]) -> Result<Written, Failure> {
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
            staged.push(stage(unit)?);
        }
    }
    for staged in staged {
        staged.commit()?;
    }
    Ok(written)
}

/// A unit that is ready to take its place. What is left of it goes with it.
struct Staged {
    beside: PathBuf,
    place: PathBuf,
}

fn stage(unit: &Unit) -> Result<Staged, Failure> {
    let place = unit.place();
    let parent = parent(place);
    fs::create_dir_all(parent).map_err(Failure::write(parent))?;
    let beside = parent.join(format!("{}{}", staged_name(place), std::process::id()));
    let staged = Staged { beside, place: place.to_owned() };
    staged.fill(unit).map_err(Failure::write(place))?;
    Ok(staged)
}

/// Removes what runs that were killed left behind.
fn sweep(place: &Path) {
    let start = staged_name(place);
    for entry in fs::read_dir(parent(place)).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&start) {
            remove(&entry.path());
        }
    }
}

/// How the names of what is prepared for a place begin.
fn staged_name(place: &Path) -> String {
    format!(".{}{STAGED}", place.file_name().unwrap_or_default().to_string_lossy())
}

fn parent(place: &Path) -> &Path {
    place.parent().unwrap_or(Path::new("."))
}

impl Unit {
    fn place(&self) -> &Path {
        match self {
            Self::File { path, .. } | Self::Folder { path, .. } => path,
        }
    }
}

impl Staged {
    fn fill(&self, unit: &Unit) -> io::Result<()> {
        match unit {
            Unit::File { text, .. } => fs::write(&self.beside, text),
            Unit::Folder { files, .. } => {
                fs::create_dir(&self.beside)?;
                for (name, text) in files {
                    let target = self.beside.join(name);
                    if let Some(folder) = target.parent() {
                        fs::create_dir_all(folder)?;
                    }
                    let old = self.place.join(name);
                    // A file that stays the same is the same file, with its age: whoever builds
                    // the tree again builds only what changed.
                    let same = fs::read(&old).is_ok_and(|found| found == text.as_bytes());
                    if !same || fs::hard_link(&old, &target).is_err() {
                        fs::write(&target, text)?;
                    }
                }
                Ok(())
            }
        }
    }

    fn commit(&self) -> Result<(), Failure> {
        let done = match exchange(&self.beside, &self.place) {
            Ok(()) => Ok(()),
            // Nothing there yet, or a file system that cannot exchange: a file is replaced, a
            // folder steps aside first.
            Err(_) if !self.place.exists() || self.beside.is_file() => {
                fs::rename(&self.beside, &self.place)
            }
            Err(_) => {
                let aside = self.beside.with_extension("old");
                fs::rename(&self.place, &aside)
                    .and_then(|()| fs::rename(&self.beside, &self.place))
                    .inspect(|()| remove(&aside))
            }
        };
        done.map_err(Failure::write(&self.place))
    }
}

impl Drop for Staged {
    /// What was not committed, or the old tree after the exchange.
    fn drop(&mut self) {
        remove(&self.beside);
    }
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn remove(path: &Path) {
    // Best effort: the next run sweeps what stays.
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
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
