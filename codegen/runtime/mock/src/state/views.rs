//! Which records a view shows, with what is the same for all calls worked out once.

use taurusdb_descriptor_types::resources::Filter;

use super::inlet::Inlet;
use super::recipe::Way;

/// What of a view chooses records.
#[derive(Debug)]
pub(crate) struct Choice {
    /// What is read of a record, and the values with which it is shown.
    pub(crate) only: Box<[(Way, &'static [&'static str])]>,
    /// The inputs that narrow a list, and what they are compared with.
    pub(crate) filters: Box<[(Inlet, &'static Filter, Option<Way>)]>,
}
