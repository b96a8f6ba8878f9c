//! Signs requests with one pair of keys.

use std::fmt;

use bytes::Bytes;
use hmac::Hmac;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use jiff::Timestamp;
use sha2::Sha256;

use super::Authorization;
use super::canonical::{Message, canonical_text};
use super::date::format_date;
use super::digest::{keyed, signature_by, string_to_sign};
use super::fixed::{CONTENT_HASH_HEADER, DATE_HEADER, UNSIGNED_PAYLOAD};

/// One pair of keys, ready to sign. The first part of each signature depends on the keys alone, and is made once.
#[derive(Clone)]
pub(crate) struct Signer {
    access: String,
    keyed: Hmac<Sha256>,
}

impl Signer {
    pub(crate) fn new(access: &str, secret: &str) -> Self {
        Self { access: access.to_owned(), keyed: keyed(secret) }
    }

    /// See [`sign`](super::sign()).
    pub(crate) fn sign(
        &self,
        request: &mut http::Request<Bytes>,
        now: Timestamp,
    ) -> Result<(), http::Error> {
        if !request.headers().contains_key(HOST) {
            let authority = request.uri().authority().map_or("", |authority| authority.as_str());
            let host = HeaderValue::try_from(authority)?;
            request.headers_mut().insert(HOST, host);
        }
        let headers = request.headers_mut();
        headers.remove(AUTHORIZATION);
        if !headers.contains_key(&DATE_HEADER) {
            headers.insert(DATE_HEADER, HeaderValue::try_from(format_date(now))?);
        }
        let unsigned = headers.get(CONTENT_TYPE).is_some_and(|kind| !is_json(kind));
        if unsigned && !headers.contains_key(&CONTENT_HASH_HEADER) {
            headers.insert(CONTENT_HASH_HEADER, HeaderValue::from_static(UNSIGNED_PAYLOAD));
        }

        let message = Message::of(request);
        let headers = message.signable();
        let lines = headers.iter().map(|(name, value)| (*name, &**value));
        let stated = |name: &HeaderName| {
            let line = lines.clone().find(|(known, _)| *known == name.as_str());
            line.map(|(_, value)| value)
        };
        let hash = message.content_hash(stated(&CONTENT_HASH_HEADER));
        let date = stated(&DATE_HEADER).unwrap_or_default();
        let to_sign = string_to_sign(date, &canonical_text(&message, lines.clone(), hash.text()));
        let signed = headers.iter().map(|(name, _)| *name).collect();
        let authorization = Authorization {
            access: &self.access,
            signed,
            signature: &signature_by(&self.keyed, &to_sign),
        };
        let mut value = HeaderValue::try_from(authorization.text())?;
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
        Ok(())
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("access", &self.access).finish_non_exhaustive()
    }
}

/// The vendor's signer is case-sensitive here, so we must be too; otherwise the hashes would
/// differ.
fn is_json(content_type: &HeaderValue) -> bool {
    content_type.as_bytes().trim_ascii_start().starts_with(b"application/json")
}
