//! Example data: the JSON of the document, repaired where the converter or the author broke it.
//!
//! Every repair that changes a bracket, a comma or a key is recorded by name, so that readers know what
//! was changed in an example.

mod parse;
mod prose;
mod repair;
mod token;

pub(crate) use prose::replace_sentences;
pub use repair::{Mended, mend};
