//! One call: its parameters, how to send it, and the reply.

mod body;
mod dynamic;
mod exchange;
mod fits;
mod fitted;
mod parts;
mod reply;
mod request;
mod sending;
mod typestate;

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use taurusdb_descriptor_types::Operation;

use crate::instant::Instant;
use crate::query::ToQuery;
use crate::record::{Record, Slot, to_json};
use crate::redact::{MASK, is_secret_header, is_secret_parameter};
use crate::{Client, Error, Retries};

use body::Body;
use parts::Parts;
pub(crate) use reply::Answer;
pub use reply::Reply;
pub use sending::SendFuture;
pub use typestate::{Given, Mark, Missing, Nothing, Provided, Set, SetFirst, State, Unchecked};

/// A call that is being prepared: an operation and its parameters.
///
/// Generated builders hold a call and set its parameters by name. It can also be used directly,
/// for an operation of which only the route is known:
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::descriptors::{Method, Operation};
/// use taurusdb::{Call, Client};
///
/// static LIST: Operation =
///     Operation::new("instances.list", Method::Get, "/v3/{project_id}/instances");
///
/// # async fn f(client: Client) -> Result<(), taurusdb::Error> {
/// let reply = Call::new(&client, &LIST).query("limit", 10).send_untyped().await?;
/// println!("{}", reply["instances"][0]["name"]);
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    client: Client,
    /// Boxed, because calls are moved with each parameter that is set.
    parts: Box<Parts>,
}

impl Client {
    /// A call of an operation, without parameters yet.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self, operation)
    }
}

impl Call {
    /// A call of an operation, without parameters yet.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self { client: client.clone(), parts: Box::new(Parts::new(operation)) }
    }

    /// The same call, of somebody who waits for its answer only until then.
    pub(crate) fn until(mut self, until: Option<Instant>) -> Self {
        self.parts.until = until;
        self
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.parts.operation
    }

    /// The client through which it is called.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sets a path parameter. Unless it is set here, `project_id` is the client's.
    pub fn path(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set_path(name, value);
        self
    }

    /// Sets a query parameter; a list becomes repeated pairs. Setting it again replaces it.
    pub fn query(mut self, name: &'static str, value: impl ToQuery) -> Self {
        self.set_query(name, value);
        self
    }

    /// Sets a request header, replacing the one that the client would send: `X-Project-Id`,
    /// `X-Language`, `X-Auth-Token` and so on.
    ///
    /// With an access key, signing makes `Authorization` and `X-Sdk-Date`; a call that sets one of
    /// them is refused when it is sent.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set_header(name, value);
        self
    }

    /// Sets the body to a record.
    pub fn body(mut self, record: &dyn Record) -> Self {
        self.set_body(record);
        self
    }

    /// Sets the body to any JSON value.
    pub fn json(mut self, value: Value) -> Self {
        self.set_json(value);
        self
    }

    /// Sets the body to something that is not JSON, such as a form.
    pub fn data(mut self, content_type: impl Into<String>, data: impl Into<Bytes>) -> Self {
        self.set_data(content_type, data);
        self
    }

    /// When this call is sent again by itself, instead of [what the client does](crate::ClientBuilder::retries).
    pub fn retries(mut self, retries: Retries) -> Self {
        self.set_retries(retries);
        self
    }

    /// Whether this call is held against the description of its operation before it is sent, instead of
    /// [what the client does](crate::ClientBuilder::validate).
    pub fn validate(mut self, validate: bool) -> Self {
        self.parts.validate = Some(validate);
        self
    }

    /// How long each attempt of this call may take, instead of
    /// [what the client allows](crate::ClientBuilder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.parts.timeout = Some(timeout);
        self
    }

    /// [`path`](Self::path) for a borrowed call.
    pub fn set_path(&mut self, name: &'static str, value: impl Into<String>) {
        put(&mut self.parts.path, name, value.into());
    }

    /// [`query`](Self::query) for a borrowed call.
    pub fn set_query(&mut self, name: &'static str, value: impl ToQuery) {
        self.set_query_value(name, &value);
    }

    /// [`header`](Self::header) for a borrowed call.
    pub fn set_header(&mut self, name: &'static str, value: impl Into<String>) {
        put(&mut self.parts.headers, name, value.into());
    }

    /// [`body`](Self::body) for a borrowed call.
    pub fn set_body(&mut self, record: &dyn Record) {
        self.parts.body = Body::Json(to_json(record));
    }

    /// [`json`](Self::json) for a borrowed call.
    pub fn set_json(&mut self, value: Value) {
        self.parts.body = Body::Json(value);
    }

    /// [`data`](Self::data) for a borrowed call.
    pub fn set_data(&mut self, content_type: impl Into<String>, data: impl Into<Bytes>) {
        self.parts.body = Body::Other { content_type: content_type.into(), data: data.into() };
    }

    /// [`retries`](Self::retries) for a borrowed call.
    pub fn set_retries(&mut self, retries: Retries) {
        self.parts.retries = Some(retries);
    }

    /// The JSON body set so far.
    pub fn json_body(&self) -> Option<&Value> {
        self.parts.body.json(self.parts.given)
    }

    /// The request as it would be sent, but unsigned: for a dry run, or to inspect it.
    ///
    /// # Errors
    /// Fails if a path parameter is missing, if a header cannot be written, or if callers must not
    /// set it.
    pub fn unsigned_request(&self) -> Result<http::Request<Bytes>, Error> {
        request::build(&self.client, &self.parts)
    }

    /// The request as it would be sent, signed and ready for any HTTP client.
    ///
    /// What is missing for it is fetched first: a token, temporary keys, the id of the project.
    ///
    /// # Errors
    /// Fails for the reasons of [`unsigned_request`](Self::unsigned_request), and if the request
    /// cannot be signed.
    pub async fn request(&self) -> Result<http::Request<Bytes>, Error> {
        self.find_project().await?;
        let mut request = request::build(&self.client, &self.parts)?;
        self.prove(&mut request).await?;
        Ok(request)
    }

    /// Sends the call and reads the answer into a record, tolerantly.
    ///
    /// An empty answer gives the default record.
    ///
    /// # Errors
    /// See [`Error`]. A 2xx answer never fails because of the type of a value, or because of a
    /// character that can be repaired.
    pub fn send<T: Slot + Default>(self) -> SendFuture<T> {
        SendFuture { exchange: self.exchange(), answer: PhantomData }
    }

    /// Sends the call and keeps the answer as JSON; null if it is empty.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn send_untyped(self) -> Result<Reply<Value>, Error> {
        self.send().await
    }

    /// The value that a query parameter was set to; of a list, the first.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        let (_, values) = self.parts.query.iter().find(|(known, _)| *known == name)?;
        values.first().map(String::as_str)
    }

    fn set_query_value(&mut self, name: &'static str, value: &dyn ToQuery) {
        let mut values = Vec::new();
        value.to_query(&mut values);
        put(&mut self.parts.query, name, values);
    }
}

fn put<T>(pairs: &mut Vec<(&'static str, T)>, name: &'static str, value: T) {
    match pairs.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) => *known = value,
        None => pairs.push((name, value)),
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.parts.headers.iter().map(|(name, value)| {
            (*name, if is_secret_header(name) { MASK } else { value.as_str() })
        });
        let query = self.parts.query.iter().map(|(name, values)| {
            let is_secret = is_secret_parameter(Some(self.parts.operation), name);
            let show = |value: &'_ String| if is_secret { MASK.to_owned() } else { value.clone() };
            (*name, values.iter().map(show).collect::<Vec<_>>())
        });
        f.debug_struct("Call")
            .field("operation", &self.parts.operation.id)
            .field("path", &self.parts.path)
            .field("query", &query.collect::<Vec<_>>())
            .field("headers", &headers.collect::<Vec<_>>())
            .field("body", &self.parts.body)
            .finish_non_exhaustive()
    }
}
