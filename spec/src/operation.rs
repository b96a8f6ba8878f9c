//! One operation: its route, parameters, body, responses and examples.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Facts, Location, Mandatory, Method, Stage, Type};

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
    #[serde(skip)]
    pub lines: [u32; 2],
    /// HTTP method.
    pub method: Method,
    /// Path template, for example `/v3/{project_id}/instances`.
    pub path: String,
    /// Line of the method and path.
    #[serde(skip)]
    pub uri_line: u32,
    /// Set if other operations have the same method and path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<Variant>,
    /// How mature the vendor says it is.
    pub stage: Stage,
    /// Set if the document announces the end of the operation.
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
    /// The IAM actions that the section itself lists. The table of the whole service, which older
    /// documents have instead, is in [`Service`](crate::Service).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
    /// The error codes that the section itself lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<OperationError>,
    /// The examples of the document that could be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// What tells an operation from the others with its method and path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// A field that every body of the operation has, and no body of the others; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// A path without the names of its parameters: what a server can tell apart.
pub fn shape(path: &str) -> String {
    let part =
        |part: &'_ str| if part.starts_with('{') { "{}".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// A path, query or header parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Name on the wire.
    pub name: String,
    /// Where a request carries it.
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
    #[serde(skip)]
    pub table: String,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}

impl Parameter {
    /// Its name in the ledger: `query.offset`.
    pub fn place(&self) -> String {
        format!("{}.{}", self.location.as_str(), self.name)
    }

    /// Whether it is the project in the path. A client is configured with one project, so callers do
    /// not pass it, and it is not the id of a resource.
    pub fn is_project(&self) -> bool {
        self.location == Location::Path && self.name == "project_id"
    }

    /// Whether it is a header that every client sets by itself: the token, from its credentials, or
    /// the media type, from the body. The document lists these headers for some operations only,
    /// OpenAPI states them in another way, and callers do not pass them.
    pub fn is_implied(&self) -> bool {
        self.location == Location::Header && is_one_of(&self.name, &IMPLIED)
    }

    /// Whether a header of this name says nothing about the operation that lists it. These are the
    /// [implied](Self::is_implied) headers, the language of messages, which every operation takes, and
    /// the date, which belongs to the signature. A caller may still set the language for one call.
    pub fn is_common_header(name: &str) -> bool {
        is_one_of(name, &IMPLIED) || is_one_of(name, &["X-Language", "X-Sdk-Date"])
    }
}

const IMPLIED: [&str; 2] = ["X-Auth-Token", "Content-Type"];

fn is_one_of(name: &str, headers: &[&str]) -> bool {
    headers.iter().any(|header| header.eq_ignore_ascii_case(name))
}

/// A request body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Name of its schema.
    pub schema: String,
}

/// A documented response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// Name of the body's schema; absent if the document describes no body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Its headers, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Parameter>,
    /// Whether the status is only assumed, because the document does not state it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
}

/// An IAM action that a call needs, according to the section of its operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// The action, for example `gaussdb:instance:list`.
    pub action: String,
    /// What it allows, in one word: `read`, `list`, `write`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_level: Option<String>,
    /// The kinds of resources that it can be limited to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resource_types: Vec<String>,
    /// The keys of conditions that a policy may have for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition_keys: Vec<String>,
    /// Other names of the action.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Actions that the call needs beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<String>,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}

/// An error code of one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationError {
    /// The code.
    pub code: String,
    /// HTTP status of the answer that has it, if the section states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}

/// An example of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Status of the response; absent for a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// First line of the body.
    #[serde(skip)]
    pub line: u32,
    /// The repairs that made it readable, in the order in which they were applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<String>,
    /// What it shows that its schema does not allow, although examples have widened the schema.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradicts: Vec<String>,
    /// The body.
    pub body: Value,
}

/// The announced end of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deprecation {
    /// Last day of service, `YYYY-MM-DD`; empty if the document announces the end without a day.
    pub until: String,
    /// Id of the operation to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Line of the announcement.
    #[serde(skip)]
    pub line: u32,
}

impl Deprecation {
    /// The day, in words for people: `ends on 2026-12-31`.
    pub fn end(&self) -> String {
        match self.until.as_str() {
            "" => "will end".to_owned(),
            until => format!("ends on {until}"),
        }
    }
}

/// Whether a status means success.
pub fn is_success(status: u16) -> bool {
    status / 100 == 2
}

impl Operation {
    /// How decided names and the lock of names call the operation: `POST /v1/kettles/{id}/action`, and if
    /// others have that route, followed by the title in parentheses.
    pub fn key(&self) -> String {
        let Self { method, path, title, variant, .. } = self;
        match variant {
            Some(_) => format!("{method} {path} ({title})"),
            None => format!("{method} {path}"),
        }
    }

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
        self.responses.iter().find(|(status, _)| is_success(**status)).map(|(s, r)| (*s, r))
    }

    /// The schema of the body of an example: of the response with the status, or of the request if
    /// there is no status. A success status that no table has counts as the one that a table has.
    pub fn schema_of(&self, status: Option<u16>) -> Option<&str> {
        let Some(status) = status else {
            return self.request.as_ref().map(|body| body.schema.as_str());
        };
        let success = || self.success().filter(|_| is_success(status)).map(|(_, found)| found);
        self.responses.get(&status).or_else(success)?.schema.as_deref()
    }

    /// The examples with their names: `request 1`, `200 2`. The examples of each status, and those of
    /// requests, are counted from 1.
    pub fn named_examples(&self) -> impl Iterator<Item = (String, &Example)> {
        example_names(&self.examples).zip(&self.examples)
    }

    /// The parameters in one place of the request.
    pub fn parameters_in(&self, location: Location) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.location == location)
    }
}

/// The names of an operation's examples, in their order.
pub(crate) fn example_names(examples: &[Example]) -> impl Iterator<Item = String> {
    let mut counts: BTreeMap<Option<u16>, u32> = BTreeMap::new();
    examples.iter().map(move |example| {
        let count = counts.entry(example.status).or_default();
        *count += 1;
        match example.status {
            None => format!("request {count}"),
            Some(status) => format!("{status} {count}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Parameter;
    use crate::{Facts, Location, Mandatory, Type};

    /// Whether a parameter is the project, is implied, and is a header that all operations have.
    #[track_caller]
    fn check(location: Location, name: &str, expected: [bool; 3]) {
        let parameter = Parameter {
            name: name.to_owned(),
            location,
            kind: Type::String,
            mandatory: Mandatory::Yes,
            facts: Facts::default(),
            table: "4-1".to_owned(),
            line: 1,
        };
        let is_common = location == Location::Header && Parameter::is_common_header(name);
        assert_eq!([parameter.is_project(), parameter.is_implied(), is_common], expected, "{name}");
    }

    #[test]
    fn what_clients_know_is_told_apart() {
        check(Location::Path, "project_id", [true, false, false]);
        check(Location::Query, "project_id", [false, false, false]);
        check(Location::Header, "X-Auth-Token", [false, true, true]);
        check(Location::Header, "content-type", [false, true, true]);
        check(Location::Query, "Content-Type", [false, false, false]);
        check(Location::Header, "X-Language", [false, false, true]);
        check(Location::Header, "X-Sdk-Date", [false, false, true]);
        check(Location::Header, "X-Trace", [false, false, false]);
    }
}
