//! From one section of the document to a [`Draft`] of one operation.
//!
//! A draft holds what the section says, table by table, in the document's words: types are still
//! text, schemas are still tables, and no facts are taken from descriptions yet. This stage never
//! looks at another section.

mod again;
mod draft;
mod example_drafts;
mod example_head;
mod flag;
mod notices;
mod object_name;
mod permissions;
mod place;
mod section;
mod section_end;
mod section_part;
mod section_state;
mod sections;
mod status_line;
mod table_reference;
mod table_role;
mod tables;
mod twins;
mod uri;
mod uri_halves;
mod uri_parameters;
mod words;

pub use draft::{
    DeprecationDraft, Draft, ErrorDraft, ExampleDraft, FieldDraft, HeaderDraft, Lack,
    ParameterDraft, Route, Scope, TableDraft, Twin,
};
pub use section::interpret;
pub use sections::operation_sections;
pub(crate) use table_reference::{has_number, table_reference};
pub use twins::twins;
