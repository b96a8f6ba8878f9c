//! Constants and header names of the algorithm.

use http::header::HeaderName;

/// Name of the algorithm in the `Authorization` header.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// The header with the time at which a request was signed.
pub const DATE_HEADER: HeaderName = HeaderName::from_static("x-sdk-date");

/// The header with the hash of the body, or [`UNSIGNED_PAYLOAD`].
pub const CONTENT_HASH_HEADER: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// SHA-256 of no bytes, in hexadecimal: most requests have no body.
pub(super) const EMPTY_HASH: &str =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Replaces the hash of a body that is not signed.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";
