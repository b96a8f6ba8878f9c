//! The interface between calls and the network.
//!
//! A client sends through a [`Transport`]. What ships with the crate:
//!
//! - [`ReqwestTransport`], which clients use unless told otherwise, with proxy, time-outs, connection pool, root
//!   certificates and a bound on the size of answers to set, or around a `reqwest::Client` of your own;
//! - [`Middleware`], which sees, changes or refuses what passes on its way to another transport;
//! - [`Recorder`], which keeps what passes, without secrets, and [`Replay`], which answers from such a record.
//!
//! # Blocking use
//!
//! There is no second, blocking interface. A runtime on the thread of the caller is one line:
//!
//! ```no_run
//! # use taurusdb_runtime as taurusdb;
//! # use taurusdb::descriptors::{Method, Operation};
//! # static LIST: Operation = Operation::new("teapots.list", Method::Get, "/v3/{project_id}/teapots");
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! let client: taurusdb::Client = runtime.block_on(taurusdb::Client::builder().region("eu-1").build())?;
//! let reply = runtime.block_on(client.call(&LIST).send_untyped())?;
//! # Ok(()) }
//! ```
//!
//! Keep the runtime for as long as the client: open connections belong to it. Inside of another runtime,
//! `block_on` panics; there, await the call.
//!
//! # WebAssembly
//!
//! Without the feature `reqwest`, the crate compiles for `wasm32-wasip1`; bring a [`Transport`] and a
//! [`Timer`](crate::Timer). It does not compile for `wasm32-unknown-unknown` by itself: random pauses and dates of
//! signatures need a source of randomness and a clock, which a browser gives only through JavaScript.

mod error;
mod middleware;
mod record;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use taurusdb_descriptor_types::Operation;

pub use error::{TransportError, TransportErrorKind};
pub use middleware::{Middleware, Next, Wrapped};
pub use record::{Recorder, Replay, Unreadable};

#[cfg(feature = "reqwest")]
pub use self::reqwest::{ReqwestTransport, ReqwestTransportBuilder};
pub(crate) use error::Via;

/// What [`Transport::send`] returns.
pub type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

/// Sends one finished request and returns the whole answer.
///
/// Implement it to use another HTTP client, to record what would be sent, or to answer from
/// memory. A transport neither follows redirects nor retries: a signature covers one request to
/// one host. It should honour the [`Timeout`] among the request's extensions.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::bytes::Bytes;
/// use taurusdb::http;
/// use taurusdb::transport::{Sending, Transport};
///
/// struct Recorder(std::sync::Mutex<Vec<http::Request<Bytes>>>);
///
/// impl Transport for Recorder {
///     fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
///         self.0.lock().unwrap().push(request);
///         Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request.
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_>;

    /// The same transport, with something around it that sees every request first and its answer last.
    fn with<M: Middleware>(self, middleware: M) -> Wrapped<Self, M>
    where
        Self: Sized,
    {
        Wrapped::new(self, middleware)
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        (**self).send(request)
    }
}

/// How long a call may take, from connecting to the last byte; travels among the extensions of
/// a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout(pub Duration);

/// The operation that is called; travels among the extensions of a request, so that what is around a
/// transport knows what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Called(pub &'static Operation);
