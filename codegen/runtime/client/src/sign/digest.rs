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
    format!("{ALGORITHM}\n{date}\n{}", hex_sha256(canonical_request.as_bytes()))
}

/// The signature in hexadecimal. The secret key is used unchanged as the key of the HMAC.
pub fn signature(secret: &str, string_to_sign: &str) -> String {
    base16ct::lower::encode_string(&mac(secret, string_to_sign).finalize().into_bytes())
}

/// SHA-256 in hexadecimal.
pub fn hex_sha256(data: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(data))
}

pub(super) fn mac(secret: &str, string_to_sign: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .expect("an HMAC takes a key of any length");
    mac.update(string_to_sign.as_bytes());
    mac
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
