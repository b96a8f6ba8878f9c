use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Facts, Mandatory, Type};

/// One operation of the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Dotted id: group and command, for example `instances.rename`.
    pub id: String,
    /// Section of the document, for example `4.3.7`.
    pub section: String,
    /// Title of the section.
    pub title: String,
    /// First and last line of the section.
    pub lines: [u32; 2],
    /// HTTP method.
    pub method: Method,
    /// Path template, for example `/v3/{project_id}/instances`.
    pub path: String,
    /// Line of the method and path.
    pub uri_line: u32,
    /// Whether the vendor calls it stable.
    pub stage: Stage,
    /// Set where the document announces its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
    /// Path, query and header parameters, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// The JSON body of the request, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Body>,
    /// Documented responses by status.
    pub responses: BTreeMap<u16, Response>,
    /// The document's examples that could be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// A path, query or header parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Name on the wire.
    pub name: String,
    /// Where it travels.
    #[serde(rename = "in")]
    pub location: Location,
    /// Declared type.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Whether a request must have it.
    pub mandatory: Mandatory,
    /// What the document states beyond the type.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// Number of the table.
    pub table: String,
    /// Line of the row.
    pub line: u32,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the path, in place of `{name}`.
    Path,
    /// In the query string.
    Query,
    /// As a header.
    Header,
}

impl Location {
    /// As the specification writes it: `query`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

impl Parameter {
    /// How findings name it: `query.offset`.
    pub fn place(&self) -> String {
        format!("{}.{}", self.location.as_str(), self.name)
    }
}

/// A request body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Name of its schema.
    pub schema: String,
}

/// A documented response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// Name of the body's schema; absent where the document describes no body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Whether the document states the status, or it is what the service answers by default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
}

/// An example of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Status of the response; absent for a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// First line of the body.
    pub line: u32,
    /// What had to be mended before it could be read, in the order applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<String>,
    /// The body.
    pub body: Value,
}

/// How settled an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Generally available.
    Stable,
    /// In open beta test: available on request.
    OpenBeta,
}

/// An announced end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deprecation {
    /// Last day of service, `YYYY-MM-DD`.
    pub until: String,
    /// Id of the operation to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Line of the announcement.
    pub line: u32,
}

/// An HTTP method that the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Read.
    Get,
    /// Create, or start something.
    Post,
    /// Replace or change.
    Put,
    /// Delete.
    Delete,
}

impl Operation {
    /// The group part of the id: `starrocks.users` of `starrocks.users.list`.
    pub fn group(&self) -> &str {
        self.id.rsplit_once('.').map_or("", |(group, _)| group)
    }

    /// The command part of the id: `list` of `starrocks.users.list`.
    pub fn command(&self) -> &str {
        self.id.rsplit_once('.').map_or(&self.id, |(_, command)| command)
    }

    /// The documented success response with the lowest status.
    pub fn success(&self) -> Option<(u16, &Response)> {
        self.responses.iter().find(|(status, _)| **status / 100 == 2).map(|(s, r)| (*s, r))
    }

    /// The parameters that travel in one place.
    pub fn parameters_in(&self, location: Location) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.location == location)
    }
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 4] = [Self::Get, Self::Post, Self::Put, Self::Delete];

    /// The method as it is written on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Method {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(text)).ok_or(())
    }
}
