//! Facts in words: the one place that turns a fact into a sentence.
//!
//! Rustdoc, `--help`, input skeletons, OpenAPI, `explain` and error messages all take their words from
//! here, so that one fact reads the same everywhere. [`limits`] says what a value must be like,
//! [`described`] puts that behind what the value means, and [`statements`] says the rest: when it is
//! mandatory, what the service assumes, where it comes from. [`Style`] decides how names, values and
//! characters are set off.

mod condition;
mod limits;
mod list;
mod pattern;
mod statement;
mod style;
mod unit;

pub use condition::{Clauses, any_of, condition};
pub use limits::{described, form, limits, limits_beside};
pub use list::list;
pub use statement::{About, Statement, Subject, as_clauses, as_sentences, statements};
pub use style::Style;
