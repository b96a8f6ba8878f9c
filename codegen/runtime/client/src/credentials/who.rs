//! Who is calling.

use std::fmt;
use std::path::Path;

use http::header::{AUTHORIZATION, HeaderName};

use super::found::{About, Found};
use super::secret::{Named, Secret, User, tidy};
use super::{cli_config, environment, profile};
use crate::Error;
use crate::redact::MASK;
use crate::sign::DATE_HEADER;
use crate::source::{MetadataVersion, Source, Tried};

/// Where the metadata service of a virtual machine is.
const METADATA: &str = "http://169.254.169.254";

/// Who is calling.
///
/// | made by | what goes over the wire |
/// |---|---|
/// | [`ak_sk`](Self::ak_sk), with [`security_token`](Self::security_token) if the key is temporary | a signature |
/// | [`ak_sk`](Self::ak_sk) and [`by_token`](Self::by_token) | a token that the identity service gives for the keys |
/// | [`password`](Self::password), [`password_of_id`](Self::password_of_id) | a token that the identity service gives for the password |
/// | [`token`](Self::token) | the token |
/// | [`instance_metadata`](Self::instance_metadata) | a signature with keys that the virtual machine is given |
/// | [`discover`](Self::discover) | whatever is found first |
///
/// Tokens and temporary keys are fetched with the first call that needs them, kept by the client and its
/// clones, and renewed once before they end.
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
    by_token: bool,
    about: About,
    source: Source,
    /// The places that were looked at before these were found.
    tried: Vec<Tried>,
}

impl Credentials {
    fn of(secret: Secret) -> Self {
        Self::from(Found { secret, source: Source::Code, about: About::default() })
    }

    /// A permanent access key and its secret key, or the first two parts of a temporary one.
    pub fn ak_sk(access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        let (access, secret) = (tidy(access_key), tidy(secret_key));
        Self::of(Secret::Keys { access, secret, security_token: None })
    }

    /// A token of the identity service, sent as `X-Auth-Token`.
    pub fn token(token: impl Into<String>) -> Self {
        Self::of(Secret::Token(tidy(token)))
    }

    /// The name and password of a user, and the name of the account (domain) that the user belongs to.
    ///
    /// ```
    /// # use taurusdb_runtime as taurusdb;
    /// use taurusdb::Credentials;
    ///
    /// let credentials = Credentials::password("our-account", "robot", "PASSWORD");
    /// assert!(!format!("{credentials:?}").contains("PASSWORD"));
    /// ```
    pub fn password(
        account: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self::of(Secret::Password(User {
            user: Named::Name(tidy(user)),
            domain: Some(Named::Name(tidy(account))),
            password: password.into(),
        }))
    }

    /// The id and password of a user.
    pub fn password_of_id(user_id: impl Into<String>, password: impl Into<String>) -> Self {
        let user = Named::Id(tidy(user_id));
        Self::of(Secret::Password(User { user, domain: None, password: password.into() }))
    }

    /// Temporary keys from the metadata service of the virtual machine that the program runs on, for the
    /// agency that the machine was given. Both versions of the service are understood.
    ///
    /// The service is asked when the client is built: by the client's own
    /// [transport](crate::ClientBuilder::transport) if it was given one, otherwise directly and never through
    /// a proxy.
    pub fn instance_metadata() -> Self {
        Self::instance_metadata_at(METADATA)
    }

    /// Like [`instance_metadata`](Self::instance_metadata), from a service at another address, such as
    /// `http://127.0.0.1:8080`.
    pub fn instance_metadata_at(address: impl Into<String>) -> Self {
        let address = address.into().trim().trim_end_matches('/').to_owned();
        let source = Source::Metadata { address: address.clone(), version: None };
        Self { source, ..Self::of(Secret::Metadata(address)) }
    }

    /// The credentials in the environment.
    ///
    /// There are several sets of names, and the first one that is complete counts. Nothing is mixed from two
    /// sets, for they might belong to two accounts.
    ///
    /// | set | beside it |
    /// |---|---|
    /// | `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` | `HUAWEICLOUD_SDK_SECURITY_TOKEN`, `_PROJECT_ID`, `_DOMAIN_ID`, `_IAM_ENDPOINT` |
    /// | `HW_ACCESS_KEY`, `HW_SECRET_KEY` | `HW_SECURITY_TOKEN`, `HW_PROJECT_ID`, `HW_PROJECT_NAME`, `HW_DOMAIN_ID`, `HW_AUTH_URL` |
    /// | `CLOUD_SDK_AK`, `CLOUD_SDK_SK` | |
    /// | `OS_ACCESS_KEY`, `OS_SECRET_KEY` | `OS_PROJECT_ID`, `OS_PROJECT_NAME`, `OS_DOMAIN_ID`, `OS_AUTH_URL` |
    /// | `HW_AUTH_TOKEN` | as for `HW_ACCESS_KEY` |
    /// | `OS_AUTH_TOKEN` | as for `OS_ACCESS_KEY` |
    /// | `HW_USER_NAME` with `HW_DOMAIN_NAME` or `HW_DOMAIN_ID`, or `HW_USER_ID`; `HW_USER_PASSWORD` | as for `HW_ACCESS_KEY` |
    /// | `OS_USERNAME` with `OS_DOMAIN_NAME` or `OS_DOMAIN_ID`, or `OS_USER_ID`; `OS_PASSWORD` | as for `OS_ACCESS_KEY` |
    ///
    /// # Errors
    /// Names the variables that are read, the missing one of a set, or the one that is not text.
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
        match environment::read(&variable)? {
            Ok(found) => Ok(found.into()),
            Err(nothing) => {
                Err(Error::configuration(format!("no credentials in the environment: {nothing}")))
            }
        }
    }

    /// The credentials in a profile file, an INI file as the vendor's SDKs read it:
    ///
    /// ```ini
    /// [basic]
    /// ak = AKEXAMPLE
    /// sk = SKEXAMPLE
    /// ; only with a temporary key
    /// security_token = TOKEN
    /// project_id = 0483b6b16e954cb88930a360d2c4e663
    /// iam_endpoint = https://iam.example.com
    /// ```
    ///
    /// Without a section, the first of `[basic]` and `[global]` that has both keys is taken, or the only
    /// section that there is. A line that begins with `;` or `#` is a comment; elsewhere both are part of the
    /// value. Who may read the file is the business of its owner.
    ///
    /// # Errors
    /// Names the file, and what is missing in which section. It never shows a value.
    pub fn from_profile(path: impl AsRef<Path>, section: Option<&str>) -> Result<Self, Error> {
        let path = path.as_ref();
        let found = profile::read(path, section);
        found.map(Self::from).map_err(|what| {
            Error::configuration(format!("the profile file {} {what}", path.display()))
        })
    }

    /// The keys in the configuration of the vendor's command line, of one profile or of the one in use.
    ///
    /// # Errors
    /// Names the file. If the command line has encrypted it, the error says so.
    pub fn from_cli_config(path: impl AsRef<Path>, profile: Option<&str>) -> Result<Self, Error> {
        let path = path.as_ref();
        let found = cli_config::read(path, profile);
        found.map(Self::from).map_err(|what| {
            Error::configuration(format!("the configuration {} {what}", path.display()))
        })
    }

    /// Lets the identity service give a token for the keys, and sends that instead of signatures.
    ///
    /// It has no effect on credentials that need a token anyway, or are one.
    #[must_use]
    pub fn by_token(mut self) -> Self {
        self.by_token = true;
        self
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

    /// The access key id. A token and a password have none, and the keys of a virtual machine change.
    pub fn access_key(&self) -> Option<&str> {
        match &self.secret {
            Secret::Keys { access, .. } => Some(access),
            Secret::Token(_) | Secret::Password(_) | Secret::Metadata(_) => None,
        }
    }

    /// The token that they are, if they are one.
    pub(crate) fn given_token(&self) -> Option<&str> {
        match &self.secret {
            Secret::Token(token) => Some(token),
            Secret::Keys { .. } | Secret::Password(_) | Secret::Metadata(_) => None,
        }
    }

    /// The project id that was found along with the credentials.
    pub fn project_id(&self) -> Option<&str> {
        self.about.project_id.as_deref()
    }

    /// The name of a project that was found along with the credentials.
    pub fn project_name(&self) -> Option<&str> {
        self.about.project_name.as_deref()
    }

    /// The id of the account (domain) that was found along with the credentials.
    pub fn domain_id(&self) -> Option<&str> {
        self.about.domain_id.as_deref()
    }

    /// The address of the identity service that was found along with the credentials.
    pub fn iam_endpoint(&self) -> Option<&str> {
        self.about.iam_endpoint.as_deref()
    }

    /// The region that was found along with the credentials.
    pub fn region(&self) -> Option<&str> {
        self.about.region.as_deref()
    }

    /// Adds the places that were looked at before these were found.
    pub(super) fn after(mut self, tried: Vec<Tried>) -> Self {
        self.tried = tried;
        self
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The places that were looked at before these were found.
    pub(crate) fn tried(&self) -> &[Tried] {
        &self.tried
    }

    /// Which version of the metadata service answered.
    pub(crate) fn answered(&mut self, found: MetadataVersion) {
        if let Source::Metadata { version, .. } = &mut self.source {
            *version = Some(found);
        }
    }

    /// Whether requests carry a token that is fetched first.
    pub(crate) fn needs_token(&self) -> bool {
        match self.secret {
            Secret::Password(_) => true,
            Secret::Token(_) => false,
            Secret::Keys { .. } | Secret::Metadata(_) => self.by_token,
        }
    }

    /// Whether signing or the token makes this header, so that callers cannot set it.
    pub(crate) fn makes(&self, header: &HeaderName) -> bool {
        match &self.secret {
            Secret::Keys { .. } | Secret::Metadata(_) => {
                !self.by_token && (header == AUTHORIZATION || *header == DATE_HEADER)
            }
            Secret::Token(_) | Secret::Password(_) => false,
        }
    }

    /// What is wrong with credentials that cannot work.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        self.secret.problem()
    }
}

impl From<Found> for Credentials {
    fn from(Found { secret, source, about }: Found) -> Self {
        Self { secret, by_token: false, about, source, tried: Vec::new() }
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
            Secret::Password(user) => {
                shown.field("user", &user.user.text()).field("password", &MASK);
            }
            Secret::Metadata(_) => {}
        }
        if let Some(project_id) = self.project_id() {
            shown.field("project_id", &project_id);
        }
        shown.field("source", &self.source).finish()
    }
}
