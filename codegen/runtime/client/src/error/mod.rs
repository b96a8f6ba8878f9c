//! The one error type of the client.

mod advice;
mod body;
mod classes;
mod decode;
mod service_error;

use std::fmt;

use http::StatusCode;
use taurusdb_descriptor_types::Method;

use crate::transport::{TransportError, TransportErrorKind};

pub(crate) use body::start;
pub use decode::DecodeError;
pub(crate) use decode::Unreadable;
pub use service_error::ServiceError;

/// What can go wrong with a call.
///
/// Its `Display` names the operation, what the service said, and what to do next where that is
/// known. Secrets never show.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// # async fn f(call: taurusdb::Call) -> Result<(), taurusdb::Error> {
/// match call.send_untyped().await {
///     Ok(reply) => println!("{}", reply.json()),
///     Err(error) if error.is_not_found() => println!("nothing to delete"),
///     Err(error) if error.code() == Some("DBS.200019") => println!("busy, try again later"),
///     Err(error) => return Err(error),
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client or the call is not set up completely: no request was sent.
    Configuration {
        /// The operation, if one was being prepared.
        operation: Option<&'static str>,
        /// What is wrong and how to correct it.
        message: String,
    },
    /// The request got no answer.
    Transport {
        /// Id of the operation.
        operation: &'static str,
        /// HTTP method of the request.
        method: Method,
        /// Where it went: scheme, host and port, and whether the scheme was assumed.
        endpoint: String,
        /// What the HTTP client reported.
        source: TransportError,
    },
    /// The service, or the gateway before it, answered with an error.
    Service(Box<ServiceError>),
    /// The service answered with success, but with a body that cannot be read at all.
    Decode(Box<DecodeError>),
}

impl Error {
    /// The error for a client or a call that is not set up completely.
    pub fn configuration(message: impl Into<String>) -> Self {
        Self::Configuration { operation: None, message: message.into() }
    }

    pub(crate) fn unsendable(operation: &'static str, message: impl Into<String>) -> Self {
        Self::Configuration { operation: Some(operation), message: message.into() }
    }

    /// The HTTP status, if there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Service(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Configuration { .. } | Self::Transport { .. } => None,
        }
    }

    /// The error code of the service, for example `DBS.200019`, or of the gateway, for example
    /// `APIGW.0301`.
    pub fn code(&self) -> Option<&str> {
        self.service()?.code()
    }

    /// What the service said; for other errors, what went wrong.
    pub fn message(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Configuration { message, .. } => message.into(),
            Self::Transport { endpoint, source, .. } => source.at(endpoint).to_string().into(),
            Self::Service(error) => error.message().into(),
            Self::Decode(error) => error.problem().into(),
        }
    }

    /// The id under which the service knows the request; support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Configuration { .. } | Self::Transport { .. } => None,
        }
    }

    /// Id of the operation, for example `instances.create`.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Configuration { operation, .. } => *operation,
            Self::Transport { operation, .. } => Some(operation),
            Self::Service(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
        }
    }

    /// The answer of the service, if that is what the error is about.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }

    /// Whether what the call is about does not exist.
    ///
    /// The error code decides where it is known: some "not found" answers come with status 400 or 409. A 404 of
    /// the gateway is not one of them; it does not know the URL, and says nothing of the resource.
    pub fn is_not_found(&self) -> bool {
        self.service().is_some_and(|error| error.class().is_not_found())
    }

    /// Whether something else stands in the way: an operation that is running, or a name that is
    /// taken. Only the former is also [retryable](Self::is_retryable).
    pub fn is_conflict(&self) -> bool {
        self.service().is_some_and(|error| error.class().is_conflict())
    }

    /// Whether there were too many calls in too short a time.
    pub fn is_throttled(&self) -> bool {
        self.service().is_some_and(|error| error.class().is_throttled())
    }

    /// Whether the same call may succeed later without anything else being done.
    ///
    /// This does not make it safe to repeat: a call that got no answer, or a 5xx, may have been
    /// carried out.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Service(error) => error.class().is_retryable(),
            Self::Transport { source, .. } => source.kind() != TransportErrorKind::Other,
            Self::Configuration { .. } | Self::Decode(_) => false,
        }
    }

    /// Whether time ran out before an answer came.
    ///
    /// A connection that could not be opened in time does not count: then nothing was sent.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport { source, .. } if source.kind() == TransportErrorKind::Timeout)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Configuration { operation: Some(operation), message } => {
                write!(f, "{operation}: {message}")
            }
            Self::Configuration { operation: None, message } => f.write_str(message),
            Self::Transport { operation, method, endpoint, source } => {
                let advice = advice::on_transport(source.kind(), *method);
                write!(f, "{operation}: {}. {advice}", source.at(endpoint))
            }
            Self::Service(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

/// There is no `source`: `Display` already tells everything, down to the error of the HTTP client,
/// which [`TransportError::cause`] gives.
impl std::error::Error for Error {}
