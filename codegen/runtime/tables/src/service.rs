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
    /// How the ids of things look that the service makes, sorted by field.
    pub ids: &'static [IdForm],
    /// All groups, in the order of the document.
    pub groups: &'static [Group],
}

/// How the ids of one kind of thing look: the 32 digits of a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdForm {
    /// Name of the fields and parameters that hold one, for example `instance_id`.
    pub field: &'static str,
    /// Whether the digits stand in groups with hyphens between them.
    pub hyphens: bool,
    /// What follows the digits, for example `in07`.
    pub suffix: &'static str,
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
    /// A service without anything; tables name what it has.
    pub const DEFAULT: Self = Self {
        name: "",
        issue: "",
        date: "",
        endpoints: &[],
        error_codes: &[],
        ids: &[],
        groups: &[],
    };

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
