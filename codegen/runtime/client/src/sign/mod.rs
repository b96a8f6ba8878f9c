//! Request signing with SDK-HMAC-SHA256: pure functions for both ends of the wire.
//!
//! A client calls [`sign`]; a server parses the `Authorization` header with
//! [`Authorization::parse`], looks up the secret key of its access key and calls [`verify`].
//!
//! ```
//! use taurusdb_runtime::sign::{self, Authorization, Keys, Message};
//! use taurusdb_runtime::{bytes::Bytes, http};
//!
//! let keys = Keys { access: "AK", secret: "SK" };
//! let now = "2024-01-02T03:04:05Z".parse()?;
//! let mut request = http::Request::get("https://gaussdb.example.com/v3/p/instances?limit=1")
//!     .body(Bytes::new())?;
//! sign::sign(&mut request, keys, now)?;
//!
//! let header = request.headers()["authorization"].to_str()?;
//! let authorization = Authorization::parse(header)?;
//! assert_eq!(authorization.access, "AK");
//! sign::verify(&Message::of(&request), &authorization, "SK", now)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod authorization;
mod canonical;
mod date;
mod digest;
mod fixed;
mod verify;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use jiff::Timestamp;

pub use authorization::{Authorization, Malformed};
pub use canonical::{Message, canonical_query, canonical_request, canonical_uri, encode};
pub use date::{format_date, parse_date};
pub use digest::{hex_sha256, signature, string_to_sign};
pub use fixed::{ALGORITHM, CONTENT_HASH_HEADER, DATE_HEADER, UNSIGNED_PAYLOAD};
pub use verify::{ALLOWED_SKEW, Refusal, verify};

/// An access key and the secret key that belongs to it.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    /// Access key id.
    pub access: &'a str,
    /// Secret access key.
    pub secret: &'a str,
}

/// Signs a request: adds the date, the host and, for a body that is not JSON, the content hash,
/// where they are missing, and then the `Authorization` header.
///
/// Every header that is present is signed, as in the vendor's own signer, except headers with an
/// underscore in their name, which proxies remove.
///
/// # Errors
/// Fails if the request names no host, or the access key is not valid in a header.
pub fn sign(
    request: &mut http::Request<Bytes>,
    keys: Keys<'_>,
    now: Timestamp,
) -> Result<(), http::Error> {
    let authority = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let headers = request.headers_mut();
    headers.remove(AUTHORIZATION);
    if !headers.contains_key(&DATE_HEADER) {
        headers.insert(DATE_HEADER, HeaderValue::try_from(format_date(now))?);
    }
    if !headers.contains_key(HOST) {
        headers.insert(HOST, HeaderValue::try_from(authority.unwrap_or_default())?);
    }
    let unsigned = headers.get(CONTENT_TYPE).is_some_and(|kind| !is_json(kind));
    if unsigned && !headers.contains_key(&CONTENT_HASH_HEADER) {
        headers.insert(CONTENT_HASH_HEADER, HeaderValue::from_static(UNSIGNED_PAYLOAD));
    }

    let message = Message::of(request);
    let signed = message.signable();
    let date = message.header(DATE_HEADER.as_str()).unwrap_or_default();
    let to_sign = string_to_sign(&date, &canonical_request(&message, &signed));
    let authorization =
        Authorization { access: keys.access, signed, signature: &signature(keys.secret, &to_sign) };
    let mut value = HeaderValue::try_from(authorization.to_string())?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}

/// The vendor's signer is case-sensitive here, so we must be too; otherwise the hashes would
/// differ.
fn is_json(content_type: &HeaderValue) -> bool {
    content_type.as_bytes().trim_ascii_start().starts_with(b"application/json")
}
