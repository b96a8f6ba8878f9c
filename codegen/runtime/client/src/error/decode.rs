//! A successful answer that cannot be read.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use taurusdb_descriptor_types::Effect;

use super::{Attempts, start};
use crate::redact::{self, Secrets};

/// A successful answer whose body cannot be read at all.
pub struct DecodeError {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) request_id: Option<String>,
    pub(crate) kind: Unreadable,
    pub(crate) problem: String,
    pub(crate) start: String,
    pub(crate) body: Bytes,
    pub(crate) effect: Effect,
    pub(crate) attempts: Attempts,
}

/// Why a body cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It begins as JSON, but ends before the value does.
    CutOff { at: usize },
    /// It begins like JSON, but does not parse.
    Broken,
    /// It is JSON with more lists and objects in each other than are read.
    TooDeep,
    /// It is packed in a way that is not known, or that holds too much.
    Packed,
    /// It is not JSON.
    Other,
}

/// How many lists and objects in each other are read; more could use up the stack.
const DEPTH: usize = 127;

impl Unreadable {
    /// Why this body, which begins like JSON, does not parse.
    #[cold]
    pub(crate) fn of_json(body: &[u8], error: &serde_json::Error) -> Self {
        match (is_too_deep(body), error.is_eof()) {
            (true, _) => Self::TooDeep,
            (false, true) => Self::CutOff { at: body.len() },
            (false, false) => Self::Broken,
        }
    }
}

fn is_too_deep(body: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return true;
        }
    }
    false
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

    /// Hides what the body echoes of the secrets that were sent.
    pub(crate) fn hide(&mut self, secrets: &Secrets) {
        if let Cow::Owned(hidden) = secrets.hidden(&String::from_utf8_lossy(&self.body)) {
            self.body = hidden.into();
            self.start = start(&self.body);
        }
        if let Some(id) = &mut self.request_id {
            *id = secrets.hidden(id).into_owned();
        }
        // Of a body in another encoding, only the text is readable.
        self.start = secrets.hidden(&self.start).into_owned();
    }

    pub(crate) fn is_cut_off(&self) -> bool {
        matches!(self.kind, Unreadable::CutOff { .. })
    }

    /// Why the body cannot be read.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// The raw body, except that secrets which it holds or echoes are masked.
    pub fn body(&self) -> &Bytes {
        &self.body
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
            Unreadable::CutOff { at } => {
                write!(f, "is JSON that ends too early, at byte {at} ({problem}): {start}")?;
            }
            Unreadable::TooDeep => {
                write!(f, "is nested deeper than {DEPTH} levels, and is not read: {start}")?;
            }
            // What it begins with says nothing.
            Unreadable::Packed => f.write_str(problem)?,
            Unreadable::Broken | Unreadable::Other => {
                write!(f, "is not JSON ({problem}): {start}")?;
            }
        }
        if let Some(request_id) = &self.request_id {
            write!(f, " (request id {})", redact::visible(request_id))?;
        }
        let changes = self.effect != Effect::Read;
        f.write_str(match self.kind {
            Unreadable::Other if changes => {
                ". If the endpoint is the service itself, and no proxy or login page, it was probably carried \
                 out: check before sending it again"
            }
            _ if changes => {
                ". The status is that of success, so it was probably carried out: check before sending it again"
            }
            Unreadable::CutOff { .. } => ". The operation only reads: send it again",
            Unreadable::TooDeep => ". Report it to support: no answer should be nested like that",
            Unreadable::Packed => {
                ". No packing was asked for: look for a proxy or gateway on the way that packs answers"
            }
            Unreadable::Broken => ". Report it to support: the service sent broken JSON",
            Unreadable::Other => {
                ". Check that the endpoint is the database service and not a proxy or a login page"
            }
        })
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("problem", &self.problem)
            .field("start", &self.start)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for DecodeError {}
