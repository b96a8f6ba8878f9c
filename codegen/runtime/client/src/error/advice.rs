use http::StatusCode;

use super::classes;
use crate::transport::TransportErrorKind;

/// What to do about a request without an answer.
pub(super) fn on_transport(kind: TransportErrorKind) -> &'static str {
    match kind {
        TransportErrorKind::Connect => {
            "Check the endpoint, the name resolution and the proxy settings"
        }
        TransportErrorKind::Timeout | TransportErrorKind::Interrupted => {
            "The service may have carried it out all the same: look before sending it again"
        }
        TransportErrorKind::Other => "Check the endpoint and the HTTP client in use",
    }
}

/// What to do about an answer that is an error, where that is known.
pub(super) fn on_answer(status: StatusCode, code: Option<&str>) -> Option<&'static str> {
    if classes::is_throttled(status, code) {
        return Some("Send fewer requests, or wait and try again");
    }
    if classes::is_not_found(status, code) {
        return Some("Check the id, the region and the project");
    }
    if classes::is_conflict(status, code) {
        return Some("Wait until the operation that is running has ended, then try again");
    }
    match code {
        Some("APIGW.0101") => {
            return Some("No such URL at this endpoint: check endpoint and region");
        }
        Some("APIGW.0301") => {
            return Some(
                "Check access key, secret key and security token, and that the clock is right to \
                 15 minutes",
            );
        }
        _ => {}
    }
    match status {
        StatusCode::UNAUTHORIZED => Some("Check that the credentials are right and still valid"),
        StatusCode::FORBIDDEN => Some(
            "Check that the user may do this in this project, and that the project id is right",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => Some("Send less at once"),
        status if status.is_redirection() => Some("Use the address that it points to as endpoint"),
        status if status.is_server_error() => Some(
            "Look whether it was carried out, then try again; if it stays, give the request id to \
             support",
        ),
        _ => None,
    }
}
