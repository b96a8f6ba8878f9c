//! What requests prove with, and why a proof is not accepted.

use hyper::HeaderMap;
use hyper::header::HeaderName;

use crate::refusal::Refusal;

pub(super) const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
pub(super) const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");
pub(super) const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");

/// The gateway's codes, which `Service::error_codes` explains.
const NOT_PROVEN: &str = "APIGW.0301";
const TOKEN_ENDED: &str = "APIGW.0307";

/// Why it is not clear who is calling.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unproven {
    code: &'static str,
    pub(super) message: String,
}

impl Unproven {
    /// The signature, or what belongs to it, is wrong.
    pub(super) fn signature(message: String) -> Self {
        Self { code: NOT_PROVEN, message }
    }

    /// The token has ended.
    pub(super) fn ended() -> Self {
        let message = "the token has ended; ask for a new one".to_owned();
        Self { code: TOKEN_ENDED, message }
    }
}

impl From<Unproven> for Refusal {
    fn from(Unproven { code, message }: Unproven) -> Self {
        Self::Unproven { code, message }
    }
}

/// The value of a header that may come once.
pub(super) fn one<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'h str>, Unproven> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(Unproven::signature(format!("the header {name} came more than once")));
    }
    let text = value.to_str().map_err(|_| {
        Unproven::signature(format!("the header {name} has characters beyond visible ASCII"))
    })?;
    Ok(Some(text.trim()))
}
