//! What a report is about, and how it is written.

use taurusdb_spec::PageStart;

use crate::{Bump, Change};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For a program.
    Json,
}

/// The changes between two specifications, with what they are called.
#[derive(Clone, Debug)]
pub struct Report<'c> {
    /// What the old specification is called: `issue 01, 2024-12-31`.
    pub old: String,
    /// What the new one is called.
    pub new: String,
    /// The changes, in the order of [`compare`](crate::compare).
    pub changes: &'c [Change],
    /// The pages of the old and of the new document; empty for a document that is one file.
    pub pages: [&'c [PageStart]; 2],
}

impl Report<'_> {
    /// What the changes ask of the next version.
    pub fn bump(&self) -> Bump {
        Bump::of(self.changes)
    }
}
