//! A successful answer that cannot be read.

use std::fmt;

use http::StatusCode;
use taurusdb_descriptor_types::{Effect, Method};

use crate::redact;

/// A successful answer whose body cannot be read at all.
#[derive(Debug)]
pub struct DecodeError {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) request_id: Option<String>,
    pub(crate) kind: Unreadable,
    pub(crate) problem: String,
    pub(crate) start: String,
}

/// Why a body cannot be read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unreadable {
    /// It begins as JSON, but ends before the value does.
    CutOff { at: usize, method: Method },
    /// It begins like JSON, but does not parse.
    Broken,
    /// It is not JSON.
    Other,
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

    /// The id that the service gave the request.
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
        let Self { operation, status, problem, .. } = self;
        let start = redact::visible(&self.start);
        write!(f, "{operation}: {status}, but the body ")?;
        match self.kind {
            Unreadable::CutOff { at, .. } => {
                write!(f, "is JSON that ends too early, at byte {at} ({problem}): {start}")?;
            }
            Unreadable::Broken | Unreadable::Other => {
                write!(f, "is not JSON ({problem}): {start}")?;
            }
        }
        if let Some(request_id) = &self.request_id {
            write!(f, " (request id {})", redact::visible(request_id))?;
        }
        f.write_str(match self.kind {
            Unreadable::CutOff { method, .. } if method.usual_effect() == Effect::Read => {
                ". The operation only reads: send it again"
            }
            Unreadable::CutOff { .. } => ". Check what it did before sending it again",
            Unreadable::Broken => ". Report it to support: the service sent broken JSON",
            Unreadable::Other => {
                ". Check that the endpoint is the database service and not a proxy or a login page"
            }
        })
    }
}

impl std::error::Error for DecodeError {}
