//! From one section of the document to a [`Draft`] of one operation.
//!
//! A draft holds what the section says, table by table, in the document's words: types are still
//! text and schemas are still tables. Nothing here looks at another section.

mod draft;
mod examples;
mod notices;
mod operation;
mod part;
mod place;
mod tables;
mod uri;

pub use draft::{
    DeprecationDraft, Draft, ExampleDraft, FieldDraft, ParameterDraft, Scope, TableDraft,
};
pub use operation::interpret;

use crate::read::{Document, Section};

/// The sections that the list of contents promises as operations: the leaves of the chapters that
/// describe APIs.
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
