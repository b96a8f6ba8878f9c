//! The page that is printed: for each operation, entry by entry, where it goes and what it says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use taurusdb_spec::Operation;

use super::overlay;

/// A place that a person must fill.
pub(super) fn mark(what: &str) -> String {
    format!("\"<<{what}>>\"")
}

/// What is printed.
pub(super) struct Page {
    root: PathBuf,
    text: String,
    /// What stands in the overlay already, of the operation at hand.
    there: Vec<String>,
    /// Keys that an operation before has brought, by file; they are entered once.
    entered: BTreeSet<(&'static str, String)>,
    /// Operations that come into a list of a resource: resource, list, and operation.
    listed: Vec<(String, &'static str, String)>,
    /// How many entries the operation at hand lacks.
    lacks: usize,
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
        }
    }

    pub(super) fn text(self) -> String {
        self.text
    }

    /// Begins an operation.
    pub(super) fn operation(&mut self, operation: &Operation) {
        let Operation { id, section, title, method, path, .. } = operation;
        self.text += &format!("# {id}: section {section}, {title}\n# {method} {path}\n");
        self.lacks = 0;
    }

    /// Something that goes into a file of the overlay: where in it, and the lines.
    pub(super) fn entry(&mut self, file: &str, place: &str, lines: &[String]) {
        self.text += &format!("\n# --- spec/overlay/{file}: {place}\n{}\n", lines.join("\n"));
        self.lacks += 1;
    }

    /// Whether a key of a file is new on this page.
    pub(super) fn is_new(&mut self, file: &'static str, key: &str) -> bool {
        self.entered.insert((file, key.to_owned()))
    }

    /// Adds an operation to a list of a resource: all that this page has added to it.
    pub(super) fn list(&mut self, resource: &str, list: &'static str, id: &str) -> Vec<String> {
        self.listed.push((resource.to_owned(), list, id.to_owned()));
        let same = self.listed.iter().filter(|(r, l, _)| r == resource && *l == list);
        same.map(|(.., id)| id.clone()).collect()
    }

    /// Something that a file of the overlay has already; `starts` is how the entry begins there.
    pub(super) fn stands(&mut self, file: &str, starts: &str) {
        if let Some((line, text)) = overlay::find(&self.root, file, starts) {
            self.there.push(format!("# --- spec/overlay/{file}:{line}\n{text}\n"));
        }
    }

    /// The file, below the overlay, that describes a resource.
    pub(super) fn file_of_resource(&self, resource: &str) -> Option<String> {
        overlay::file_of_resource(&self.root, resource)
    }

    /// Ends an operation: says what to do with what was printed, or that nothing is missing. What
    /// stands there already is shown of an operation that was asked for `alone`.
    pub(super) fn end_of_operation(&mut self, alone: bool) {
        if self.lacks > 0 {
            self.text += "\n# Paste each entry where it says, fill every <<…>>, look at every guess, then run\n";
            self.text += "# `cargo xtask regenerate --document FILE` and `cargo xtask check`.\n";
        } else if alone {
            self.text += "# is known already; nothing is missing. What stands there:\n";
            for entry in &self.there {
                self.text += &format!("\n{entry}");
            }
        } else {
            self.text += "# is known already; nothing is missing.\n";
        }
        self.text += "\n";
        self.there.clear();
    }
}
