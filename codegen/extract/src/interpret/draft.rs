//! What one section says about its operation, in the document's words.

use taurusdb_spec::{LedgerEntry, Location, Mandatory, Method, Permission, Side, Stage};

use crate::fault::Fault;
use crate::read::{Cell, Class, Span};

/// What one section says about its operation.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Number of the section.
    pub section: String,
    /// Title of the section.
    pub title: String,
    /// Titles above it: chapter, then part.
    pub ancestors: Vec<String>,
    /// All lines of the section.
    pub span: Span,
    /// HTTP method.
    pub method: Method,
    /// Path template.
    pub path: String,
    /// Line of method and path.
    pub uri_line: u32,
    /// Other routes that the section states for the same call, as for an older version.
    pub also: Vec<Twin>,
    /// Whether this is the call by one of the other routes: its tables are those of the first.
    pub is_twin: bool,
    /// Announced end.
    pub deprecated: Option<DeprecationDraft>,
    /// Whether it is released or still being tested.
    pub stage: Stage,
    /// Path, query and header parameters.
    pub parameters: Vec<ParameterDraft>,
    /// Tables of the body and of each response.
    pub scopes: Vec<Scope>,
    /// Headers of the responses.
    pub response_headers: Vec<HeaderDraft>,
    /// IAM actions that the call needs, if the section has a table of them.
    pub permissions: Vec<Permission>,
    /// Error codes of this call, if the section has a table of them.
    pub errors: Vec<ErrorDraft>,
    /// Statuses that the section names without describing a body.
    pub statuses: Vec<(u16, u32)>,
    /// Examples.
    pub examples: Vec<ExampleDraft>,
    /// Headings that sections usually have, and this one does not.
    pub lacks: Vec<Lack>,
    /// What the section gets wrong. The operation has no id yet, so these do not name it.
    pub findings: Vec<LedgerEntry>,
    /// The class of each line of the section.
    pub claims: Vec<(Span, Class)>,
}

/// A heading that a section does not have.
#[derive(Clone, Debug)]
pub struct Lack {
    /// The heading.
    pub heading: String,
    /// The error if it was lost.
    pub fault: Fault,
}

/// Method and path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// HTTP method.
    pub method: Method,
    /// Path template.
    pub path: String,
    /// The names in the query template: `limit` of `?limit={limit}`.
    pub query: Vec<String>,
    /// The names in it without a value, as `acl` of `?acl`: they tell the call from others.
    pub flags: Vec<String>,
    /// Its line.
    pub line: u32,
}

/// Another route for the call that a section describes.
#[derive(Clone, Debug)]
pub struct Twin {
    /// Method and path.
    pub route: Route,
    /// The parameters of a call by this route.
    pub parameters: Vec<ParameterDraft>,
    /// What the section gets wrong about it.
    pub findings: Vec<LedgerEntry>,
}

/// An announced end, with the successor by its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeprecationDraft {
    /// Last day of service, `YYYY-MM-DD`; empty if no day is announced.
    pub until: String,
    /// Title of the section to use instead.
    pub successor: Option<String>,
    /// Line of the announcement.
    pub line: u32,
}

/// A parameter outside the body.
#[derive(Clone, Debug)]
pub struct ParameterDraft {
    /// Whether it is in the path, the query or the headers.
    pub location: Location,
    /// Number of the table.
    pub table: String,
    /// The row.
    pub field: FieldDraft,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct HeaderDraft {
    /// Status of the response, if the section names one.
    pub status: Option<u16>,
    /// Number of the table.
    pub table: String,
    /// The row.
    pub field: FieldDraft,
}

/// An error code that a section lists for its operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorDraft {
    /// The code.
    pub code: String,
    /// Its status, if the table has a column for it.
    pub status: Option<u16>,
    /// Line of the row.
    pub line: u32,
}

/// The tables of one body: the table of its fields and those of its nested objects.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Whether the body belongs to a request or a response.
    pub side: Side,
    /// Status of the response; `None` for requests, and for responses without a status.
    pub status: Option<u16>,
    /// The fields of the body itself; `None` if the section only names the status.
    pub root: Option<TableDraft>,
    /// Tables of nested objects, in order.
    pub tables: Vec<TableDraft>,
    /// Whether the tables stand on a page, which counts its own tables and has all its rows.
    pub of_page: bool,
}

/// A table of fields.
#[derive(Clone, Debug)]
pub struct TableDraft {
    /// Number, for example `4-62`.
    pub number: String,
    /// The document's name for the object; empty for a body.
    pub name: String,
    /// Line of the title.
    pub line: u32,
    /// The rows.
    pub fields: Vec<FieldDraft>,
}

/// A row of a table of fields or parameters.
#[derive(Clone, Debug)]
pub struct FieldDraft {
    /// Name on the wire.
    pub name: String,
    /// The type as the document writes it, if the table has that column.
    pub declared: Option<String>,
    /// Whether a request must have it, if the table has that column.
    pub mandatory: Option<Mandatory>,
    /// The text of that column if it is not `Yes` or `No`: it says when a request must have the
    /// field.
    /// The description includes it too, so that `mine` reads it.
    pub condition: Option<Cell>,
    /// The description.
    pub description: Cell,
    /// Whether the name is that of many members, which the data give: `Name of the pot`.
    pub is_key: bool,
    /// Line of the row.
    pub line: u32,
}

/// An example as the document shows it.
#[derive(Clone, Debug)]
pub struct ExampleDraft {
    /// Whether it belongs to a request or a response.
    pub side: Side,
    /// Status of a response, if the section names one.
    pub status: Option<u16>,
    /// Method and URL, if the example shows them, and their line.
    pub request_line: Option<(String, u32)>,
    /// The body: the text of each piece into which page breaks split it.
    pub fragments: Vec<String>,
    /// First line of the body, or the request line if there is no body.
    pub line: u32,
}
