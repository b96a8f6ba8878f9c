//! Which sections of the document describe an operation.

use super::section_part::SectionPart;
use crate::read::{Block, Document, Section};

/// The sections that describe operations: those with a heading `URI`, and, according to the list of
/// contents, the innermost sections of the chapters about APIs.
pub fn operation_sections(document: &Document) -> Vec<&Section> {
    let has_children = |number: &str| {
        document.contents.iter().any(|entry| {
            entry.number.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    document
        .sections
        .iter()
        .filter(|section| {
            if has_uri(section) {
                return true;
            }
            let chapter = document.ancestors(&section.number).first().map(|entry| &*entry.title);
            chapter.is_some_and(is_api_chapter) && !has_children(&section.number)
        })
        .collect()
}

/// Whether a section has the heading that only operations have. Chapters of other references have
/// other titles.
fn has_uri(section: &Section) -> bool {
    section.blocks.iter().any(|block| match block {
        Block::Heading(line) => SectionPart::of(&line.text) == Some(SectionPart::Uri),
        _ => false,
    })
}

/// `APIs (Recommended)`, `APIs (Unavailable Soon)`; not `API Overview`.
fn is_api_chapter(title: &str) -> bool {
    title == "APIs" || title.starts_with("APIs ")
}
