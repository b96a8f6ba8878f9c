//! A request that got no answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::redact;

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
    /// Boxed, because errors are moved much more often than they are read.
    about: Box<About>,
    source: Box<dyn StdError + Send + Sync>,
}

/// What else is known about a request that got no answer.
#[derive(Debug, Default)]
struct About {
    via: Option<Via>,
    /// How long was waited.
    waited: Option<Duration>,
}

/// The proxy that a request went through, as it can be shown; travels among the extensions of an answer too.
#[derive(Clone, Debug)]
pub(crate) struct Via(pub(crate) String);

/// Why the body of an error did not come whole; travels among the extensions of the answer.
#[derive(Clone, Debug)]
pub(crate) struct Incomplete(pub(crate) String);

/// What kept a request from being answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: name not resolved, refused, TLS, or not in time. Nothing was sent.
    Connect,
    /// The server has said that it did not look at the request, as HTTP/2 lets it: it closes the connection, or has
    /// too much to do. Or the connection was closed before anything of the request was sent. Nothing was carried
    /// out.
    Refused,
    /// The time limit passed after the connection was made. The service may have carried out the
    /// call.
    Timeout,
    /// The connection broke after all or part of the request had been sent.
    Interrupted,
    /// What came is not an answer in HTTP, or its head is larger than is read. The service may have carried out
    /// the call.
    Malformed,
    /// The answer is larger than the transport takes. The service has probably carried out the call.
    TooLarge,
    /// Nothing was sent: the transport, or something around it, refused the request.
    Unsent,
    /// Anything else.
    Other,
}

impl TransportError {
    /// Wraps the error of an HTTP client.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, about: Box::default(), source: source.into() }
    }

    /// Names the proxy that the request went through.
    #[cfg(feature = "reqwest")]
    pub(crate) fn through(mut self, via: Option<Via>) -> Self {
        self.about.via = via;
        self
    }

    /// Says how long was waited, of an error that is about time.
    #[cfg(feature = "reqwest")]
    pub(crate) fn after(mut self, time: Duration) -> Self {
        self.about.waited = Some(time).filter(|_| self.kind == TransportErrorKind::Timeout);
        self
    }

    /// The proxy that the request went through, without its user and password.
    pub fn proxy(&self) -> Option<&str> {
        self.about.via.as_ref().map(|Via(proxy)| proxy.as_str())
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
            TransportErrorKind::Refused => ("the request", " to ", " was not looked at"),
            TransportErrorKind::Timeout => ("timed out", " at ", ""),
            TransportErrorKind::Interrupted => ("the connection", " to ", " broke"),
            TransportErrorKind::Malformed => ("the answer", " of ", " is not HTTP"),
            TransportErrorKind::TooLarge => ("the answer", " of ", " is too large"),
            TransportErrorKind::Unsent => ("the request", " to ", " was not sent"),
            TransportErrorKind::Other => ("the request", " to ", " failed"),
        };
        f.write_str(before)?;
        if let Some(place) = self.place {
            write!(f, "{link}{place}")?;
        }
        f.write_str(after)?;
        if let Some(waited) = self.error.about.waited {
            write!(f, " after {:.1} s", waited.as_secs_f64())?;
        }
        if let Some(proxy) = self.error.proxy() {
            write!(f, " through the proxy {proxy}")?;
        }
        // HTTP clients hide the useful sentence in an error three levels deep.
        let mut cause: Option<&dyn StdError> = Some(&*self.error.source);
        let mut last = String::new();
        while let Some(error) = cause {
            let text = redact::visible(&error.to_string()).into_owned();
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
