//! Words and headers that the algorithm fixes.

use http::header::HeaderName;

/// Name of the algorithm, as it stands in the `Authorization` header.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// Carries the time at which a request was signed.
pub const DATE_HEADER: HeaderName = HeaderName::from_static("x-sdk-date");

/// Carries the hash of the body, or [`UNSIGNED_PAYLOAD`].
pub const CONTENT_HASH_HEADER: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// Stands for the hash of a body that is not signed.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";
