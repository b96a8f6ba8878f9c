//! Checks the signature of a request that has arrived.

use std::fmt;

use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

use super::authorization::Authorization;
use super::canonical::{Message, canonical_text};
use super::date::parse_date;
use super::digest::{Digits, hex_sha256, keyed, mac_of};
use super::fixed::UNSIGNED_PAYLOAD;

/// By how much the clock of a client may be wrong.
pub const ALLOWED_SKEW: SignedDuration = SignedDuration::from_mins(15);

/// Why a signature is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// A name in the list of signed headers is not as the canonical request has it: in small letters.
    NotLowerCase(String),
    /// A header that must be signed is not among the signed ones.
    NotSigned(&'static str),
    /// A header that is listed as signed is missing.
    Absent(String),
    /// `X-Sdk-Date` is not a date.
    BadDate(String),
    /// The request was signed too long ago, or in the future.
    Skew(SignedDuration),
    /// The stated content hash is not that of the body.
    ContentHash,
    /// The signature belongs to another request or another secret key.
    Mismatch {
        /// The canonical form of the request that arrived.
        canonical_request: String,
    },
}

/// A secret key, ready to check signatures: what depends on it alone is worked out once.
#[derive(Clone)]
pub struct Verifier(Hmac<Sha256>);

impl Verifier {
    /// Checks what was signed with this key.
    pub fn new(secret: &str) -> Self {
        Self(keyed(secret))
    }

    /// See [`verify`].
    ///
    /// # Errors
    /// Says why the request is refused.
    pub fn verify(
        &self,
        message: &Message<'_>,
        authorization: &Authorization<'_>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        verify_by(&self.0, message, authorization, now)
    }
}

/// Without what is secret.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// Checks the signature of a request, with the list of signed headers in the request.
///
/// # Errors
/// Says why the request is refused.
pub fn verify(
    message: &Message<'_>,
    authorization: &Authorization<'_>,
    secret: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    verify_by(&keyed(secret), message, authorization, now)
}

fn verify_by(
    keyed: &Hmac<Sha256>,
    message: &Message<'_>,
    authorization: &Authorization<'_>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let signed = authorization.signed.as_slice();
    let is_capital = |byte: u8| byte.is_ascii_uppercase();
    if let Some(name) = signed.iter().find(|name| name.bytes().any(is_capital)) {
        return Err(Refusal::NotLowerCase((*name).to_owned()));
    }
    for name in ["host", DATE_HEADER_NAME] {
        if !signed.contains(&name) {
            return Err(Refusal::NotSigned(name));
        }
    }
    let values = message.values(signed);
    if let Some(absent) = values.iter().position(Option::is_none) {
        return Err(Refusal::Absent(signed[absent].to_owned()));
    }
    let lines = signed.iter().zip(&values);
    let lines = lines.map(|(name, value)| (*name, value.as_deref().unwrap_or_default()));
    let date = lines.clone().find(|(name, _)| *name == DATE_HEADER_NAME);
    let date = date.map(|(_, value)| value).unwrap_or_default();
    let time = parse_date(date).ok_or_else(|| Refusal::BadDate(date.to_owned()))?;
    // The date has no fraction of a second, so the clock has none either.
    let skew = SignedDuration::from_secs(time.as_second() - now.as_second());
    if skew.abs() > ALLOWED_SKEW {
        return Err(Refusal::Skew(skew));
    }
    let stated = message.stated_hash();
    let unsigned = stated.as_deref() == Some(UNSIGNED_PAYLOAD);
    if let Some(stated) = &stated
        && !unsigned
        && !stated.eq_ignore_ascii_case(Digits::of(message.body).text())
    {
        return Err(Refusal::ContentHash);
    }

    let hash = message.content_hash(stated.as_deref());
    let canonical = canonical_text(message, lines.clone(), hash.text());
    let mut signature = [0; 32];
    let signature = base16ct::mixed::decode(authorization.signature, &mut signature).ok();
    let matches = |canonical: &str| {
        // `verify_slice` takes the same time wherever the first difference is.
        let expected = mac_of(keyed, date, canonical);
        signature.is_some_and(|signature| expected.verify_slice(signature).is_ok())
    };
    if matches(&canonical) {
        return Ok(());
    }
    // Signers differ in what has more than one spelling, and all of these say the same: an empty body that is
    // announced as unsigned, a hash in capitals, the values of a repeated header.
    let other = match &stated {
        Some(_) if unsigned => Some(UNSIGNED_PAYLOAD.to_owned()),
        Some(_) => Some(hex_sha256(message.body)),
        None => None,
    };
    let is_repeated = |name: &&str| message.headers.get_all(*name).iter().nth(1).is_some();
    let separate: Vec<_> = match signed.iter().any(is_repeated) {
        true => signed.iter().map(|name| (*name, message.separate(name))).collect(),
        false => Vec::new(),
    };
    let apart = || separate.iter().map(|(name, value)| (*name, &**value));
    let fits = |hash: &str| {
        matches(&canonical_text(message, lines.clone(), hash))
            || !separate.is_empty() && matches(&canonical_text(message, apart(), hash))
    };
    if other.is_some_and(|hash| fits(&hash)) || !separate.is_empty() && fits(hash.text()) {
        return Ok(());
    }
    Err(Refusal::Mismatch { canonical_request: canonical })
}

const DATE_HEADER_NAME: &str = "x-sdk-date";

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLowerCase(name) => write!(
                f,
                "SignedHeaders has the name {name:?}; write names in small letters: {}",
                name.to_ascii_lowercase()
            ),
            Self::NotSigned(name) => write!(f, "the header {name} must be signed"),
            Self::Absent(name) => write!(f, "the signed header {name} is absent"),
            Self::BadDate(date) => write!(f, "X-Sdk-Date is not yyyymmddThhmmssZ: {date:?}"),
            Self::Skew(skew) => {
                write!(f, "X-Sdk-Date is off by {} s, allowed are 900 s", skew.as_secs())
            }
            Self::ContentHash => f.write_str("X-Sdk-Content-Sha256 is not the hash of the body"),
            Self::Mismatch { canonical_request } => {
                let echo = canonical_request.replace('\n', "|");
                write!(f, "the signature does not match; canonical request: {echo}")
            }
        }
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::Request;
    use jiff::{SignedDuration, Timestamp};

    use super::super::{Authorization, Keys, Message, sign};
    use super::{Refusal, verify};

    const KEYS: Keys<'_> = Keys { access: "AK", secret: "SK" };

    fn now() -> Timestamp {
        Timestamp::from_second(1_700_000_000).unwrap()
    }

    fn signed() -> Request<Bytes> {
        let mut request = Request::post("http://h:8/v3/p?b=1&a=%20")
            .header("content-type", "application/json")
            .body(Bytes::from_static(b"{}"))
            .unwrap();
        sign(&mut request, KEYS, now()).unwrap();
        request
    }

    fn check(request: &Request<Bytes>, secret: &str, now: Timestamp) -> Result<(), Refusal> {
        let header = request.headers()["authorization"].to_str().unwrap();
        verify(&Message::of(request), &Authorization::parse(header).unwrap(), secret, now)
    }

    #[test]
    fn accepts_what_was_signed() {
        assert_eq!(check(&signed(), "SK", now()), Ok(()));
    }

    #[test]
    fn refuses_what_was_changed() {
        let mut request = signed();
        *request.body_mut() = Bytes::from_static(b"{ }");
        assert!(matches!(check(&request, "SK", now()), Err(Refusal::Mismatch { .. })));
        assert!(matches!(check(&signed(), "other", now()), Err(Refusal::Mismatch { .. })));

        let mut request = signed();
        request.headers_mut().remove("content-type");
        assert_eq!(check(&request, "SK", now()), Err(Refusal::Absent("content-type".to_owned())));
    }

    #[test]
    fn refuses_a_clock_that_is_off() {
        let late = now() + SignedDuration::from_mins(16);
        assert_eq!(
            check(&signed(), "SK", late),
            Err(Refusal::Skew(-SignedDuration::from_mins(16)))
        );
        assert_eq!(check(&signed(), "SK", now() + SignedDuration::from_mins(14)), Ok(()));
    }

    #[test]
    fn clocks_are_held_against_each_other_in_whole_seconds() {
        let half = SignedDuration::from_millis(500);
        let quarter = SignedDuration::from_mins(15);
        let second = SignedDuration::from_secs(1);
        for fits in
            [now() + quarter, now() + quarter + half, now() - quarter, now() - quarter + half]
        {
            assert_eq!(check(&signed(), "SK", fits), Ok(()), "{fits}");
        }
        for (off, skew) in [
            (now() + quarter + second, -(quarter + second)),
            (now() - quarter - second + half, quarter + second),
            (Timestamp::MIN, now().duration_since(Timestamp::MIN)),
        ] {
            assert_eq!(check(&signed(), "SK", off), Err(Refusal::Skew(skew)), "{off}");
        }
    }

    /// Signs as a signer does that makes its own canonical form of the listed headers.
    fn signed_by_hand(request: &Request<Bytes>, headers: &str, names: &str, hash: &str) -> String {
        let message = Message::of(request);
        let date = message.header("x-sdk-date").unwrap();
        let canonical = format!("POST\n/v3/p/\na=%20&b=1\n{headers}\n{names}\n{hash}");
        let text = super::super::string_to_sign(&date, &canonical);
        super::super::signature("SK", &text)
    }

    #[test]
    fn spellings_of_the_same_are_the_same() {
        let mut request = signed();
        for value in ["b", " a "] {
            request.headers_mut().append("x-more", value.parse().unwrap());
        }
        let digest = super::hex_sha256(b"{}");
        request
            .headers_mut()
            .insert("x-sdk-content-sha256", digest.to_uppercase().parse().unwrap());
        let date = "x-sdk-date:20231114T221320Z\n";
        let try_it = |headers: &str, names: &str, hash: &str| {
            let signature = signed_by_hand(&request, headers, names, hash);
            let signed = names.split(';').collect();
            let authorization = Authorization { access: "AK", signed, signature: &signature };
            verify(&Message::of(&request), &authorization, "SK", now())
        };
        let names = "x-sdk-date;host;x-more";
        for more in ["x-more:b,a\n", "x-more:a\nx-more:b\n"] {
            for hash in [digest.clone(), digest.to_uppercase()] {
                assert_eq!(try_it(&format!("{date}host:h:8\n{more}"), names, &hash), Ok(()));
            }
        }
        for more in ["x-more:a\n", "x-more:a,b\n", "x-more:a\nx-more:b\nx-more:c\n"] {
            let said = try_it(&format!("{date}host:h:8\n{more}"), names, &digest);
            assert!(matches!(said, Err(Refusal::Mismatch { .. })), "{more}");
        }
        let capital = try_it(&format!("host:h:8\n{date}"), "Host;x-sdk-date", &digest);
        assert_eq!(capital, Err(Refusal::NotLowerCase("Host".to_owned())));
    }

    #[test]
    fn insists_on_host_and_date() {
        let request = signed();
        let authorization =
            Authorization { access: "AK", signed: vec!["x-sdk-date"], signature: "00" };
        assert_eq!(
            verify(&Message::of(&request), &authorization, "SK", now()),
            Err(Refusal::NotSigned("host"))
        );
    }

    #[test]
    fn refuses_a_content_hash_that_is_not_the_bodys() {
        let mut request = signed();
        request.headers_mut().insert("x-sdk-content-sha256", "00".parse().unwrap());
        sign(&mut request, KEYS, now()).unwrap();
        assert_eq!(check(&request, "SK", now()), Err(Refusal::ContentHash));
    }
}
