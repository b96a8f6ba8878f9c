use taurusdb_vocabulary::{Location, Method, Stage};

use crate::{Schema, Type};

/// One operation of the API.
#[derive(Debug)]
pub struct Operation {
    /// Dotted id: group and command, for example `instances.rename`.
    pub id: &'static str,
    /// Last part of the id: the command within its group, for example `rename`.
    pub command: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// Section of the API Reference, for example `4.3.7`.
    pub section: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path template with `{name}` for each path parameter.
    pub path: &'static str,
    /// Path, query and header parameters, in the order of the document.
    /// The token and content-type headers, which a client sets by itself, are not among them.
    pub parameters: &'static [Parameter],
    /// Schema of the JSON request body, if the operation takes one.
    pub request: Option<&'static Schema>,
    /// Responses by status, in ascending order; at least one.
    pub responses: &'static [Response],
    /// Example requests and responses of the document.
    pub examples: &'static [Example],
    /// Whether the vendor calls it stable.
    pub stage: Stage,
    /// Set where the vendor has announced its end.
    pub deprecated: Option<Deprecation>,
}

/// A parameter outside the body.
#[derive(Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub name: &'static str,
    /// Where it travels.
    pub location: Location,
    /// Declared type; always a scalar or an array of scalars.
    pub kind: Type,
    /// Whether a request without it is wrong.
    pub required: bool,
    /// What the value is, in one line; empty where nobody has described it yet.
    pub doc: &'static str,
    /// The documented values; empty where any value goes. Open: the service may know more.
    pub values: &'static [&'static str],
    /// What each of the values means, in their order; empty where nobody has said so yet.
    pub labels: &'static [&'static str],
    /// The value the service assumes when none is given.
    pub default: Option<&'static str>,
}

/// A documented response.
#[derive(Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Schema of the body; `None` where the document states none.
    pub schema: Option<&'static Schema>,
}

/// An example of the document.
#[derive(Debug)]
pub struct Example {
    /// `None` for a request, the HTTP status for a response.
    pub status: Option<u16>,
    /// The JSON body, as text.
    pub body: &'static str,
}

/// An announced end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// Last day of service, `YYYY-MM-DD`.
    pub until: &'static str,
    /// Id of the operation to use instead.
    pub successor: Option<&'static str>,
}

impl Operation {
    /// An operation without any property; tables name what differs.
    pub const DEFAULT: Self = Self {
        id: "",
        command: "",
        summary: "",
        section: "",
        method: Method::Get,
        path: "",
        parameters: &[],
        request: None,
        responses: &[],
        examples: &[],
        stage: Stage::Stable,
        deprecated: None,
    };

    /// The documented success response: the first one with a 2xx status.
    pub fn success(&self) -> Option<&'static Response> {
        self.responses.iter().find(|response| response.is_success())
    }

    /// The parameters that travel in one place.
    pub fn parameters_in(&self, location: Location) -> impl Iterator<Item = &'static Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.location == location)
    }
}

impl Response {
    /// A response with a body.
    pub const fn new(status: u16, schema: &'static Schema) -> Self {
        Self { status, schema: Some(schema) }
    }

    /// A response of whose body nothing is known.
    pub const fn bare(status: u16) -> Self {
        Self { status, schema: None }
    }

    /// Whether the status is 2xx.
    pub const fn is_success(&self) -> bool {
        self.status / 100 == 2
    }
}

impl Parameter {
    /// Name of the path parameter that a client is set up with, so that no call asks for it.
    pub const PROJECT_ID: &'static str = "project_id";

    /// Name of the header that every operation takes, also where the document does not list it: the
    /// language of messages. A client sends the one that it is set up with.
    pub const LANGUAGE: &'static str = "X-Language";

    /// An optional query parameter of type string; tables name what differs.
    pub const DEFAULT: Self = Self {
        name: "",
        location: Location::Query,
        kind: Type::String,
        required: false,
        doc: "",
        values: &[],
        labels: &[],
        default: None,
    };

    /// A path parameter, which every request has.
    pub const fn path(name: &'static str, kind: Type) -> Self {
        Self { name, kind, location: Location::Path, required: true, ..Self::DEFAULT }
    }

    /// An optional query parameter.
    pub const fn query(name: &'static str, kind: Type) -> Self {
        Self { name, kind, location: Location::Query, ..Self::DEFAULT }
    }

    /// An optional header.
    pub const fn header(name: &'static str, kind: Type) -> Self {
        Self { name, kind, location: Location::Header, ..Self::DEFAULT }
    }

    /// The same parameter, mandatory.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same parameter with what it is.
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// The same parameter with its documented values.
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// The same parameter with what each of its documented values means.
    pub const fn labels(mut self, labels: &'static [&'static str]) -> Self {
        self.labels = labels;
        self
    }

    /// The same parameter with the value that the service assumes.
    pub const fn default_value(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }
}
