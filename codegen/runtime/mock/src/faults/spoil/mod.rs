//! Answers that are not what the document promises.
//!
//! Some ways spoil what the JSON says, some how it is written. The first kind leaves a body alone
//! that is not JSON.

mod apply;
mod fields;
mod kind;
mod lists;
mod scalars;
mod totals;
mod values;
mod walk;
mod wrap;
mod writing;

pub(crate) use apply::{Spoiled, spoil};
pub(crate) use kind::Spoil;
