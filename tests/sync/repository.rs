//! A small repository to run `sync` in, and the next issues of our own document.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::extract::fixtures::TEAPOT;
use crate::extract::run::{Run, xtask};

/// A repository in which the first issue of our document has been taken in.
pub(crate) struct Repository {
    run: Run,
}

/// How a run ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) page: String,
    pub(crate) error: String,
}

/// An edit of the document: what it has once, and what it gets instead.
pub(crate) type Edit<'e> = (&'e str, &'e str);

impl Repository {
    /// One that has nothing but decisions of people.
    pub(crate) fn empty() -> Self {
        Self { run: Run::new() }
    }

    /// One in which issue 03 of our document has been taken in.
    pub(crate) fn new() -> Self {
        let repository = Self::empty();
        let ended = repository.sync("03.txt", &[], &[]);
        assert_eq!(ended.code, Some(0), "{}", ended.error);
        repository
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.run.path(name)
    }

    /// Writes an issue of the document: ours, edited.
    pub(crate) fn issue(&self, name: &str, edits: &[Edit<'_>]) {
        let mut text = TEAPOT.text();
        for (from, to) in edits {
            assert!(text.contains(from), "the document does not have {from}");
            text = text.replacen(from, to, 1);
        }
        std::fs::write(self.path(name), text).expect("the document can be written");
    }

    /// Takes in an issue.
    pub(crate) fn sync(&self, name: &str, edits: &[Edit<'_>], flags: &[&str]) -> Ended {
        self.issue(name, edits);
        self.run(&[&["sync", name], flags].concat())
    }

    /// Runs a command of the toolchain.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output().expect("the program can be run");
        let text = |bytes| String::from_utf8(bytes).expect("the program prints text");
        Ended { code: output.status.code(), page: text(output.stdout), error: text(output.stderr) }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(xtask());
        command.current_dir(self.path("")).args(arguments);
        command
    }

    /// Every file but the documents, with its text.
    pub(crate) fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = files(&self.path(""));
        files.retain(|path, _| path.extension().is_none_or(|end| end != "txt"));
        files
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }
}

/// Every file below a folder, with its text.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(folder, &mut files);
    files
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let bytes = std::fs::read(&path).expect("the file can be read");
            files.insert(path, bytes);
        }
    }
}

/// The line that dates an issue, and that of the next ones.
pub(crate) const fn dated(issue: &'static str) -> Edit<'static> {
    ("Issue 03\nDate 2024-11-30", issue)
}
