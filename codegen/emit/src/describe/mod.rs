//! From the specification to the description itself, in memory: what `taurusdb-descriptors` states as
//! constants, for programs that are given a specification only when they run.
//!
//! All names are those of the [`plan`](crate::plan). A description lives as long as the process, as
//! constants do: whoever makes one makes it once.

mod catalogue;
pub(crate) mod examples;
mod facts;
mod handling;
mod lent;
mod operation;
mod place;
mod read;
mod resource;
mod schema;
mod step;

use taurusdb_descriptor_types::{Examples, Service};
use taurusdb_spec::Api;

pub use read::ReadError;

use crate::plan::Plan;
use crate::{EmitError, page};

/// What a mock server runs on.
#[derive(Clone, Debug)]
pub struct Description {
    /// The service.
    pub service: &'static Service,
    /// The document's examples.
    pub examples: &'static Examples,
    /// The page of the mock's control.
    pub console: &'static str,
    /// Ids of the operations that the resource model says nothing of, if there is one.
    pub undescribed: Vec<String>,
    /// Where else the resource model does not fit: file and line, what was found and what was expected.
    pub misfits: Vec<String>,
}

impl Description {
    /// Describes the service of a specification. What would have the same name in code may: there is none.
    ///
    /// # Errors
    /// Fails if the page cannot be made: a fault of its template.
    pub fn of(api: &Api) -> Result<Self, EmitError> {
        let plan = Plan::sketch(api);
        Ok(Self {
            service: lent::value(service(&plan)),
            examples: lent::value(examples::all(api)),
            console: lent::text(page::console(api)?),
            undescribed: Vec::new(),
            misfits: Vec::new(),
        })
    }
}

fn service(plan: &Plan<'_>) -> Service {
    let api = plan.api;
    let service = &api.service;
    Service {
        name: lent::text(&service.product),
        code: lent::text(service.code()),
        issue: lent::text(&service.issue),
        date: lent::text(&service.date),
        endpoints: catalogue::endpoints(service),
        statuses: catalogue::statuses(service),
        error_codes: catalogue::error_codes(api),
        parameter_error: lent::text(api.docs.parameter_error().unwrap_or_default()),
        metrics: catalogue::metrics(api),
        groups: operation::groups(plan),
        resources: resource::all(api),
        renamed: catalogue::renamed(plan),
    }
}
