//! Which sections of the document describe an operation.

use std::collections::HashSet;

use super::section_part::SectionPart;
use crate::read::{Block, Document, Section};

/// The sections that describe operations: those with a heading `URI`, wherever they stand, and the
/// innermost sections of the chapters about APIs. Among pages, the latter need one heading of an
/// operation: chapters of pages have pages of explanations too.
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
        if has_part(section, |part| part == SectionPart::Uri) && has_part(section, is_of_one_call) {
            return true;
        }
        let chapter = section.number.split_once('.').map(|(chapter, _)| chapter);
        chapter.is_some_and(|chapter| api_chapters.contains(chapter))
            && !parents.contains(&*section.number)
            && (!document.of_pages || has_part(section, is_of_a_call))
    };
    document.sections.iter().filter(is_operation).collect()
}

/// `4` and `4.3` for `4.3.7`.
fn parents_of(number: &str) -> impl Iterator<Item = &str> {
    number.match_indices('.').map(|(dot, _)| &number[..dot])
}

fn has_part(section: &Section, is: impl Fn(SectionPart) -> bool) -> bool {
    section.blocks.iter().any(|block| match block {
        Block::Heading(line) => SectionPart::of(&line.text).is_some_and(&is),
        _ => false,
    })
}

/// Whether that part is about one call: pages that explain URIs in general have none of them.
fn is_of_one_call(part: SectionPart) -> bool {
    matches!(
        part,
        SectionPart::Function
            | SectionPart::Response
            | SectionPart::ExampleRequest
            | SectionPart::ExampleResponse
            | SectionPart::Examples
            | SectionPart::StatusCode
            | SectionPart::ErrorCode
    )
}

/// Whether only a section of an operation has that part.
fn is_of_a_call(part: SectionPart) -> bool {
    matches!(
        part,
        SectionPart::Request
            | SectionPart::Response
            | SectionPart::ExampleRequest
            | SectionPart::ExampleResponse
    )
}

/// `APIs (Recommended)`, `APIs (Unavailable Soon)`; not `API Overview`.
fn is_api_chapter(title: &str) -> bool {
    title == "APIs" || title.starts_with("APIs ")
}
