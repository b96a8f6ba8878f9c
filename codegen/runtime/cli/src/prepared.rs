//! A call with all that the command line says about it.

use taurusdb_descriptor_types::{Location, Operation};
use taurusdb_runtime::{Call, Client};

use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::parameters::Given;
use crate::session;

const JSON: &str = "application/json";
/// What says with which item of a list to begin.
const OFFSET: &str = "offset";

/// A call with all that the command line says about it.
pub(crate) struct Prepared {
    pub(crate) manual: Manual,
    pub(crate) operation: &'static Operation,
    pub(crate) globals: Globals,
    pub(crate) given: Vec<Given>,
    pub(crate) body: Option<String>,
}

impl Prepared {
    /// Whether the client will ask for the project of the call when it is sent.
    pub(crate) fn lacks_project(&self, client: &Client) -> bool {
        session::lacks_project(client, self.operation)
    }

    /// Whether a list is asked for from some item on, and not from its first.
    pub(crate) fn begins_later(&self) -> bool {
        let names = [OFFSET];
        let in_body = |name: &&str| {
            self.body.as_deref().is_some_and(|body| body.contains(&format!("\"{name}\"")))
        };
        let is_given = |name: &&str| self.given.iter().any(|one| one.name == *name);
        names.iter().any(|name| is_given(name) || in_body(name))
    }

    /// The call, ready to be sent.
    pub(crate) fn call(self, client: &Client) -> Result<Call, Failure> {
        session::has_project(client, self.operation)?;
        let mut call = Call::new(client, self.operation);
        for Given { name, location, mut values } in self.given {
            match location {
                Location::Path => call.set_path(name, values.remove(0)),
                Location::Query => call.set_query(name, values),
                Location::Header => call.set_header(name, values.join(",")),
            }
        }
        if let Some(body) = self.body {
            call.set_data(JSON, body);
        }
        Ok(call)
    }
}
