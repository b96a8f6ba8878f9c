//! One unit on its way to its place: prepared beside it, then put there in one step.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Unit;

/// Part of the names of what is being prepared; a run that was killed leaves it, the next sweeps it.
const STAGED: &str = ".staged-";

/// End of the name of a folder that stepped aside: what was there before.
const OLD: &str = "-old";

/// A unit that is ready to take its place. What is left of it goes with it.
#[derive(Debug)]
pub(super) struct Staged {
    beside: PathBuf,
    place: PathBuf,
}

impl Staged {
    /// Prepares a unit. The folder that its place is in is there.
    pub(super) fn new(unit: &Unit) -> io::Result<Self> {
        let place = unit.place();
        let beside = parent(place).join(format!("{}{}", staged_name(place), std::process::id()));
        let staged = Self { beside, place: place.to_owned() };
        staged.fill(unit)?;
        Ok(staged)
    }

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

    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// Puts the unit where it belongs.
    pub(super) fn commit(&self) -> io::Result<()> {
        self.commit_by(exchange)
    }

    fn commit_by(&self, exchange: impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        let Self { beside, place } = self;
        match exchange(beside, place) {
            Ok(()) => Ok(()),
            // Nothing there yet, or a file system that cannot exchange: a file is replaced, a
            // folder steps aside first.
            Err(_) if !place.exists() || beside.is_file() => fs::rename(beside, place),
            Err(_) => self.replace(),
        }
    }

    /// Lets the old folder step aside for the new one. A run that is killed in between leaves the
    /// place empty; [`put_back`] mends that.
    fn replace(&self) -> io::Result<()> {
        let aside = self.aside();
        fs::rename(&self.place, &aside)?;
        fs::rename(&self.beside, &self.place).map_err(|error| {
            match fs::rename(&aside, &self.place) {
                Ok(()) => error,
                Err(_) => io::Error::new(
                    error.kind(),
                    format!("{error}; what was there is in {} until the next run", aside.display()),
                ),
            }
        })?;
        remove(&aside);
        Ok(())
    }

    fn aside(&self) -> PathBuf {
        let name = self.beside.file_name().unwrap_or_default().to_string_lossy();
        self.beside.with_file_name(format!("{name}{OLD}"))
    }
}

impl Drop for Staged {
    /// What was not committed, or the old tree after the exchange.
    fn drop(&mut self) {
        remove(&self.beside);
    }
}

/// Puts a folder back that stepped aside for one that never came, because the run was killed.
pub(crate) fn put_back(place: &Path) {
    if !place.exists()
        && let Some(old) = leftovers(place).into_iter().find(|path| is_old(path))
    {
        // Best effort: whoever reads the place says that it is missing.
        let _ = fs::rename(old, place);
    }
}

/// Removes what runs that were killed left behind.
pub(super) fn sweep(place: &Path) {
    put_back(place);
    // What could not be put back is all that is left of the folder.
    let is_needed = |path: &PathBuf| is_old(path) && !place.exists();
    for left in leftovers(place).into_iter().filter(|path| !is_needed(path)) {
        remove(&left);
    }
}

/// What stands beside a place that was prepared for it, or stepped aside.
fn leftovers(place: &Path) -> Vec<PathBuf> {
    let start = staged_name(place);
    let beside = fs::read_dir(parent(place)).into_iter().flatten().flatten();
    let ours = beside.filter(|entry| entry.file_name().to_string_lossy().starts_with(&start));
    ours.map(|entry| entry.path()).collect()
}

fn is_old(path: &Path) -> bool {
    path.to_string_lossy().ends_with(OLD)
}

/// How the names of what is prepared for a place begin.
fn staged_name(place: &Path) -> String {
    format!(".{}{STAGED}", place.file_name().unwrap_or_default().to_string_lossy())
}

pub(super) fn parent(place: &Path) -> &Path {
    place.parent().unwrap_or(Path::new("."))
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

#[cfg(test)]
#[path = "staged_tests.rs"]
mod tests;
