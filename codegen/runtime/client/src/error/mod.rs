//! The one error type of the client.

mod advice;
mod attempts;
mod authentication;
mod body;
mod classes;
mod decode;
mod invalid;
mod names;
mod pieces;
mod service_error;
mod success;
mod wait_error;

use std::fmt;

use http::StatusCode;
use taurusdb_descriptor_types::Effect;

use crate::redact;
use crate::transport::{TransportError, TransportErrorKind};

pub use attempts::Attempt;
pub(crate) use attempts::Attempts;
pub use authentication::AuthenticationError;
pub(crate) use body::start;
pub use decode::DecodeError;
pub(crate) use decode::Unreadable;
pub use invalid::InvalidRequest;
pub use service_error::ServiceError;
pub(crate) use success::{is_failure, is_failure_in_pieces, is_name_of_code};
pub use taurusdb_descriptor_types::check::Violation;
pub use wait_error::{WaitEnd, WaitError};

/// What can go wrong with a call.
///
/// Its `Display` names the operation, what the service said, and what to do next if that is known.
/// It never shows secrets.
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
///
/// `main` and `unwrap` print errors with `Debug`, so that says the same; `{:#?}` shows the parts.
#[non_exhaustive]
pub enum Error {
    /// The client or the call is incomplete or wrong: no request was sent.
    Configuration {
        /// The operation, if one was being prepared.
        operation: Option<&'static str>,
        /// What is wrong and how to correct it.
        message: String,
    },
    /// The request does not fit the description of its operation: it was not sent.
    Invalid(Box<InvalidRequest>),
    /// The request got no answer.
    Transport {
        /// Id of the operation.
        operation: &'static str,
        /// What repeating the operation does.
        effect: Effect,
        /// Where the request went: scheme, host and port, and whether the scheme was assumed.
        endpoint: String,
        /// What the HTTP client reported.
        source: TransportError,
        /// The attempts before the last one.
        earlier: Earlier,
    },
    /// The service, or the gateway in front of it, answered with an error.
    Service(Box<ServiceError>),
    /// The service answered with success, but with a body that cannot be read at all.
    Decode(Box<DecodeError>),
    /// A wait ended without what was waited for.
    Wait(Box<WaitError>),
    /// Nothing proves who is calling: no credentials were found, or no token, keys or project could be had for
    /// them. The call was not sent.
    Authentication(AuthenticationError),
}

impl Error {
    /// The error for a client or a call that is incomplete or wrong.
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
            Self::Authentication(error) => error.status(),
            Self::Configuration { .. }
            | Self::Invalid(_)
            | Self::Transport { .. }
            | Self::Wait(_) => None,
        }
    }

    /// The error code of the service, for example `DBS.200019`, or of the gateway, for example
    /// `APIGW.0301`.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Authentication(error) => error.code(),
            _ => self.service()?.code(),
        }
    }

    /// The message of the service; for other errors, what went wrong.
    pub fn message(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Configuration { message, .. } => message.into(),
            Self::Transport { endpoint, source, .. } => source.at(endpoint).to_string().into(),
            Self::Service(error) => error.message().into(),
            Self::Decode(error) => error.problem().into(),
            Self::Invalid(error) => error.to_string().into(),
            Self::Wait(error) => error.to_string().into(),
            Self::Authentication(error) => error.problem().into(),
        }
    }

    /// What to do next, as far as that is known: a sentence without its period.
    pub fn advice(&self) -> Option<&str> {
        match self {
            Self::Transport { effect, source, .. } => {
                Some(advice::on_transport(source.kind(), *effect))
            }
            Self::Service(error) => error.advice(),
            Self::Configuration { .. }
            | Self::Invalid(_)
            | Self::Decode(_)
            | Self::Wait(_)
            | Self::Authentication(_) => None,
        }
    }

    /// The attempts before the last one, in order. Empty if the call was sent once or not at all.
    pub fn earlier_attempts(&self) -> &[Attempt] {
        self.attempts().map_or(&[], Attempts::earlier)
    }

    fn attempts(&self) -> Option<&Attempts> {
        match self {
            Self::Configuration { .. }
            | Self::Invalid(_)
            | Self::Wait(_)
            | Self::Authentication(_) => None,
            Self::Transport { earlier, .. } => Some(&earlier.0),
            Self::Service(error) => Some(&error.attempts),
            Self::Decode(error) => Some(&error.attempts),
        }
    }

    pub(crate) fn set_attempts(&mut self, attempts: Attempts) {
        match self {
            Self::Configuration { .. }
            | Self::Invalid(_)
            | Self::Wait(_)
            | Self::Authentication(_) => {}
            Self::Transport { earlier, .. } => *earlier = Earlier(attempts),
            Self::Service(error) => error.attempts = attempts,
            Self::Decode(error) => error.attempts = attempts,
        }
    }

    /// Adds what the call was part of, and how to go on with that.
    pub(crate) fn note(mut self, note: String) -> Self {
        match &mut self {
            Self::Transport { earlier, .. } => earlier.0.note(note),
            Self::Service(error) => error.attempts.note(note),
            Self::Decode(error) => error.attempts.note(note),
            Self::Authentication(error) => error.add_advice(&note),
            Self::Configuration { .. } | Self::Invalid(_) | Self::Wait(_) => {}
        }
        self
    }

    /// What went wrong, in few words.
    pub(crate) fn failure(&self) -> String {
        match self {
            Self::Configuration { message, .. } => message.clone(),
            Self::Transport { source, endpoint, .. } => source.at(endpoint).to_string(),
            Self::Service(error) => match error.code() {
                Some(code) => format!("{}, {}", error.status(), redact::visible(code)),
                None => error.status().to_string(),
            },
            Self::Decode(error) => format!("{}, but the body cannot be read", error.status()),
            Self::Invalid(error) => error.to_string(),
            Self::Wait(error) => error.to_string(),
            Self::Authentication(error) => error.problem().to_owned(),
        }
    }

    /// The id that the service gave the request; support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Authentication(error) => error.request_id(),
            Self::Configuration { .. }
            | Self::Invalid(_)
            | Self::Transport { .. }
            | Self::Wait(_) => None,
        }
    }

    /// Id of the operation, for example `instances.create`.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Configuration { operation, .. } => *operation,
            Self::Transport { operation, .. } => Some(operation),
            Self::Service(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
            Self::Invalid(error) => Some(error.operation()),
            Self::Authentication(error) => error.operation(),
            Self::Wait(_) => None,
        }
    }

    /// The answer of the service, if the error is one.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }

    /// What is wrong with a request that was not sent, if the error is about one.
    pub fn invalid(&self) -> Option<&InvalidRequest> {
        match self {
            Self::Invalid(error) => Some(error),
            _ => None,
        }
    }

    /// What is wrong with the credentials, if the error is that nothing proves who is calling.
    pub fn authentication(&self) -> Option<&AuthenticationError> {
        match self {
            Self::Authentication(error) => Some(error),
            _ => None,
        }
    }

    /// How a wait ended, if the error is of one.
    pub fn wait(&self) -> Option<&WaitError> {
        match self {
            Self::Wait(error) => Some(error),
            _ => None,
        }
    }

    /// Whether the resource of the call does not exist.
    ///
    /// A known error code decides: some "not found" answers come with status 400 or 409. A 404 from
    /// the gateway does not count: the gateway does not know the URL, which says nothing about the
    /// resource. Nor does one with a page for a browser, which only what stands before the service sends.
    pub fn is_not_found(&self) -> bool {
        self.service().is_some_and(|error| error.class().is_not_found())
    }

    /// Whether there is a conflict: another operation is running, or a name is taken. Only the
    /// first is also [retryable](Self::is_retryable).
    pub fn is_conflict(&self) -> bool {
        self.service().is_some_and(|error| error.class().is_conflict())
    }

    /// Whether there were too many calls in too short a time.
    pub fn is_throttled(&self) -> bool {
        self.service().is_some_and(|error| error.class().is_throttled())
    }

    /// Whether it is not proven who is calling: there are no credentials that do, or the service or its gateway
    /// refuses the signature or the token. A missing permission does not count.
    pub fn is_authentication(&self) -> bool {
        match self {
            Self::Authentication(_) => true,
            Self::Service(error) => error.refuses_proof(),
            _ => false,
        }
    }

    /// Whether the same call may succeed later, without any other change.
    ///
    /// It may still be unsafe to repeat the call: a call without an answer, or with a 5xx answer,
    /// may have been carried out.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Service(error) => error.class().is_retryable(),
            Self::Transport { source, .. } => matches!(
                source.kind(),
                TransportErrorKind::Connect
                    | TransportErrorKind::Refused
                    | TransportErrorKind::Timeout
                    | TransportErrorKind::Interrupted
                    | TransportErrorKind::Malformed
            ),
            Self::Authentication(error) => error.is_retryable(),
            Self::Configuration { .. } | Self::Invalid(_) | Self::Decode(_) | Self::Wait(_) => {
                false
            }
        }
    }

    /// Whether the time limit passed before an answer came.
    ///
    /// A connection that could not be opened in time does not count, because nothing was sent.
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
            Self::Transport { operation, effect, endpoint, source, .. } => {
                let advice = advice::on_transport(source.kind(), *effect);
                write!(f, "{operation}: {}. {advice}", source.at(endpoint))
            }
            Self::Service(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Invalid(error) => error.fmt(f),
            Self::Wait(error) => error.fmt(f),
            Self::Authentication(error) => error.fmt(f),
        }?;
        self.attempts().map_or(Ok(()), |attempts| attempts.fmt(f))
    }
}

/// As [`Display`](fmt::Display); `{:#?}` shows the parts.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        match self {
            Self::Configuration { operation, message } => f
                .debug_struct("Configuration")
                .field("operation", operation)
                .field("message", message)
                .finish(),
            Self::Transport { operation, effect, endpoint, source, earlier } => f
                .debug_struct("Transport")
                .field("operation", operation)
                .field("effect", effect)
                .field("endpoint", endpoint)
                .field("source", source)
                .field("earlier", earlier)
                .finish(),
            Self::Invalid(error) => f.debug_tuple("Invalid").field(error).finish(),
            Self::Service(error) => f.debug_tuple("Service").field(error).finish(),
            Self::Decode(error) => f.debug_tuple("Decode").field(error).finish(),
            Self::Wait(error) => f.debug_tuple("Wait").field(error).finish(),
            Self::Authentication(error) => f.debug_tuple("Authentication").field(error).finish(),
        }
    }
}

impl From<AuthenticationError> for Error {
    fn from(error: AuthenticationError) -> Self {
        Self::Authentication(error)
    }
}

/// The attempts before the last one; [`Error::earlier_attempts`] lists them.
#[derive(Clone, Debug, Default)]
pub struct Earlier(Attempts);

/// There is no `source`: `Display` already contains everything, including the error of the HTTP
/// client, which [`TransportError::cause`] returns.
impl std::error::Error for Error {}
