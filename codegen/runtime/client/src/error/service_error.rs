//! An answer that reports an error.

use std::fmt;

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};
use taurusdb_descriptor_types::ErrorCode;

use super::classes::Class;
use super::{Attempts, advice, body};
use crate::{redact, request_id};

/// An answer that reports an error, from the service or from the gateway in front of it.
///
/// [`Error::service`](crate::Error::service) returns it.
pub struct ServiceError {
    operation: &'static str,
    status: StatusCode,
    code: Option<String>,
    known: Option<&'static ErrorCode>,
    message: String,
    request_id: Option<String>,
    headers: HeaderMap,
    body: Bytes,
    pub(super) attempts: Attempts,
    /// What else is known about the cause.
    hint: Option<String>,
}

impl ServiceError {
    /// `known` says what an error code means.
    pub(crate) fn new(
        operation: &'static str,
        response: http::Response<Bytes>,
        known: impl FnOnce(&str) -> Option<&'static ErrorCode>,
    ) -> Self {
        let (parts, raw) = response.into_parts();
        let said = body::read(&raw);
        let message = match said.message {
            Some(message) => redact::canonical_echo(message),
            None if raw.trim_ascii().is_empty() => "the answer has no body".to_owned(),
            None => without_reason(&raw),
        };
        let request_id = request_id::of(&parts.headers).map(str::to_owned).or(said.request_id);
        Self {
            operation,
            status: parts.status,
            known: said.code.as_deref().and_then(known),
            code: said.code,
            message,
            request_id,
            headers: parts.headers,
            attempts: Attempts::default(),
            hint: None,
            body: match std::str::from_utf8(&raw) {
                Ok(text) if text.contains("x-security-token:") => {
                    redact::canonical_echo(text.to_owned()).into()
                }
                _ => raw,
            },
        }
    }

    /// Id of the operation, for example `instances.create`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Error code, if the body has one.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What the code means and what to do, if the client knows the code.
    pub fn known(&self) -> Option<&'static ErrorCode> {
        self.known
    }

    /// The message of the service; without one, a description of the answer.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Response headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The address that a redirection points to, without parts that may be secret.
    fn location(&self) -> Option<String> {
        let location = self.headers.get(LOCATION).filter(|_| self.status.is_redirection())?;
        Some(redact::address(&String::from_utf8_lossy(location.as_bytes())))
    }

    /// Whether there were too many calls in too short a time.
    pub(crate) fn is_throttled(&self) -> bool {
        self.class().is_throttled()
    }

    /// Whether something is in the way, be it an operation that runs or a name that is taken.
    pub(crate) fn is_conflict(&self) -> bool {
        self.class().is_conflict()
    }

    /// Whether the same call may succeed later.
    pub(crate) fn is_retryable(&self) -> bool {
        self.class().is_retryable()
    }

    /// Whether the signature or the token is refused, by the gateway or by the service.
    pub(crate) fn refuses_proof(&self) -> bool {
        self.class().refuses_proof()
    }

    /// Adds what else is known about the cause.
    pub(crate) fn explain(&mut self, hint: String) {
        self.hint = Some(hint);
    }

    pub(super) fn class(&self) -> Class<'_> {
        Class { status: self.status, code: self.code(), known: self.known }
    }

    /// The raw body, except that a security token echoed by the gateway is masked.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// The message for a body that has none of the known shapes.
fn without_reason(body: &[u8]) -> String {
    const NONE: &str = "the answer gives no reason";
    match body::start(body).as_str() {
        "{}" | "null" | "\"\"" => NONE.to_owned(),
        start => redact::canonical_echo(format!("{NONE}, only {start}")),
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.status)?;
        if let Some(code) = &self.code {
            write!(f, ", {}", redact::visible(code))?;
        }
        write!(f, ": {}", redact::visible(self.message.trim_end_matches('.')))?;
        if let Some(location) = self.location() {
            write!(f, ", it points to {}", redact::visible(&location))?;
        }
        if let Some(request_id) = &self.request_id {
            write!(f, " (request id {})", redact::visible(request_id))?;
        }
        if let Some(advice) = advice::on_answer(self.class()) {
            write!(f, ". {advice}")?;
        }
        match &self.hint {
            Some(hint) => write!(f, ". {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ServiceError {}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}
