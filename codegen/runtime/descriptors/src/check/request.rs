//! A request, as far as descriptions speak of it.

use taurusdb_vocabulary::Location;

use super::Json;
use crate::Operation;

/// A request, as far as descriptions speak of it.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What is asked for.
    pub operation: &'static Operation,
    /// What stands outside the body, in the order in which it was sent.
    pub parameters: Vec<Sent<'a>>,
    /// The body, if it is JSON.
    pub body: Option<Json<'a>>,
    /// Whether the body is something else, which no description speaks of.
    pub has_data: bool,
}

/// A value outside the body. A parameter that is sent twice is two of them.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// Where it stands.
    pub location: Location,
    /// Its name, as it is described.
    pub name: &'a str,
    /// Its value, decoded.
    pub value: &'a str,
}

impl<'a> Request<'a> {
    /// The values of a parameter; none if it was not sent.
    pub(super) fn values(&self, location: Location, name: &str) -> impl Iterator<Item = &'a str> {
        self.parameters
            .iter()
            .filter(move |sent| sent.location == location && sent.name == name)
            .map(|sent| sent.value)
    }
}
