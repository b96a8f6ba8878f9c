//! The whole service: its groups of operations, and what it lists beside them.

use crate::resources::Resource;
use crate::{Endpoint, ErrorCode, Metric, Operation, Renamed, Status};

/// The whole service.
#[derive(Debug)]
pub struct Service {
    /// Name of the product, for example `TaurusDB`.
    pub name: &'static str,
    /// What IAM and the vendor's SDKs call the service, for example `gaussdb`.
    pub code: &'static str,
    /// Issue of the document that states all this, for example `01`.
    pub issue: &'static str,
    /// Date of that issue, `YYYY-MM-DD`.
    pub date: &'static str,
    /// Regions and their hosts.
    pub endpoints: &'static [Endpoint],
    /// HTTP statuses that the service uses.
    pub statuses: &'static [Status],
    /// What the error codes of the service and of its gateway mean, sorted by code.
    pub error_codes: &'static [ErrorCode],
    /// The error code for a parameter that is missing or has a wrong value; empty if none is known.
    pub parameter_error: &'static str,
    /// Metrics that the monitoring service reports.
    pub metrics: &'static [Metric],
    /// All groups, in the order of the document.
    pub groups: &'static [Group],
    /// The things that exist, in the order of their names; empty if they are not described.
    pub resources: &'static [Resource],
    /// What had another name in versions before.
    pub renamed: Renamed,
}

/// Operations that belong together: a module of the client, a sub-command of the command line.
#[derive(Debug)]
pub struct Group {
    /// Dotted id, for example `sql_filters` or `starrocks.users`.
    pub id: &'static str,
    /// What is typed to get there, for example `sql-filters` or `starrocks users`.
    pub command: &'static str,
    /// The operations, in the order of the document.
    pub operations: &'static [&'static Operation],
}

impl Service {
    /// A service with nothing but the product's name, to be filled in.
    pub const fn named(name: &'static str) -> Self {
        Self {
            name,
            code: "",
            issue: "",
            date: "",
            endpoints: &[],
            statuses: &[],
            error_codes: &[],
            parameter_error: "",
            metrics: &[],
            groups: &[],
            resources: &[],
            renamed: Renamed::NONE,
        }
    }

    /// All operations, group by group.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> {
        self.groups.iter().flat_map(|group| group.operations.iter().copied())
    }

    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        self.operations().find(|operation| operation.id == id)
    }

    /// What an error code means, if that is known.
    pub fn error_code(&self, code: &str) -> Option<&'static ErrorCode> {
        ErrorCode::find(self.error_codes, code)
    }

    /// The resource of this name.
    pub fn resource(&self, name: &str) -> Option<&'static Resource> {
        self.resources.iter().find(|resource| resource.name == name)
    }

    /// The endpoint of a region.
    pub fn endpoint(&self, region: &str) -> Option<&'static Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.region == region)
    }
}
