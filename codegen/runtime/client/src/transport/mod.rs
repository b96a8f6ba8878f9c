//! The interface between calls and the network.

#[cfg(feature = "reqwest")]
mod reqwest;

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

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

/// A request that got no answer.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::transport::{TransportError, TransportErrorKind};
///
/// let error = TransportError::new(TransportErrorKind::Connect, "no route to host");
/// assert_eq!(error.to_string(), "cannot connect: no route to host");
/// ```
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// What kept a request from being answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: name not resolved, refused, TLS, or not in time. Nothing was sent.
    Connect,
    /// The time limit passed after the connection was made. The service may have carried out the
    /// call.
    Timeout,
    /// The connection broke after all or part of the request had been sent.
    Interrupted,
    /// Anything else.
    Other,
}

impl TransportError {
    /// Wraps the error of an HTTP client.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, source: source.into() }
    }

    /// What kept the request from being answered.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The error of the HTTP client. It is not a [`source`](StdError::source): `Display` already
    /// contains it, and a report with sources would say everything twice.
    pub fn cause(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.source
    }

    /// What went wrong, and where.
    pub(crate) fn at<'a>(&'a self, place: &'a str) -> impl fmt::Display + 'a {
        At { error: self, place: Some(place) }
    }
}

struct At<'a> {
    error: &'a TransportError,
    place: Option<&'a str>,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        At { error: self, place: None }.fmt(f)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, link, after) = match self.error.kind {
            TransportErrorKind::Connect => ("cannot connect", " to ", ""),
            TransportErrorKind::Timeout => ("timed out", " at ", ""),
            TransportErrorKind::Interrupted => ("the connection", " to ", " broke"),
            TransportErrorKind::Other => ("the request", " to ", " failed"),
        };
        f.write_str(before)?;
        if let Some(place) = self.place {
            write!(f, "{link}{place}")?;
        }
        f.write_str(after)?;
        // HTTP clients hide the useful sentence in an error three levels deep.
        let mut cause: Option<&dyn StdError> = Some(&*self.error.source);
        let mut last = String::new();
        while let Some(error) = cause {
            let text = error.to_string();
            if !last.ends_with(&text) {
                write!(f, ": {text}")?;
            }
            last = text;
            cause = error.source();
        }
        Ok(())
    }
}

impl StdError for TransportError {}
