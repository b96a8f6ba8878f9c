//! What an error of `reqwest` means.

use std::error::Error as StdError;

use crate::transport::{TransportError, TransportErrorKind};

pub(super) fn wrap(error: reqwest::Error) -> TransportError {
    // `Connect` is checked first: a connection that could not be opened in time is both a
    // connection error and a timeout, and nothing was sent.
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if is_unsent(&error) || error.is_request() && is_refused(&error) {
        TransportErrorKind::Refused
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if is_malformed(&error) {
        TransportErrorKind::Malformed
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Interrupted
    } else {
        TransportErrorKind::Other
    };
    // The URL of a request may contain values that must not be logged.
    TransportError::new(kind, error.without_url())
}

/// Whether the connection was closed before anything of the request was written to it.
fn is_unsent(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_canceled) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Whether the server has said that it did not look at the request. Once it has begun to answer, it cannot say so
/// any more.
#[cfg(feature = "http2")]
fn is_refused(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<h2::Error>().filter(|error| error.is_remote()) {
            return match error.reason() {
                Some(h2::Reason::REFUSED_STREAM) => error.is_reset(),
                // The request came after the last one that is still answered.
                Some(h2::Reason::NO_ERROR) => error.is_go_away(),
                _ => false,
            };
        }
        cause = error.source();
    }
    false
}

/// Only HTTP/2 has a way to say it.
#[cfg(not(feature = "http2"))]
fn is_refused(_: &reqwest::Error) -> bool {
    false
}

fn is_malformed(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) {
            return true;
        }
        cause = error.source();
    }
    false
}
