//! From the vendor's API Reference to the specification.
//!
//! The document is written for people; this crate reads it the way a careful engineer would and
//! writes down what it states. [`extract`] runs the stages one after the other:
//!
//! | stage | module | from | to |
//! |---|---|---|---|
//! | read | [`read`] | text | sections and blocks, free of the converter's damage |
//! | interpret | [`interpret`] | one section | one operation, in the document's words |
//! | mine | [`mine`], [`example`] | descriptions, examples | facts, example data |
//! | resolve | [`resolve`] | all operations | an API: types, schemas, names |
//! | weigh | [`weigh`] | API and examples | wider types, a ledger of contradictions |
//!
//! Nothing is skipped: what is not understood is a [`Fault`] with its line, and after the run every
//! line of the document is accounted for.

mod account;
mod draft;
pub mod example;
mod fault;
pub mod interpret;
pub mod mine;
mod pipeline;
pub mod read;
pub mod resolve;
mod service;
pub mod weigh;

pub use account::Accounts;
pub use draft::{Draft, draft};
pub use fault::Fault;
pub use pipeline::{Counts, ExtractError, Extraction, extract};
