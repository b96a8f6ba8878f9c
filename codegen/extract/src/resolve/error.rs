//! Why drafts cannot be made into an API.

use taurusdb_spec::Problem;

use crate::fault::Fault;

/// Why the drafts do not make an API.
#[derive(Debug)]
pub enum ResolveError {
    /// The document says something that cannot be resolved.
    Faults(Vec<Fault>),
    /// Names that people decided do not fit the document.
    Names(Vec<String>),
    /// The result contradicts itself.
    Invalid(Vec<Problem>),
}
