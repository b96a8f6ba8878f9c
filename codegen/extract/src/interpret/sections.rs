//! Which sections of the document describe an operation.

use std::collections::HashSet;

use crate::read::{Document, Section};

/// The sections that describe operations according to the list of contents: the innermost sections
/// of the chapters about APIs.
pub fn operation_sections(document: &Document) -> Vec<&Section> {
    // Looked up once for all sections: a document may have thousands.
    let parents: HashSet<&str> =
        document.contents.iter().flat_map(|entry| parents_of(&entry.number)).collect();
    let api_chapters: HashSet<&str> = document
        .contents
        .iter()
        .filter(|entry| !entry.number.contains('.') && is_api_chapter(&entry.title))
        .map(|entry| &*entry.number)
        .collect();
    let is_operation = |section: &&Section| {
        let chapter = section.number.split_once('.').map(|(chapter, _)| chapter);
        chapter.is_some_and(|chapter| api_chapters.contains(chapter))
            && !parents.contains(&*section.number)
    };
    document.sections.iter().filter(is_operation).collect()
}

/// `4` and `4.3` for `4.3.7`.
fn parents_of(number: &str) -> impl Iterator<Item = &str> {
    number.match_indices('.').map(|(dot, _)| &number[..dot])
}

/// `APIs (Recommended)`, `APIs (Unavailable Soon)`; not `API Overview`.
fn is_api_chapter(title: &str) -> bool {
    title == "APIs" || title.starts_with("APIs ")
}
