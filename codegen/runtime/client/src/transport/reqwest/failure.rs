//! What an error of `reqwest` means.

use std::error::Error as StdError;

use crate::transport::{TransportError, TransportErrorKind};

pub(super) fn wrap(error: reqwest::Error) -> TransportError {
    // `Connect` is checked first: a connection that could not be opened in time is both a
    // connection error and a timeout, and nothing was sent.
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
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
