//! What a write has still to do, kept in a file beside the first thing that it writes: a run that was
//! stopped while it put new files in their places can be finished by the next one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Lock;
use super::beside::beside;
use super::unit::waiting;
use crate::failure::Failure;

/// The name looks like that of a temporary file, so that nothing takes it for a generated one.
const NAME: &str = ".unfinished.new";

/// The last line: without it, the list is not whole, and nothing has been put in place.
const END: &str = "end";

/// The files to put in place and those to delete.
pub(super) struct Journal {
    path: PathBuf,
    home: PathBuf,
}

impl Journal {
    /// The journal of writes whose first place is in the folder `home`.
    pub(super) fn of(home: &Path) -> Self {
        Self { path: home.join(NAME), home: home.to_owned() }
    }

    /// The file that holds it.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Notes what is to be done. From here on, the write will be finished, now or by another run.
    pub(super) fn begin<'p>(
        &self,
        new: impl Iterator<Item = &'p Path>,
        gone: impl Iterator<Item = &'p Path>,
    ) -> io::Result<()> {
        let mut text = String::new();
        for path in new {
            text += &format!("rename {}\n", self.written(path));
        }
        for path in gone {
            text += &format!("remove {}\n", self.written(path));
        }
        fs::write(&self.path, text + END + "\n").inspect_err(|_| self.end())
    }

    /// Forgets it: everything is done.
    pub(super) fn end(&self) {
        // Best effort: what is done twice is done.
        let _ = fs::remove_file(&self.path);
    }

    /// Does what an earlier run left to do; returns how many files that were.
    pub(super) fn finish(&self) -> Result<usize, Failure> {
        let Ok(text) = fs::read_to_string(&self.path) else { return Ok(0) };
        let mut done = 0;
        if text.lines().last() == Some(END) {
            for line in text.lines() {
                let result = match line.split_once(' ') {
                    Some(("rename", path)) => {
                        let path = self.read(path);
                        (fs::rename(beside(&path), &path), path)
                    }
                    Some(("remove", path)) => {
                        let path = self.read(path);
                        let removed = fs::remove_file(&path);
                        self.remove_empty_above(&path);
                        (removed, path)
                    }
                    _ => continue,
                };
                match result {
                    (Ok(()), _) => done += 1,
                    // The run had come past this file.
                    (Err(error), _) if error.kind() == io::ErrorKind::NotFound => {}
                    (Err(error), path) => {
                        let advice = "an earlier run was stopped while it wrote, and cannot be finished; \
                                      make the file writable and run this again";
                        return Err(Failure::write(&path, advice)(error));
                    }
                }
            }
        }
        self.end();
        Ok(done)
    }

    /// Removes the folders around a file that are empty now.
    fn remove_empty_above(&self, path: &Path) {
        let around = self.home.parent().unwrap_or(&self.home);
        let is_inside =
            |folder: &&Path| folder.starts_with(around) && !self.home.starts_with(folder);
        for folder in path.ancestors().skip(1).take_while(is_inside) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }

    /// A path as the journal has it: from the folder, or from the one around it.
    fn written(&self, path: &Path) -> String {
        let around = self.home.parent().unwrap_or(&self.home);
        match (path.strip_prefix(&self.home), path.strip_prefix(around)) {
            (Ok(inside), _) => inside.display().to_string(),
            (_, Ok(beside)) => format!("../{}", beside.display()),
            _ => {
                std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
            }
        }
    }

    fn read(&self, written: &str) -> PathBuf {
        match written.strip_prefix("../") {
            Some(beside) => self.home.parent().unwrap_or(&self.home).join(beside),
            None => self.home.join(written),
        }
    }
}

/// Whether a run was stopped while it put files in their places.
pub(crate) fn is_unfinished(home: &Path) -> bool {
    home.join(NAME).exists()
}

/// Does what an earlier run in this folder left to do, and sweeps its temporary files at `places`.
/// Returns how many files were put in place or deleted.
pub(crate) fn finish(home: &Path, places: &[PathBuf]) -> Result<usize, Failure> {
    let folders: BTreeSet<&Path> = [Some(home), home.parent()].into_iter().flatten().collect();
    let _lock = Lock::to_write(&folders);
    let done = Journal::of(home).finish()?;
    for path in places.iter().flat_map(|place| waiting(place)) {
        // Best effort: the next run of the same kind replaces it.
        let _ = fs::remove_file(path);
    }
    Ok(done)
}
