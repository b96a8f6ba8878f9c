//! What to do next, for each kind of error.

use http::StatusCode;
use taurusdb_descriptor_types::Effect;

use super::classes::Class;
use crate::transport::TransportErrorKind;

/// What to do about a request without an answer.
pub(super) fn on_transport(kind: TransportErrorKind, effect: Effect) -> &'static str {
    match kind {
        TransportErrorKind::Connect => {
            "Check the endpoint with its scheme and port, the name resolution and the proxy settings"
        }
        TransportErrorKind::Refused => "Nothing was carried out: send it again a little later",
        TransportErrorKind::Timeout | TransportErrorKind::Interrupted if effect == Effect::Read => {
            "The operation only reads: send it again"
        }
        TransportErrorKind::Timeout | TransportErrorKind::Interrupted => {
            "The service may have carried it out: check before sending it again"
        }
        TransportErrorKind::Malformed if effect == Effect::Read => {
            "Check that the endpoint is the service, and that its scheme and port are right"
        }
        TransportErrorKind::Malformed => {
            "The service may have carried it out: check before sending it again, and check that the endpoint is \
             the service"
        }
        TransportErrorKind::TooLarge if effect == Effect::Read => {
            "Ask for less at once, or let the transport take more: `ReqwestTransport::largest_answer`"
        }
        TransportErrorKind::TooLarge => {
            "It was probably carried out: check before sending it again, through a transport that takes more"
        }
        TransportErrorKind::Unsent => "Nothing was sent: mend what is named, then send it again",
        TransportErrorKind::Other => "Check the endpoint and the HTTP client in use",
    }
}

/// What to do about an error answer, if that is known.
pub(super) fn on_answer(class: Class<'_>, effect: Effect) -> Option<&'static str> {
    if let Some(known) = class.known {
        return Some(known.advice);
    }
    if class.is_not_found() {
        return Some("Check the id, the region and the project");
    }
    if class.status == StatusCode::NOT_FOUND && class.is_strangers_page() {
        return Some("Check that the endpoint is the service: a page answered in its place");
    }
    match class.status {
        StatusCode::UNAUTHORIZED => Some("Check that the credentials are right and still valid"),
        StatusCode::FORBIDDEN => Some(
            "Check that the user may do this in this project, and that the project id is right",
        ),
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => Some(
            "Give the proxy a user and a password, in its address: http://user:password@host:port",
        ),
        StatusCode::CONFLICT => {
            Some("Wait until the operation that is running has ended, then try again")
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY if effect == Effect::Read => {
            Some("The operation only reads: send it again")
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY => {
            Some("Check whether it was carried out, then try again")
        }
        StatusCode::PAYLOAD_TOO_LARGE => Some("Send less at once"),
        StatusCode::TOO_MANY_REQUESTS => Some("Send fewer requests, or wait and try again"),
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => {
            Some("Use the address that it points to as endpoint, if that is the database service")
        }
        StatusCode::NETWORK_AUTHENTICATION_REQUIRED if effect == Effect::Read => {
            Some("Log in to the network first: it answered in place of the service")
        }
        StatusCode::NOT_IMPLEMENTED | StatusCode::HTTP_VERSION_NOT_SUPPORTED
            if effect == Effect::Read =>
        {
            Some(
                "Check that the endpoint is the service: what answered does not know such a request",
            )
        }
        status if status.is_server_error() && effect == Effect::Read => {
            Some("Try again later; if the error stays, give the request id to support")
        }
        status if status.is_server_error() => Some(
            "Check whether it was carried out, then try again; if the error stays, give the request id to \
             support",
        ),
        _ => None,
    }
}
