//! From drafts to an `Api`: types become references, tables become schemas, equal schemas become
//! one, and everything gets its name.

mod assemble;
mod decided;
mod examples;
mod expression;
mod facts;
mod fallback;
mod findings;
mod merge;
mod naming;
mod scope;

pub use assemble::{Resolved, resolve};

use taurusdb_spec::Problem;

use crate::Fault;

/// Why the drafts do not make an API.
#[derive(Debug)]
pub enum ResolveError {
    /// The document says something that cannot be resolved.
    Faults(Vec<Fault>),
    /// Decided names and the document do not fit.
    Names(Vec<String>),
    /// The result does not hold together.
    Invalid(Vec<Problem>),
}
