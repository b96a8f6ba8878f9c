//! From one section of the document to a [`Draft`] of one operation.
//!
//! A draft holds what the section says, table by table, in the document's words: types are still
//! text, schemas are still tables, and no facts are taken from descriptions yet. This stage never
//! looks at another section.

mod draft;
mod example_drafts;
mod flag;
mod notices;
mod permissions;
mod place;
mod section;
mod section_part;
mod sections;
mod tables;
mod uri;
mod words;

pub use draft::{
    DeprecationDraft, Draft, ErrorDraft, ExampleDraft, FieldDraft, HeaderDraft, ParameterDraft,
    Scope, TableDraft,
};
pub use section::interpret;
pub use sections::operation_sections;
