//! The header in which the service names a request.

use http::HeaderMap;

/// The id under which the service knows the request, from the headers of its answer.
pub(crate) fn of(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-request-id")?.to_str().ok()
}
