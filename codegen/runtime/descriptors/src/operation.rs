//! Operations: what a request consists of, and what answers it.

use taurusdb_vocabulary::{Effect, Location, Method, Stage};

use crate::resources::{Input, Lock, Paging, RefTarget, Task};
use crate::{Parameter, Schema};

/// One operation of the API.
#[derive(Debug)]
pub struct Operation {
    /// Dotted id: group and command, for example `instances.set_ssl`.
    pub id: &'static str,
    /// What is typed to run it, for example `instances set-ssl`.
    pub command: &'static str,
    /// Section of the API Reference, for example `4.3.7`.
    pub section: &'static str,
    /// Title of the section.
    pub title: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path template with `{name}` for each path parameter.
    pub path: &'static str,
    /// Path, query and header parameters, in the order of the document. Headers that every client
    /// sets by itself (the token, the media type of the body) are not among them.
    pub parameters: &'static [Parameter],
    /// Schema of the JSON request body, if the operation takes one.
    pub request: Option<&'static Schema>,
    /// Documented responses by status, in ascending order.
    pub responses: &'static [Response],
    /// What repeating it does.
    pub effect: Effect,
    /// The resource that it is about; `None` for catalogues and checks that touch no record.
    pub resource: Option<&'static str>,
    /// The inputs that carry an id, and whose: one resource's, or either of several.
    pub refs: &'static [(Input, &'static [RefTarget])],
    /// The records that must be free when the call arrives, and are locked while its task runs.
    pub locks: &'static [Lock],
    /// What follows the work; `None` where the answer has no handle.
    pub task: Option<Task>,
    /// Where the items are; present where the answer is many.
    pub paging: Option<Paging>,
    /// Whether the vendor calls it stable.
    pub stage: Stage,
    /// Set where the vendor has announced its end.
    pub deprecated: Option<Deprecation>,
    /// The IAM actions that a call needs, from the list of the service; none where it lists none.
    pub actions: &'static [Action],
    /// The IAM actions that a call needs, from the section of the operation; none where it lists none.
    pub permissions: &'static [Permission],
    /// The error codes that the section of the operation lists.
    pub errors: &'static [OperationError],
}

/// A documented response.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Schema of the body; `None` where the document describes no body.
    pub schema: Option<&'static Schema>,
    /// Its headers, in the order of the document.
    pub headers: &'static [Parameter],
}

/// An announced end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// Last day of service, `YYYY-MM-DD`; empty if no day is known.
    pub until: &'static str,
    /// Id of the operation to use instead.
    pub successor: Option<&'static str>,
}

/// An IAM action that a call needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its name, for example `gaussdb:instance:list`.
    pub name: &'static str,
    /// Whether it can be granted in an IAM project.
    pub iam_project: bool,
    /// Whether it can be granted in an enterprise project.
    pub enterprise_project: bool,
}

/// An IAM action that a call needs, as the section of its operation states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The action, for example `gaussdb:instance:list`.
    pub action: &'static str,
    /// What it allows, in one word: `read`, `list`, `write`.
    pub access_level: Option<&'static str>,
    /// The kinds of resources that it can be limited to.
    pub resource_types: &'static [&'static str],
    /// The keys of conditions that a policy may have for it.
    pub condition_keys: &'static [&'static str],
    /// Other names of the action.
    pub aliases: &'static [&'static str],
    /// Actions that the call needs beside it.
    pub dependencies: &'static [&'static str],
}

/// An error code of one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationError {
    /// The code.
    pub code: &'static str,
    /// HTTP status of the answer that has it, if one is stated.
    pub status: Option<u16>,
}

impl Operation {
    /// An operation with nothing but its route: enough to call one that no description has.
    ///
    /// It has no parameters, no schemas and no section; what repeating it does follows from the
    /// method.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            command: id,
            section: "",
            title: "",
            method,
            path,
            parameters: &[],
            request: None,
            responses: &[],
            effect: method.usual_effect(),
            resource: None,
            refs: &[],
            locks: &[],
            task: None,
            paging: None,
            stage: Stage::Stable,
            deprecated: None,
            actions: &[],
            permissions: &[],
            errors: &[],
        }
    }

    /// The names of all IAM actions that a call needs, each once.
    pub fn needed_actions(&self) -> Vec<&'static str> {
        let listed = self.actions.iter().map(|action| action.name);
        let own = self.permissions.iter().flat_map(|permission| {
            std::iter::once(permission.action).chain(permission.dependencies.iter().copied())
        });
        let mut names = Vec::new();
        for name in listed.chain(own) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

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
    /// A documented response.
    pub const fn new(status: u16, schema: Option<&'static Schema>) -> Self {
        Self { status, schema, headers: &[] }
    }

    /// The same response with its headers.
    pub const fn headers(self, headers: &'static [Parameter]) -> Self {
        Self { headers, ..self }
    }

    /// Whether the status is 2xx.
    pub const fn is_success(&self) -> bool {
        self.status / 100 == 2
    }
}
