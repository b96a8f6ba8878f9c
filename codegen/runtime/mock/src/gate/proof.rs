//! What requests prove with, and why a proof is not accepted.

use hyper::HeaderMap;
use hyper::header::HeaderValue;

use crate::refusal::Refusal;

// As `HeaderName` has them.
const AUTHORIZATION: &str = "authorization";
const AUTH_TOKEN: &str = "x-auth-token";
const SECURITY_TOKEN: &str = "x-security-token";
const PROJECT_ID: &str = "x-project-id";

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

/// The headers that a request proves with, found in one go through all of them.
pub(super) struct Proof<'h> {
    pub(super) authorization: Once<'h>,
    pub(super) auth_token: Once<'h>,
    pub(super) security_token: Once<'h>,
    pub(super) project_id: Once<'h>,
}

impl<'h> Proof<'h> {
    pub(super) fn of(headers: &'h HeaderMap) -> Self {
        let mut all = [AUTHORIZATION, AUTH_TOKEN, SECURITY_TOKEN, PROJECT_ID].map(Once::new);
        for (name, value) in headers {
            let name = name.as_str();
            if let Some(known) = all.iter_mut().find(|known| known.name == name) {
                known.is_repeated = known.value.is_some();
                known.value.get_or_insert(value);
            }
        }
        let [authorization, auth_token, security_token, project_id] = all;
        Self { authorization, auth_token, security_token, project_id }
    }
}

/// A header that may come once.
#[derive(Clone, Copy)]
pub(super) struct Once<'h> {
    name: &'static str,
    value: Option<&'h HeaderValue>,
    is_repeated: bool,
}

impl<'h> Once<'h> {
    fn new(name: &'static str) -> Self {
        Self { name, value: None, is_repeated: false }
    }

    pub(super) fn is_there(&self) -> bool {
        self.value.is_some()
    }

    /// Its value.
    pub(super) fn text(&self) -> Result<Option<&'h str>, Unproven> {
        let Some(value) = self.value else { return Ok(None) };
        let name = self.name;
        if self.is_repeated {
            return Err(Unproven::signature(format!("the header {name} came more than once")));
        }
        let text = value.to_str().map_err(|_| {
            Unproven::signature(format!("the header {name} has characters beyond visible ASCII"))
        })?;
        Ok(Some(text.trim()))
    }
}
