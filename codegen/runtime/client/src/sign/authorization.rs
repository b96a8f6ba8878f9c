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

/// How many headers most requests sign at most.
const USUAL: usize = 12;

/// What the parts of the header are called.
const NAMES: [&str; 3] = ["Access", "SignedHeaders", "Signature"];

/// A text up to a byte of ASCII, and what is behind it.
fn cut(text: &str, end: u8) -> (&str, Option<&str>) {
    match memchr::memchr(end, text.as_bytes()) {
        Some(length) => (&text[..length], Some(&text[length + 1..])),
        None => (text, None),
    }
}

/// The pieces of a text between bytes of ASCII.
fn split(text: &str, end: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let (piece, after) = cut(rest?, end);
        rest = after;
        Some(piece)
    })
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
        let mut values = [None; NAMES.len()];
        for part in split(parts, b',') {
            let (name, Some(value)) = cut(part.trim(), b'=') else { continue };
            if let Some(place) = NAMES.iter().position(|known| *known == name) {
                // Of two with the same name, the first one counts.
                values[place].get_or_insert(value);
            }
        }
        let value = |place: usize| {
            let value: Option<&'a str> = values[place];
            value.filter(|value| !value.is_empty()).ok_or(Malformed(NAMES[place]))
        };
        let (access, names, signature) = (value(0)?, value(1)?, value(2)?);
        let mut signed = Vec::with_capacity(USUAL);
        signed.extend(split(names, b';'));
        Ok(Self { access, signed, signature })
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
        lacks("SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=0, Access=a", "Access");
        lacks("SDK-HMAC-SHA256 Access =a, SignedHeaders=host, Signature=0", "Access");
        lacks("SDK-HMAC-SHA256 Access, SignedHeaders=host, Signature=0", "Access");
    }

    #[test]
    fn takes_the_parts_in_any_order() {
        let header =
            Authorization::parse("SDK-HMAC-SHA256 Signature=00,SignedHeaders=host,Access=a");
        assert_eq!(header.map(|header| header.access), Ok("a"));
        let header =
            "SDK-HMAC-SHA256\tX=1,,Signature==0= , SignedHeaders=;a;;b; ,Access=a,Access=b";
        let parsed = Authorization::parse(header);
        let signed = vec!["", "a", "", "b", ""];
        assert_eq!(parsed, Ok(Authorization { access: "a", signed, signature: "=0=" }));
    }
}
