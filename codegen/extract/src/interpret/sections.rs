//! Which sections of the document describe an operation.

use crate::read::{Document, Section};

/// The sections that describe operations according to the list of contents: the innermost sections
/// of the chapters about APIs.
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
            let chapter = document.ancestors(&section.number).first().map(|entry| &*entry.title);
            chapter.is_some_and(is_api_chapter) && !has_children(&section.number)
        })
        .collect()
}

/// `APIs (Recommended)`, `APIs (Unavailable Soon)`; not `API Overview`.
fn is_api_chapter(title: &str) -> bool {
    title == "APIs" || title.starts_with("APIs ")
}
