//! The header with the id that the service gives a request.

use http::HeaderMap;

/// The id that the service gave the request, from the headers of its answer.
pub(crate) fn of(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-request-id")?.to_str().ok()
}
