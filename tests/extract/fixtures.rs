//! Our own documents, the names and fixes that go with them, and small helpers that tests share.

use std::path::{Path, PathBuf};

use taurusdb_extract::read::{Document, read};
use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::{Api, Fixes, Names};
use taurusdb_tests::fixture;

/// One of our own documents, with its decided names and fixes.
#[derive(Clone, Copy)]
pub(crate) struct Fixture {
    document: &'static str,
    names: &'static str,
    fixes: &'static str,
}

/// A small service, in the form of the reference and with all kinds of damage.
pub(crate) const TEAPOT: Fixture =
    Fixture { document: "teapot-reference.txt", names: "names", fixes: "fixes" };

/// An obstacle course of names.
pub(crate) const OBSTACLES: Fixture =
    Fixture { document: "obstacles-reference.txt", names: "obstacle-names", fixes: "no-fixes" };

/// Another service, in the looser form of other references; nobody decided a name.
pub(crate) const KETTLE: Fixture =
    Fixture { document: "kettle-reference.txt", names: "no-names", fixes: "no-fixes" };

/// A service that uses the rarer methods, and whose operations list permissions, errors and headers.
pub(crate) const SAMOVAR: Fixture =
    Fixture { document: "samovar-reference.txt", names: "no-names", fixes: "no-fixes" };

impl Fixture {
    pub(crate) fn path(self) -> PathBuf {
        fixture(self.document)
    }

    pub(crate) fn names_folder(self) -> PathBuf {
        fixture(self.names)
    }

    pub(crate) fn text(self) -> String {
        std::fs::read_to_string(self.path()).expect("the fixture is text")
    }

    pub(crate) fn names(self) -> Names {
        if !self.names_folder().exists() {
            return Names::default();
        }
        Names::load(&self.names_folder()).expect("the names of the fixture are sound")
    }

    pub(crate) fn fixes(self) -> Fixes {
        Fixes::load(&fixture(self.fixes)).expect("the fixes are sound")
    }

    pub(crate) fn document(self) -> Document {
        read(&self.text()).expect("the fixture can be read")
    }

    pub(crate) fn extraction(self) -> Extraction {
        self.extraction_with(&self.names())
    }

    /// The extraction with other names than those of the fixture.
    pub(crate) fn extraction_with(self, names: &Names) -> Extraction {
        extract(self.text().as_bytes(), names, &self.fixes()).expect("the fixture is understood")
    }

    pub(crate) fn api(self) -> Api {
        self.extraction().api
    }

    /// Copies the overlay of the fixture into a folder.
    pub(crate) fn copy_overlay(self, to: &Path) {
        copy(&self.names_folder(), &to.join("names"));
        let fixes = fixture(self.fixes);
        if fixes.is_dir() {
            copy(&fixes, &to.join("fixes"));
        }
    }
}

/// Copies a folder and everything below it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// The first characters of a text, on one line.
pub(crate) fn short(text: &str, longest: usize) -> String {
    let text = text.replace('\n', "⏎");
    match text.char_indices().nth(longest) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
