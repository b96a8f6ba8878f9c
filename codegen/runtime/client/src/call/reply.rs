//! A successful answer.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use taurusdb_descriptor_types::Operation;

use crate::encoding::text;
use crate::error::{
    Attempts, DecodeError, Unreadable, is_failure, is_failure_in_pieces, is_name_of_code, start,
};
use crate::read::{Body, Text, Tree};
use crate::record::{Extra, Extras, Note, Slot, Unfilled};
use crate::{Client, inflate, lenient, request_id};

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
    pub(super) value: T,
    // Boxed: replies are moved much more often than these parts are read.
    pub(super) answer: Box<Answer>,
}

/// The part of a reply that does not depend on the type of the record.
#[derive(Clone)]
pub(crate) struct Answer {
    client: Client,
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// What the body holds, until a record is made of it.
    read: Option<Body>,
    /// The same as a tree, for whoever looks into it before that.
    tree: OnceLock<Value>,
    json: OnceLock<Value>,
    notes: Vec<Note>,
}

impl<T> Reply<T> {
    /// Reads the answer into a record.
    pub(crate) fn of(mut answer: Box<Answer>) -> Self
    where
        T: Slot + Default,
    {
        let mut value = T::default();
        answer.read_into(&mut value);
        Self { value, answer }
    }

    /// HTTP status.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
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

    /// The body as text that any parser takes: in UTF-8, mended where it was broken, each number with the digits that
    /// it came with, and fields in their order, also those that come twice. Empty if the body is. Beside it, what was
    /// mended.
    pub fn strict_json(&self) -> (Cow<'_, str>, Vec<Note>) {
        self.answer.strict_json()
    }

    /// What had to be converted or dropped to read the body into the record.
    pub fn notes(&self) -> &[Note] {
        &self.answer.notes
    }

    /// The fields of the body that the record does not have, at every depth: what the service has learnt since
    /// the document. In the order of the body, with the path and the value of each.
    ///
    /// The body is read once more for it, so it costs nothing while nobody asks.
    ///
    /// ```no_run
    /// # use taurusdb_runtime as taurusdb;
    /// # fn f<T: taurusdb::record::Slot + taurusdb::record::Unfilled>(reply: taurusdb::Reply<T>) {
    /// for field in reply.unknown_fields() {
    ///     println!("{} is {}", field.path, field.value); // instances[0].kernel.build is "2.0.63"
    /// }
    /// # }
    /// ```
    pub fn unknown_fields(&self) -> Vec<Extra>
    where
        T: Slot + Unfilled,
    {
        self.answer.extras(&mut T::unfilled()).unknown
    }

    /// The values that do not count because the body has their field once more: of a name that comes twice,
    /// the last value counts; of two names of one field, the documented one. [`notes`](Self::notes) tells of
    /// each.
    pub fn repeated_fields(&self) -> Vec<Extra>
    where
        T: Slot + Unfilled,
    {
        self.answer.extras(&mut T::unfilled()).repeated
    }

    /// Id of the operation that was called.
    pub fn operation(&self) -> &'static str {
        self.answer.operation.id
    }

    pub(crate) fn descriptor(&self) -> &'static Operation {
        self.answer.operation
    }

    pub(crate) fn client(&self) -> &Client {
        &self.answer.client
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
    /// Reads a response with a 2xx status. Gives it back if its body says that the call failed.
    ///
    /// # Errors
    /// Fails if the body cannot be read.
    pub(super) fn read(
        client: &Client,
        operation: &'static Operation,
        response: http::Response<Bytes>,
    ) -> Result<Result<Self, http::Response<Bytes>>, Box<DecodeError>> {
        let (parts, body) = response.into_parts();
        let mut answer = Self {
            client: client.clone(),
            operation,
            status: parts.status,
            headers: parts.headers,
            body,
            read: None,
            tree: OnceLock::new(),
            json: OnceLock::new(),
            notes: Vec::new(),
        };
        let bytes = text(&answer.body);
        if bytes.is_empty() {
            return Ok(Ok(answer));
        }
        let text = Text::of(&bytes);
        let read = Body::of(text);
        let schema = operation.success().and_then(|response| response.schema);
        let is_declared = |name: &str| schema.is_some_and(|schema| schema.field(name).is_some());
        let fails = match &read {
            Ok(read) => {
                !read.is_plain_success(text, is_declared, is_name_of_code)
                    && is_failure(&read.value(text), &is_declared)
            }
            Err(_) => is_failure_in_pieces(&answer.body),
        };
        drop(bytes);
        if fails {
            let mut response = http::Response::new(answer.body);
            *response.status_mut() = answer.status;
            *response.headers_mut() = answer.headers;
            *response.extensions_mut() = parts.extensions;
            return Ok(Err(response));
        }
        answer.read = Some(match read {
            Ok(read) => read,
            Err(error) => return Err(answer.unreadable(&error)),
        });
        Ok(Ok(answer))
    }

    /// The id that the service gave the request.
    pub(super) fn request_id(&self) -> Option<&str> {
        request_id::of(&self.headers)
    }

    /// The body, until a record is made of it; `None` if it is empty.
    pub(crate) fn value(&self) -> Option<&Value> {
        let read = self.read.as_ref()?;
        Some(self.tree.get_or_init(|| read.value(Text::of(&text(&self.body))).into_owned()))
    }

    fn show(&self, value: &dyn Slot, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status.as_u16())
            .field("request_id", &self.request_id())
            .field("value", &crate::record::Shown(value))
            .finish_non_exhaustive()
    }

    pub(super) fn read_into(&mut self, slot: &mut dyn Slot) {
        if let Some(read) = self.read.take() {
            self.notes = read.read_into(Text::of(&text(&self.body)), slot);
        }
        if !self.notes.is_empty() {
            tracing::debug!(count = self.notes.len(), first = %self.notes[0], "bent the answer");
        }
    }

    /// Parsed again on request, which is rare, instead of copied for every record.
    fn json(&self) -> &Value {
        self.json.get_or_init(|| {
            let schema = self.operation.success().and_then(|response| response.schema);
            Tree::of(&text(&self.body)).map(|read| read.restored(schema)).unwrap_or_default()
        })
    }

    fn strict_json(&self) -> (Cow<'_, str>, Vec<Note>) {
        match text(&self.body) {
            Cow::Borrowed(text) => lenient::strict(text).unwrap_or_default(),
            Cow::Owned(text) => {
                let (text, notes) = lenient::strict(&text).unwrap_or_default();
                (text.into_owned().into(), notes)
            }
        }
    }

    fn extras(&self, slot: &mut dyn Slot) -> Extras {
        let text = text(&self.body);
        Tree::of(&text).map(|read| read.extras(&text, slot)).unwrap_or_default()
    }

    #[cold]
    fn unreadable(&self, error: &serde_json::Error) -> Box<DecodeError> {
        let packed = inflate::packing(&self.headers, &self.body);
        let (kind, problem) = match packed {
            Some(name) => {
                (Unreadable::Packed, format!("is packed ({name}) and cannot be unpacked"))
            }
            None => (self.kind(error), error.to_string()),
        };
        Box::new(DecodeError {
            operation: self.operation.id,
            status: self.status,
            request_id: request_id::of(&self.headers).map(str::to_owned),
            kind,
            problem,
            start: start(&self.body),
            body: self.body.clone(),
            effect: self.operation.effect,
            attempts: Attempts::default(),
        })
    }

    fn kind(&self, error: &serde_json::Error) -> Unreadable {
        if !text(&self.body).starts_with(b"{") && !text(&self.body).starts_with(b"[") {
            return Unreadable::Other;
        }
        Unreadable::of_json(&self.body, error)
    }
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
        self.answer.show(&self.value, f)
    }
}
