pub(crate) mod environment;

use std::fmt;

use http::header::{AUTHORIZATION, HeaderName};

use crate::Error;
use crate::redact::MASK;
use crate::sign::DATE_HEADER;

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

/// What proves it.
#[derive(Clone)]
pub(crate) enum Secret {
    Keys { access: String, secret: String, security_token: Option<String> },
    Token(String),
}

/// Where credentials were found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Passed to a constructor of [`Credentials`].
    Code,
    /// Environment variables, by name.
    Environment(Vec<&'static str>),
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

    /// The credentials that the environment holds.
    ///
    /// Knows three dialects, and takes the first of which both keys are set: `HUAWEICLOUD_SDK_AK`
    /// with `HUAWEICLOUD_SDK_SK`, `HW_ACCESS_KEY` with `HW_SECRET_KEY`, `CLOUD_SDK_AK` with
    /// `CLOUD_SDK_SK`. Security token and project id come from the same dialect, never from
    /// another: they might belong to another account.
    ///
    /// # Errors
    /// Says which variables are looked for, which one of a pair is missing, and which is not text.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(environment::of_process)
    }

    /// Like [`from_env`](Self::from_env), with variables from elsewhere. A value with U+FFFD in
    /// it counts as one that could not be read as text, and is refused.
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
        environment::read(&variable)
    }

    /// Adds the security token that belongs to a temporary access key.
    ///
    /// It has no effect on credentials that are a token already.
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

    /// The access key id; there is none with a token.
    pub fn access_key(&self) -> Option<&str> {
        match &self.secret {
            Secret::Keys { access, .. } => Some(access),
            Secret::Token(_) => None,
        }
    }

    /// The project id that was found beside the credentials.
    pub fn project_id(&self) -> Option<&str> {
        self.project_id.as_deref()
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Whether proving who is calling makes this header, so that nobody else can.
    pub(crate) fn makes(&self, header: &HeaderName) -> bool {
        match &self.secret {
            Secret::Keys { .. } => header == AUTHORIZATION || *header == DATE_HEADER,
            Secret::Token(_) => false,
        }
    }

    /// The complaint about credentials that cannot work.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match &self.secret {
            Secret::Keys { access, .. } if access.is_empty() => Some("the access key is empty"),
            Secret::Keys { secret, .. } if secret.is_empty() => Some("the secret key is empty"),
            Secret::Keys { access, .. } if !is_one_word(access) => Some(
                "the access key holds white space, a line break or another character that no \
                 access key has: copy it again",
            ),
            Secret::Keys { secret, .. } if secret.contains(char::is_control) => Some(
                "the secret key holds a line break or another control character: copy it again",
            ),
            Secret::Keys { security_token: Some(token), .. } if !is_one_word(token) => Some(
                "the security token is empty, or holds white space, a line break or another \
                 character that no token has: copy it again",
            ),
            Secret::Token(token) if token.is_empty() => Some("the token is empty"),
            Secret::Token(token) if !is_one_word(token) => Some(
                "the token holds white space, a line break or another character that no token \
                 has: copy it again",
            ),
            _ => None,
        }
    }
}

/// Whether the text can stand in a header, and is not two things.
fn is_one_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Keys that were copied from a file or a web page tend to bring a line break along.
fn tidy(text: impl Into<String>) -> String {
    let text: String = text.into();
    text.trim().to_owned()
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

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("given in code"),
            Self::Environment(names) => write!(f, "environment: {}", names.join(", ")),
        }
    }
}
