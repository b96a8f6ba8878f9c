//! The page that `scaffold` prints: for each operation, its entries and the place of each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use taurusdb_spec::Operation;

use super::overlay;

/// A gap that a person must fill in.
pub(super) fn mark(what: &str) -> String {
    format!("\"<<{what}>>\"")
}

/// The text to print.
pub(super) struct Page {
    root: PathBuf,
    text: String,
    /// The existing overlay entries of the current operation.
    there: Vec<String>,
    /// Keys that this page has added for earlier operations, by file; each is added once.
    entered: BTreeSet<(&'static str, String)>,
    /// Operations to add to a list of a resource: resource, list, and operation.
    listed: Vec<(String, &'static str, String)>,
    /// How many entries the current operation lacks.
    lacks: usize,
    /// Where the current operation begins in the text.
    start: usize,
}

impl Page {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            text: String::new(),
            there: Vec::new(),
            entered: BTreeSet::new(),
            listed: Vec::new(),
            lacks: 0,
            start: 0,
        }
    }

    pub(super) fn text(self) -> String {
        self.text
    }

    /// Begins an operation.
    pub(super) fn operation(&mut self, operation: &Operation) {
        let Operation { id, section, title, method, path, .. } = operation;
        self.start = self.text.len();
        self.text += &format!("# {id}: section {section}, {title}\n# {method} {path}\n");
        self.lacks = 0;
    }

    /// Begins what belongs to no operation.
    pub(super) fn whole_service(&mut self) {
        self.start = self.text.len();
        self.text += "# the whole service\n";
        self.lacks = 0;
    }

    /// Adds an entry for a file of the overlay: its place in the file, and its lines.
    pub(super) fn entry(&mut self, file: &str, place: &str, lines: &[String]) {
        self.text += &format!("\n# --- spec/overlay/{file}: {place}\n{}\n", lines.join("\n"));
        self.lacks += 1;
    }

    /// Whether a key of a file is new on this page.
    pub(super) fn is_new(&mut self, file: &'static str, key: &str) -> bool {
        self.entered.insert((file, key.to_owned()))
    }

    /// Adds an operation to a list of a resource; returns all operations that this page has added
    /// to it.
    pub(super) fn list(&mut self, resource: &str, list: &'static str, id: &str) -> Vec<String> {
        self.listed.push((resource.to_owned(), list, id.to_owned()));
        let same = self.listed.iter().filter(|(r, l, _)| r == resource && *l == list);
        same.map(|(.., id)| id.clone()).collect()
    }

    /// Notes an existing entry of a file of the overlay; `starts` is the start of its first line.
    pub(super) fn stands(&mut self, file: &str, starts: &str) {
        if let Some((line, text)) = overlay::find(&self.root, file, starts) {
            self.there.push(format!("# --- spec/overlay/{file}:{line}\n{text}\n"));
        }
    }

    /// The file, below the overlay, that describes a resource.
    pub(super) fn file_of_resource(&self, resource: &str) -> Option<String> {
        overlay::file_of_resource(&self.root, resource)
    }

    /// Ends an operation of a page that shows only those which lack something.
    pub(super) fn end_of_one_among_all(&mut self) {
        match self.lacks {
            0 => self.text.truncate(self.start),
            _ => self.text.push('\n'),
        }
        self.there.clear();
    }

    /// Ends an operation: says what to do with the entries, or that none is missing. The existing
    /// entries are shown if the operation was asked for `alone`.
    pub(super) fn end_of_operation(&mut self, alone: bool) {
        if self.lacks > 0 {
            self.text += "\n# Paste each entry at its place, fill in every <<…>>, check every guess, then run\n";
            self.text += "# `cargo xtask regenerate --document FILE` and `cargo xtask check`.\n";
        } else if alone {
            self.text += "# is already known; nothing is missing. The existing entries:\n";
            for entry in &self.there {
                self.text += &format!("\n{entry}");
            }
        } else {
            self.text += "# is already known; nothing is missing.\n";
        }
        self.text += "\n";
        self.there.clear();
    }
}
