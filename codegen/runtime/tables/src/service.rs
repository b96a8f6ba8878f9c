use crate::{ErrorCode, Operation};

/// The whole service: what the command line and the mock server are given to run on.
#[derive(Debug)]
pub struct Service {
    /// Name of the product, for example `TaurusDB`.
    pub name: &'static str,
    /// Issue of the document that the tables were generated from, for example `01`.
    pub issue: &'static str,
    /// Date of that issue, `YYYY-MM-DD`.
    pub date: &'static str,
    /// Regions and their hosts (Table 1-1).
    pub endpoints: &'static [Endpoint],
    /// What the error codes of the service and of its gateway mean, sorted by code.
    pub error_codes: &'static [ErrorCode],
    /// All groups, in the order of the document.
    pub groups: &'static [Group],
}

/// One region of the service (Table 1-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Region id, for example `ap-southeast-3`.
    pub region: &'static str,
    /// Name shown to people, for example `AP-Singapore`.
    pub name: &'static str,
    /// Host name without a scheme.
    pub host: &'static str,
}

/// Operations that belong together: a module of the client, a sub-command of the command line.
#[derive(Debug)]
pub struct Group {
    /// Dotted id, for example `instances` or `starrocks.users`.
    pub id: &'static str,
    /// What the group is about, in one line.
    pub summary: &'static str,
    /// The operations, in the order of the document.
    pub operations: &'static [Operation],
}

impl Service {
    /// All operations, group by group.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> {
        self.groups.iter().flat_map(|group| group.operations)
    }

    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        self.operations().find(|operation| operation.id == id)
    }

    /// What an error code means, if that is known.
    pub fn error_code(&self, code: &str) -> Option<&'static ErrorCode> {
        ErrorCode::find(self.error_codes, code)
    }

    /// The endpoint of a region.
    pub fn endpoint(&self, region: &str) -> Option<&'static Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.region == region)
    }
}
