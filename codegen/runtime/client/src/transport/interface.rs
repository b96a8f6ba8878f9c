//! What a transport is, and what may stand around one.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use taurusdb_descriptor_types::Operation;

use super::error::TransportError;

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
        Wrapped { inner: self, middleware }
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

/// The whole body of the answer is a secret, such as a token that is not in JSON; travels among the extensions
/// of a request, so that what is around a transport does not keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretAnswer;

/// The operation that is called; travels among the extensions of a request, so that what is around a
/// transport knows what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Called(pub &'static Operation);

/// Something around a transport: it sees every request first and its answer last, and can change or refuse
/// either. Put it around with [`Transport::with`]; the last one put around is the first to see a request.
///
/// A request arrives finished and signed. A new header does no harm; a change of the address, of the body or
/// of a header that was signed makes the signature wrong. What it is about is among its extensions: see
/// [`Called`]. Each attempt of a call passes by itself.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::bytes::Bytes;
/// use taurusdb::http::{self, Method};
/// use taurusdb::transport::{Middleware, Next, Sending, TransportError, TransportErrorKind};
///
/// /// Lets nothing pass that changes anything, and marks what passes.
/// struct ReadOnly;
///
/// impl Middleware for ReadOnly {
///     fn handle<'a>(&'a self, mut request: http::Request<Bytes>, next: Next<'a>) -> Sending<'a> {
///         Box::pin(async move {
///             if request.method() != Method::GET {
///                 return Err(TransportError::new(TransportErrorKind::Unsent, "this program only reads"));
///             }
///             request.headers_mut().insert("x-audit", http::HeaderValue::from_static("1"));
///             let answer = next.send(request).await?;
///             println!("{}", answer.status());
///             Ok(answer)
///         })
///     }
/// }
/// # #[cfg(feature = "reqwest")]
/// # fn f() -> Result<(), TransportError> {
/// use taurusdb::transport::{ReqwestTransport, Transport};
///
/// let builder = taurusdb::Client::builder().transport(ReqwestTransport::new()?.with(ReadOnly));
/// # let _: taurusdb::ClientBuilder = builder;
/// # Ok(()) }
/// ```
pub trait Middleware: Send + Sync {
    /// Handles one request: passes it on with [`Next::send`], or answers by itself.
    fn handle<'a>(&'a self, request: http::Request<Bytes>, next: Next<'a>) -> Sending<'a>;
}

impl<M: Middleware + ?Sized> Middleware for Arc<M> {
    fn handle<'a>(&'a self, request: http::Request<Bytes>, next: Next<'a>) -> Sending<'a> {
        (**self).handle(request, next)
    }
}

/// What comes after a [`Middleware`]: the next one, or the transport.
#[derive(Clone, Copy)]
pub struct Next<'a>(&'a dyn Transport);

impl<'a> Next<'a> {
    /// Passes a request on. A copy can pass on another one.
    pub fn send(self, request: http::Request<Bytes>) -> Sending<'a> {
        self.0.send(request)
    }
}

/// A transport with a [`Middleware`] around it.
#[derive(Clone, Debug)]
pub struct Wrapped<T, M> {
    inner: T,
    middleware: M,
}

impl<T: Transport, M: Middleware> Transport for Wrapped<T, M> {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        self.middleware.handle(request, Next(&self.inner))
    }
}
