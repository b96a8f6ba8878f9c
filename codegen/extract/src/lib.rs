//! From the vendor's API Reference to the specification.
//!
//! The document is written for people; this crate reads it the way a careful engineer would and
//! writes down what it states. [`extract`] calls the stages in this order:
//!
//! | stage | module | from | to |
//! |---|---|---|---|
//! | read | [`read`] | text | sections, blocks and cells, free of the converter's damage |
//! | interpret | [`interpret`] | one section | one operation, in the document's words |
//! | resolve | [`resolve`] | all operations | an API: types, schemas, names, facts, examples |
//! | weigh | [`weigh`] | API and examples | wider types, a ledger of contradictions |
//!
//! Before `resolve`, tables that list the fields of nested objects one after another are parted as the
//! examples show them. `resolve` calls two stages of its own: [`mine`] takes the facts out of a description as soon as
//! the type of its field is known, and [`example`] mends and parses an example as soon as its
//! schema is known. Below all of them stand two rooms that call no other: `text`, pure functions
//! over words and strings, and `fault`, the error for a place that cannot be understood.
//! `tests/house/rooms.rs` holds this order.
//!
//! Nothing is skipped: a place that is not understood is a [`Fault`] with its line, and at the end
//! every line of the document is accounted for.

mod account;
pub mod example;
mod fault;
pub mod interpret;
mod left_out;
pub mod mine;
mod overview;
mod pipeline;
mod preview;
mod prose;
pub mod read;
pub mod resolve;
mod service_facts;
mod text;
mod unread;
pub mod weigh;

pub use account::Accounts;
pub use fault::{Fault, TEST_OF_FORMS};
pub use left_out::LeftOut;
pub use overview::{Overview, ReadAs};
pub use pipeline::{Counts, ExtractError, Extraction, extract, extract_readable, extract_source};
pub use preview::{Preview, preview};
