use std::fmt;

use http::StatusCode;

/// A successful answer whose body cannot be read at all.
#[derive(Debug)]
pub struct DecodeError {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) request_id: Option<String>,
    pub(crate) problem: String,
    pub(crate) start: String,
}

impl DecodeError {
    /// Id of the operation, for example `instances.create`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The id under which the service knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Why the body cannot be read.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// The start of the body.
    pub fn start(&self) -> &str {
        &self.start
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, status, problem, start, .. } = self;
        write!(f, "{operation}: {status}, but the body is not JSON ({problem}): {start}")?;
        if let Some(request_id) = &self.request_id {
            write!(f, " (request id {request_id})")?;
        }
        f.write_str(". Check that the endpoint is the database service and not a proxy or a portal")
    }
}
