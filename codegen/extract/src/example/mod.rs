//! Example data: JSON as the document shows it, mended where the converter or the author broke it.
//!
//! Every repair is recorded by name, so that an example can be trusted for what it is.

mod parse;
mod prose;
mod repair;
mod token;

pub(crate) use prose::replace_sentences;
pub use repair::{Mended, mend};
