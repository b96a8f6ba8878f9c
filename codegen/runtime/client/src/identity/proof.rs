//! What proves who is calling: keys to sign with, and tokens.

use std::fmt;
use std::sync::OnceLock;

use http::HeaderValue;

use crate::redact::{MASK, Secrets};
use crate::sign::Signer;

/// The access keys that requests are signed with.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) access: String,
    pub(crate) secret: String,
    pub(crate) security_token: Option<String>,
    signer: OnceLock<Signer>,
}

impl Keys {
    pub(crate) fn new(access: String, secret: String, security_token: Option<String>) -> Self {
        Self { access, secret, security_token, signer: OnceLock::new() }
    }

    /// What signs with these keys; ready after the first time.
    pub(crate) fn signer(&self) -> &Signer {
        self.signer.get_or_init(|| Signer::new(&self.access, &self.secret))
    }

    /// Adds what must not be shown.
    pub(crate) fn add_to(&self, secrets: &mut Secrets) {
        secrets.add(&self.secret);
        self.security_token.iter().for_each(|token| secrets.add(token));
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("access", &self.access).field("secret", &MASK).finish()
    }
}

/// A token of the identity service.
pub(crate) struct Token {
    pub(crate) value: HeaderValue,
    /// The project that it is for.
    pub(super) project_id: Option<String>,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("value", &MASK).field("project_id", &self.project_id).finish()
    }
}

/// The value of a header that is not shown in logs.
pub(crate) fn secret_value(secret: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::try_from(secret)
        .map_err(|_| "a token holds a character that cannot be sent in a header".to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}
