//! A request, as far as descriptions speak of it.

use serde_json::Value;
use taurusdb_descriptor_types::{Location, Operation};

/// What a call sends, as far as descriptions speak of it.
pub(crate) struct Request<'a> {
    pub(crate) operation: &'static Operation,
    /// What was set outside the body, by location and name.
    pub(crate) parameters: Vec<(Location, &'a str, &'a [String])>,
    /// The body, if it is JSON.
    pub(crate) body: Option<&'a Value>,
    /// Whether the body is something else, which no description speaks of.
    pub(crate) has_data: bool,
}

impl Request<'_> {
    /// What a parameter was set to; `None` if it was not set.
    pub(super) fn parameter(&self, location: Location, name: &str) -> Option<&[String]> {
        let found = self.parameters.iter().find(|(at, known, _)| *at == location && *known == name);
        found.map(|(_, _, values)| *values).filter(|values| !values.is_empty())
    }
}
