//! The words of the document as fingerprints: enough to see that they changed, and not the words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Fingerprints of the words of each section. Line breaks, numbers of sections and tables, and the
/// order of paragraphs and rows do not count. They stand in `provenance.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Prose {
    /// By the id of the operation that the section describes.
    pub operations: BTreeMap<String, String>,
    /// Sections that describe no operation, by title.
    pub sections: BTreeMap<String, SectionProse>,
    /// The lines that fixes correct: by operation, then by what is fixed. A fix rests on these words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fixed: BTreeMap<String, BTreeMap<String, String>>,
}

/// The words of a section that describes no operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionProse {
    /// The fingerprint.
    pub fingerprint: String,
    /// First line of the section.
    pub line: u32,
}

impl Prose {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
