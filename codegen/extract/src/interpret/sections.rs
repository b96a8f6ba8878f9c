//! Which sections of the document describe an operation.

use super::section_part::SectionPart;
use crate::read::{Block, Document, Section};

/// The sections that describe operations: those with a heading `URI`, wherever they stand, and the
/// innermost sections of the chapters about APIs. Among pages, the latter need one heading of an
/// operation: chapters of pages have pages of explanations too.
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
            if has_part(section, |part| part == SectionPart::Uri)
                && has_part(section, is_of_one_call)
            {
                return true;
            }
            let chapter = document.ancestors(&section.number).first().map(|entry| &*entry.title);
            chapter.is_some_and(is_api_chapter)
                && !has_children(&section.number)
                && (!document.of_pages || has_part(section, is_of_a_call))
        })
        .collect()
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
            | SectionPart::ExampleResponse
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
