//! Facts in words: the one place that turns a fact into a sentence.
//!
//! Rustdoc, `--help`, input skeletons, OpenAPI, `explain` and error messages all take their words from
//! here, so that one fact reads the same everywhere. [`limits`] gives the limits of a value,
//! [`described`] appends them to the meaning of the value, and [`statements`] gives the rest: when the
//! value is mandatory, what the service assumes, where the value comes from. [`Style`] decides how
//! names, values and characters are marked.

mod condition;
mod effect;
mod limits;
mod list;
mod pattern;
mod permission;
mod retryable;
mod statement;
mod style;
mod unit;

pub use condition::{Clauses, any_of, condition};
pub use effect::effect;
pub use limits::{described, form, limits, limits_beside};
pub use list::list;
pub use permission::needed;
pub use retryable::retryable;
pub use statement::{About, Statement, Subject, as_clauses, as_sentences, deprecated, statements};
pub use style::Style;
pub use unit::counted;
