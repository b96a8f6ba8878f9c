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
mod verify;

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

pub use authorization::{Authorization, Malformed};
pub use canonical::{Message, canonical_query, canonical_request, canonical_uri, encode};
pub use date::{format_date, parse_date};
pub use verify::{ALLOWED_SKEW, Refusal, verify};

/// Name of the algorithm, as it stands in the `Authorization` header.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// Carries the time at which a request was signed.
pub const DATE_HEADER: HeaderName = HeaderName::from_static("x-sdk-date");

/// Carries the hash of the body, or [`UNSIGNED_PAYLOAD`].
pub const CONTENT_HASH_HEADER: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// Stands for the hash of a body that is not signed.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

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
/// Every header that is present gets signed, as the vendor's own signer does it, except those
/// with an underscore in their name, which proxies drop.
///
/// # Errors
/// Fails if the request names no host, or the access key cannot stand in a header.
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

/// What the secret key signs: algorithm, date and the hash of the canonical request.
///
/// ```
/// let to_sign = taurusdb_runtime::sign::string_to_sign("20191115T033655Z", "GET\n/\n\n");
/// assert!(to_sign.starts_with("SDK-HMAC-SHA256\n20191115T033655Z\n"));
/// ```
pub fn string_to_sign(date: &str, canonical_request: &str) -> String {
    format!("{ALGORITHM}\n{date}\n{}", hex_sha256(canonical_request.as_bytes()))
}

/// The signature in hexadecimal. The secret key is the key of the HMAC as it stands.
pub fn signature(secret: &str, string_to_sign: &str) -> String {
    base16ct::lower::encode_string(&mac(secret, string_to_sign).finalize().into_bytes())
}

/// SHA-256 in hexadecimal.
pub fn hex_sha256(data: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(data))
}

fn mac(secret: &str, string_to_sign: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .expect("an HMAC takes a key of any length");
    mac.update(string_to_sign.as_bytes());
    mac
}

/// The vendor's signer compares with case; so must we, or the two would disagree on the hash.
fn is_json(content_type: &HeaderValue) -> bool {
    content_type.as_bytes().trim_ascii_start().starts_with(b"application/json")
}

#[cfg(test)]
mod tests {
    /// Published in the vendor's signing guide.
    #[test]
    fn signs_the_published_vector() {
        let to_sign = "SDK-HMAC-SHA256\n20191115T033655Z\n\
                       b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a";
        assert_eq!(
            super::signature("MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc", to_sign),
            "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe"
        );
    }

    #[test]
    fn hashes_the_empty_body() {
        assert_eq!(
            super::hex_sha256(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
