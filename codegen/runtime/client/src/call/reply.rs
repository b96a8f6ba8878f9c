//! A successful answer.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use taurusdb_descriptor_types::Operation;

use super::lenient;
use crate::error::{DecodeError, Unreadable, start};
use crate::record::{Note, Slot, read_json};
use crate::{Error, request_id};

/// A successful answer: the record that was read from it, status, headers and the raw body.
///
/// Derefs to the record.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// # async fn f(call: taurusdb::Call) -> Result<(), taurusdb::Error> {
/// let reply = call.send_untyped().await?;
/// println!("{} {:?}", reply.status(), reply.request_id());
/// for note in reply.notes() {
///     eprintln!("the service answered oddly: {note}");
/// }
/// let body: serde_json::Value = reply.into_inner();
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Reply<T> {
    value: T,
    // Boxed: replies are moved much more often than these parts are read.
    answer: Box<Answer>,
}

/// The part of a reply that does not depend on the type of the record.
#[derive(Clone)]
pub(super) struct Answer {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    json: OnceLock<Value>,
    notes: Vec<Note>,
}

impl<T> Reply<T> {
    pub(super) fn new(value: T, answer: Box<Answer>) -> Self {
        Self { value, answer }
    }

    /// HTTP status.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        request_id::of(&self.answer.headers)
    }

    /// Response headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The whole body as JSON, including fields that the record does not have; null if it is empty.
    pub fn json(&self) -> &Value {
        self.answer.json()
    }

    /// The raw body.
    pub fn bytes(&self) -> &Bytes {
        &self.answer.body
    }

    /// What had to be converted or dropped to read the body into the record.
    pub fn notes(&self) -> &[Note] {
        &self.answer.notes
    }

    /// Id of the operation that was called.
    pub fn operation(&self) -> &'static str {
        self.answer.operation.id
    }

    /// The record, without the rest of the reply.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The same reply, with the record converted.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Reply<U> {
        Reply { value: make(self.value), answer: self.answer }
    }
}

impl Answer {
    pub(super) fn new(operation: &'static Operation, response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            operation,
            status: parts.status,
            headers: parts.headers,
            body,
            json: OnceLock::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn read_into(&mut self, slot: &mut dyn Slot) -> Result<(), Error> {
        let text = text(&self.body);
        if text.is_empty() {
            return Ok(());
        }
        let (value, mended) = lenient::parse(text).map_err(|error| self.unreadable(&error))?;
        self.notes = mended;
        self.notes.extend(read_json(slot, value));
        if !self.notes.is_empty() {
            tracing::debug!(count = self.notes.len(), first = %self.notes[0], "bent the answer");
        }
        Ok(())
    }

    /// Parsed again on request, which is rare, instead of copied for every record.
    fn json(&self) -> &Value {
        let parse = || lenient::parse(text(&self.body)).map(|(value, _)| value);
        self.json.get_or_init(|| parse().unwrap_or_default())
    }

    #[cold]
    fn unreadable(&self, error: &serde_json::Error) -> Error {
        Error::Decode(Box::new(DecodeError {
            operation: self.operation.id,
            status: self.status,
            request_id: request_id::of(&self.headers).map(str::to_owned),
            kind: self.kind(error),
            problem: error.to_string(),
            start: start(&self.body),
        }))
    }

    fn kind(&self, error: &serde_json::Error) -> Unreadable {
        if !text(&self.body).starts_with(b"{") && !text(&self.body).starts_with(b"[") {
            return Unreadable::Other;
        }
        match error.is_eof() {
            true => Unreadable::CutOff { at: self.body.len(), method: self.operation.method },
            false => Unreadable::Broken,
        }
    }
}

/// The body without a byte order mark and surrounding white space.
fn text(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body).trim_ascii()
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Reply<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: Slot> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.answer.status.as_u16())
            .field("request_id", &self.request_id())
            .field("value", &crate::record::Shown(&self.value))
            .finish_non_exhaustive()
    }
}
