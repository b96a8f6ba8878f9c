//! Parses and writes the `Authorization` header.

use std::fmt;

use super::fixed::ALGORITHM;

/// The parts of an `Authorization` header of this algorithm.
///
/// ```
/// use taurusdb_runtime::sign::Authorization;
///
/// let text = "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=c0ffee";
/// let header = Authorization::parse(text)?;
/// assert_eq!(header.access, "AK");
/// assert_eq!(header.signed, ["host", "x-sdk-date"]);
/// assert_eq!(header.to_string(), text);
/// # Ok::<(), taurusdb_runtime::sign::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization<'a> {
    /// Access key id.
    pub access: &'a str,
    /// Names of the signed headers, in the order in which they were signed.
    pub signed: Vec<&'a str>,
    /// Signature in hexadecimal.
    pub signature: &'a str,
}

/// An `Authorization` header that cannot be parsed, and the part that it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

impl<'a> Authorization<'a> {
    /// Parses a header; the parts may come in any order.
    pub fn parse(header: &'a str) -> Result<Self, Malformed> {
        let parts = header
            .trim()
            .strip_prefix(ALGORITHM)
            .filter(|rest| rest.starts_with([' ', '\t']))
            .ok_or(Malformed(ALGORITHM))?;
        let part = |name: &'static str| {
            parts
                .split(',')
                .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
                .filter(|value| !value.is_empty())
                .ok_or(Malformed(name))
        };
        Ok(Self {
            access: part("Access")?,
            signed: part("SignedHeaders")?.split(';').collect(),
            signature: part("Signature")?,
        })
    }

    /// The header as it is sent.
    pub(super) fn text(&self) -> String {
        let signed = self.signed.join(";");
        let parts = [
            ALGORITHM,
            " Access=",
            self.access,
            ", SignedHeaders=",
            &signed,
            ", Signature=",
            self.signature,
        ];
        parts.concat()
    }
}

impl fmt::Display for Authorization<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the Authorization header has no {}", self.0)
    }
}

impl std::error::Error for Malformed {}

#[cfg(test)]
mod tests {
    use super::{Authorization, Malformed};

    #[track_caller]
    fn lacks(header: &str, part: &'static str) {
        assert_eq!(Authorization::parse(header), Err(Malformed(part)));
    }

    #[test]
    fn says_what_a_header_lacks() {
        lacks("", "SDK-HMAC-SHA256");
        lacks("Bearer x", "SDK-HMAC-SHA256");
        lacks("SDK-HMAC-SHA2567 Access=a", "SDK-HMAC-SHA256");
        lacks("SDK-HMAC-SHA256 SignedHeaders=host, Signature=00", "Access");
        lacks("SDK-HMAC-SHA256 Access=a, Signature=00", "SignedHeaders");
        lacks("SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=", "Signature");
    }

    #[test]
    fn takes_the_parts_in_any_order() {
        let header =
            Authorization::parse("SDK-HMAC-SHA256 Signature=00,SignedHeaders=host,Access=a");
        assert_eq!(header.map(|header| header.access), Ok("a"));
    }
}
