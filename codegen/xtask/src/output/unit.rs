//! What to write, and how it differs from what is on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::beside::{beside, is_beside};

/// Files by path, with `/` between the parts.
pub(crate) type Files = BTreeMap<String, String>;

/// A file or folder to write.
pub(crate) enum Unit {
    /// A folder with exactly these files.
    Folder { path: PathBuf, files: Files },
    /// A single file.
    File { path: PathBuf, text: String },
}

/// How a file on disk differs from what it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    Stale(PathBuf),
    Missing(PathBuf),
    /// This is not a generated file.
    Unknown(PathBuf),
    /// A temporary file: the run that wrote it was stopped early.
    Waiting(PathBuf),
}

impl Unit {
    pub(super) fn place(&self) -> &Path {
        match self {
            Self::File { path, .. } | Self::Folder { path, .. } => path,
        }
    }

    /// The files with their texts.
    pub(super) fn files(&self) -> Vec<(PathBuf, &str)> {
        match self {
            Self::File { path, text } => vec![(path.clone(), text)],
            Self::Folder { path, files } => {
                files.iter().map(|(name, text)| (path.join(name), text.as_str())).collect()
            }
        }
    }
}

/// Compares what is on disk with what should be.
pub(crate) fn differences(units: &[Unit]) -> Vec<Difference> {
    let mut found = Vec::new();
    for unit in units {
        let files = unit.files();
        found.extend(files.iter().filter_map(|(path, text)| match fs::read(path) {
            Ok(found) if found == text.as_bytes() => None,
            Ok(_) => Some(Difference::Stale(path.clone())),
            Err(_) => Some(Difference::Missing(path.clone())),
        }));
        found.extend(waiting(unit.place()).into_iter().map(Difference::Waiting));
        if let Unit::Folder { path, .. } = unit {
            let known: BTreeSet<PathBuf> = files.into_iter().map(|(path, _)| path).collect();
            let others = files_below(path).into_iter();
            let unknown = others.filter(|file| !known.contains(file) && !is_beside(file));
            found.extend(unknown.map(Difference::Unknown));
        }
    }
    found
}

/// The temporary files for this file, or in this folder.
pub(crate) fn waiting(place: &Path) -> Vec<PathBuf> {
    let mut found = files_below(place);
    found.retain(|file| is_beside(file));
    found.extend(Some(beside(place)).filter(|file| file.is_file()));
    found
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
