//! Constants and header names of the algorithm.

use http::header::HeaderName;

/// Name of the algorithm in the `Authorization` header.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// The header with the time at which a request was signed.
pub const DATE_HEADER: HeaderName = HeaderName::from_static("x-sdk-date");

/// The header with the hash of the body, or [`UNSIGNED_PAYLOAD`].
pub const CONTENT_HASH_HEADER: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// Replaces the hash of a body that is not signed.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";
