//! Hash and signature.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::fixed::ALGORITHM;

/// What the secret key signs: algorithm, date and the hash of the canonical request.
///
/// ```
/// let to_sign = taurusdb_runtime::sign::string_to_sign("20191115T033655Z", "GET\n/\n\n");
/// assert!(to_sign.starts_with("SDK-HMAC-SHA256\n20191115T033655Z\n"));
/// ```
pub fn string_to_sign(date: &str, canonical_request: &str) -> String {
    [ALGORITHM, "\n", date, "\n", &hex_sha256(canonical_request.as_bytes())].concat()
}

/// The signature in hexadecimal. The secret key is used unchanged as the key of the HMAC.
pub fn signature(secret: &str, string_to_sign: &str) -> String {
    signature_by(&keyed(secret), string_to_sign)
}

/// The same, with what [`keyed`] has made of the secret key.
pub(super) fn signature_by(keyed: &Hmac<Sha256>, string_to_sign: &str) -> String {
    base16ct::lower::encode_string(&mac(keyed, string_to_sign).finalize().into_bytes())
}

/// The first part of each signature, which depends on the secret key alone.
pub(super) fn keyed(secret: &str) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret.as_bytes()).expect("an HMAC takes a key of any length")
}

fn mac(keyed: &Hmac<Sha256>, string_to_sign: &str) -> Hmac<Sha256> {
    let mut mac = keyed.clone();
    mac.update(string_to_sign.as_bytes());
    mac
}

/// Continues with what [`string_to_sign`] is, without making it.
pub(super) fn mac_of(keyed: &Hmac<Sha256>, date: &str, canonical_request: &str) -> Hmac<Sha256> {
    let mut mac = keyed.clone();
    let digest = Digits::of(canonical_request.as_bytes());
    for part in [ALGORITHM, "\n", date, "\n", digest.text()] {
        mac.update(part.as_bytes());
    }
    mac
}

/// SHA-256 in hexadecimal.
pub fn hex_sha256(data: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(data))
}

/// The digits of the SHA-256 of what everybody may know, for a moment.
pub(super) struct Digits([u8; 64]);

impl Digits {
    pub(super) fn of(data: &[u8]) -> Self {
        let mut digits = [0; 64];
        // Of requests, which are no secrets: the digits may come from a table.
        for (byte, two) in Sha256::digest(data).iter().zip(digits.chunks_exact_mut(2)) {
            two[0] = b"0123456789abcdef"[usize::from(byte >> 4)];
            two[1] = b"0123456789abcdef"[usize::from(byte & 15)];
        }
        Self(digits)
    }

    pub(super) fn text(&self) -> &str {
        str::from_utf8(&self.0).expect("digits are ASCII")
    }
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
        assert_eq!(super::hex_sha256(b""), super::super::fixed::EMPTY_HASH);
    }
}
