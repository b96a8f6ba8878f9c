//! An answer that reports an error.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, HeaderValue, StatusCode};
use taurusdb_descriptor_types::{Effect, ErrorCode};

use super::classes::Class;
use super::{Attempts, advice, body};
use crate::redact::{MASK, Secrets};
use crate::transport::{Incomplete, Via};
use crate::{inflate, redact, request_id};

/// An answer that reports an error, from the service or from the gateway in front of it.
///
/// [`Error::service`](crate::Error::service) returns it.
pub struct ServiceError {
    operation: &'static str,
    /// What repeating the operation does.
    effect: Effect,
    status: StatusCode,
    code: Option<String>,
    known: Option<&'static ErrorCode>,
    /// Whether the body is a page for a browser.
    is_page: bool,
    message: String,
    request_id: Option<String>,
    headers: HeaderMap,
    /// The proxy that the answer came through.
    via: Option<Via>,
    body: Bytes,
    /// Why the body is not whole, if it is not.
    incomplete: Option<Incomplete>,
    pub(super) attempts: Attempts,
    /// What else is known about the cause.
    hint: Option<String>,
}

impl ServiceError {
    /// `secrets` must not be shown, wherever the answer holds or echoes them; `known` says what an error code means.
    pub(crate) fn new(
        operation: &'static str,
        effect: Effect,
        response: http::Response<Bytes>,
        secrets: &Secrets,
        known: impl FnOnce(&str) -> Option<&'static ErrorCode>,
    ) -> Self {
        let (mut parts, raw) = response.into_parts();
        let raw = without_echo(raw, secrets);
        for value in parts.headers.values_mut() {
            if let Cow::Owned(hidden) = secrets.hidden(&String::from_utf8_lossy(value.as_bytes())) {
                *value = HeaderValue::try_from(hidden).unwrap_or(HeaderValue::from_static(MASK));
            }
        }
        let said = body::read(&raw);
        let message = match said.message {
            Some(message) => secrets.hidden(&redact::canonical_echo(message)).into_owned(),
            None if raw.trim_ascii().is_empty() => "the answer has no body".to_owned(),
            None => match inflate::packing(&parts.headers, &raw) {
                Some(name) => format!("the answer is packed ({name}) and cannot be unpacked"),
                None => secrets.hidden(&without_reason(&raw)).into_owned(),
            },
        };
        let request_id = request_id::of(&parts.headers).map(str::to_owned).or(said.request_id);
        Self {
            operation,
            effect,
            status: parts.status,
            known: said.code.as_deref().and_then(known),
            code: said.code,
            is_page: body::is_page(&raw),
            message,
            request_id,
            headers: parts.headers,
            attempts: Attempts::default(),
            via: parts.extensions.remove(),
            incomplete: parts.extensions.remove(),
            body: raw,
            hint: None,
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

    /// What to do next, if that is known.
    pub(super) fn advice(&self) -> Option<&'static str> {
        advice::on_answer(self.class(), self.effect)
    }

    /// The address that a redirection points to, without parts that may be secret.
    fn location(&self) -> Option<String> {
        let location = self.headers.get(LOCATION).filter(|_| self.status.is_redirection())?;
        Some(redact::address(&String::from_utf8_lossy(location.as_bytes())))
    }

    /// Whether the answer may be that of something in between: no code tells that the service has spoken.
    fn is_of_a_gateway(&self) -> bool {
        self.code.is_none()
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
        Class { status: self.status, code: self.code(), known: self.known, is_page: self.is_page }
    }

    /// The raw body, except that secrets which it holds or echoes are masked.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// A body without the secrets that it echoes; most have none, and stay what they are.
fn without_echo(raw: Bytes, secrets: &Secrets) -> Bytes {
    let text = String::from_utf8_lossy(&raw);
    let hidden = secrets.hidden(&text);
    let shown = redact::canonical_echo(hidden.clone().into_owned());
    if shown == *text { raw } else { shown.into() }
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
        if let Some(Incomplete(why)) = &self.incomplete {
            write!(f, " (its body did not come whole: {why})")?;
        }
        if let Some(Via(proxy)) = self.via.as_ref().filter(|_| self.is_of_a_gateway()) {
            write!(f, ", through the proxy {proxy}")?;
        }
        if let Some(request_id) = &self.request_id {
            write!(f, " (request id {})", redact::visible(request_id))?;
        }
        if let Some(advice) = self.advice() {
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
