//! Credentials, and where they were found.

pub(crate) mod environment;
mod secret;
mod source;

use std::fmt;

use http::header::{AUTHORIZATION, HeaderName};

use crate::Error;
use crate::redact::MASK;
use crate::sign::DATE_HEADER;

pub(crate) use secret::Secret;
use secret::tidy;
pub use source::Source;

/// Who is calling.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::Credentials;
///
/// let credentials = Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE").security_token("TOKEN");
/// assert!(!format!("{credentials:?}").contains("SKEXAMPLE"));
/// assert_eq!(credentials.source().to_string(), "given in code");
/// ```
#[derive(Clone)]
pub struct Credentials {
    secret: Secret,
    project_id: Option<String>,
    source: Source,
}

impl Credentials {
    /// A permanent access key and its secret key, or the first two parts of a temporary one.
    pub fn ak_sk(access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        let (access, secret) = (tidy(access_key), tidy(secret_key));
        Self {
            secret: Secret::Keys { access, secret, security_token: None },
            project_id: None,
            source: Source::Code,
        }
    }

    /// A token of the identity service, sent as `X-Auth-Token`.
    pub fn token(token: impl Into<String>) -> Self {
        Self { secret: Secret::Token(tidy(token)), project_id: None, source: Source::Code }
    }

    /// The credentials in the environment.
    ///
    /// There are three sets of names; the first one with both keys counts: `HUAWEICLOUD_SDK_AK`
    /// with `HUAWEICLOUD_SDK_SK`, `HW_ACCESS_KEY` with `HW_SECRET_KEY`, `CLOUD_SDK_AK` with
    /// `CLOUD_SDK_SK`. Security token and project id come from the same set, never from another
    /// one: they might belong to another account.
    ///
    /// # Errors
    /// Names the variables that are read, the missing one of a pair, or the one that is not text.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(environment::of_process)
    }

    /// Like [`from_env`](Self::from_env), with variables from elsewhere. A value that contains
    /// U+FFFD counts as one that could not be read as text, and is refused.
    ///
    /// ```
    /// # use taurusdb_runtime as taurusdb;
    /// use taurusdb::Credentials;
    ///
    /// let credentials = Credentials::from_variables(|name| match name {
    ///     "HW_ACCESS_KEY" => Some("AKEXAMPLE".to_owned()),
    ///     "HW_SECRET_KEY" => Some("SKEXAMPLE".to_owned()),
    ///     _ => None,
    /// })?;
    /// assert_eq!(credentials.source().to_string(), "environment: HW_ACCESS_KEY, HW_SECRET_KEY");
    /// # Ok::<(), taurusdb::Error>(())
    /// ```
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let found = environment::read(&variable)?;
        Ok(Self {
            secret: found.secret,
            project_id: found.project_id,
            source: Source::Environment(found.variables),
        })
    }

    /// Adds the security token that belongs to a temporary access key.
    ///
    /// It has no effect on credentials that are already a token.
    #[must_use]
    pub fn security_token(mut self, token: impl Into<String>) -> Self {
        if let Secret::Keys { security_token, .. } = &mut self.secret {
            *security_token = Some(tidy(token));
        }
        self
    }

    /// Where the credentials were found.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The access key id; a token has none.
    pub fn access_key(&self) -> Option<&str> {
        match &self.secret {
            Secret::Keys { access, .. } => Some(access),
            Secret::Token(_) => None,
        }
    }

    /// The project id that was found along with the credentials.
    pub fn project_id(&self) -> Option<&str> {
        self.project_id.as_deref()
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Whether signing or the token makes this header, so that callers cannot set it.
    pub(crate) fn makes(&self, header: &HeaderName) -> bool {
        match &self.secret {
            Secret::Keys { .. } => header == AUTHORIZATION || *header == DATE_HEADER,
            Secret::Token(_) => false,
        }
    }

    /// What is wrong with credentials that cannot work.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        self.secret.problem()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Credentials");
        match &self.secret {
            Secret::Keys { access, security_token, .. } => {
                shown.field("access_key", access).field("secret_key", &MASK);
                if security_token.is_some() {
                    shown.field("security_token", &MASK);
                }
            }
            Secret::Token(_) => {
                shown.field("token", &MASK);
            }
        }
        if let Some(project_id) = &self.project_id {
            shown.field("project_id", project_id);
        }
        shown.field("source", &self.source).finish()
    }
}
