//! From drafts to an `Api`: types become references, tables become schemas, equal schemas become
//! one, and everything gets its name.
//!
//! Two other stages run inside this one, each called from one module here. A fact needs the type of
//! its field, so `neighbours` calls `mine` for every row as soon as the row's type is known. A
//! broken example is repaired in the way that fits its schema, so `attach_examples` calls `example`
//! when the schemas are known.

mod assemble;
mod attach_examples;
mod decided;
mod error;
mod expression;
mod fallback;
mod findings;
mod locked;
mod merge;
mod naming;
mod neighbours;
mod routes;
mod scope;
mod skeleton;
mod title_verb;
mod unfold;

pub use assemble::{Resolved, resolve};
pub use error::{NameProblem, ResolveError};
pub use skeleton::{Lacking, lacking};
pub use unfold::unfold;
