//! A request that passed all checks, taken apart.

use smol_str::SmolStr;
use taurusdb_descriptor_types::Operation;

use crate::data::Data;

/// What the service is asked to do, in the form that the state answers.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    /// Position among the operations of the service.
    pub(crate) index: usize,
    /// Name and decoded value of each path parameter, from left to right.
    pub(crate) path: Vec<(&'static str, SmolStr)>,
    /// Decoded pairs of the query, as they were sent.
    pub(crate) query: Vec<(String, String)>,
    /// The body, if one was sent.
    pub(crate) body: Option<Data>,
    /// Names in the query and the body that no description has, which were passed over.
    pub(crate) unknown: Vec<String>,
}
