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
mod signer;
mod verify;

use bytes::Bytes;
use jiff::Timestamp;

pub use authorization::{Authorization, Malformed};
pub use canonical::{Message, canonical_query, canonical_request, canonical_uri, encode};
pub use date::{format_date, parse_date};
pub use digest::{hex_sha256, signature, string_to_sign};
pub use fixed::{ALGORITHM, CONTENT_HASH_HEADER, DATE_HEADER, UNSIGNED_PAYLOAD};
pub(crate) use signer::Signer;
pub use verify::{ALLOWED_SKEW, Refusal, Verifier, verify};

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
    Signer::new(keys.access, keys.secret).sign(request, now)
}
