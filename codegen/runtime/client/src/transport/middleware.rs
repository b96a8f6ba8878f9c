//! What stands between a client and its transport.

use bytes::Bytes;

use super::{Sending, Transport};

/// Something around a transport: it sees every request first and its answer last, and can change or refuse
/// either. Put it around with [`Transport::with`]; the last one put around is the first to see a request.
///
/// A request arrives finished and signed. A new header does no harm; a change of the address, of the body or
/// of a header that was signed makes the signature wrong. What it is about is among its extensions: see
/// [`Called`](super::Called). Each attempt of a call passes by itself.
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

impl<T, M> Wrapped<T, M> {
    pub(super) fn new(inner: T, middleware: M) -> Self {
        Self { inner, middleware }
    }
}

impl<T: Transport, M: Middleware> Transport for Wrapped<T, M> {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        self.middleware.handle(request, Next(&self.inner))
    }
}
