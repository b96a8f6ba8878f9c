//! Who may call, and how that is checked.

use std::fmt;

/// Whether callers must prove who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// By a signature or a token, as the cloud's gateway asks for it.
    #[default]
    Strict,
    /// Anybody may call, for any project.
    Off,
}

/// An access key and what belongs to it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// Access key id.
    pub ak: String,
    /// Secret access key.
    pub sk: String,
    /// The security token that a temporary key comes with; `None` for a permanent one.
    pub security_token: Option<String>,
}

/// Who may call a mock server, and how that is checked: one account with one user and one project.
///
/// The defaults are the same for every server, so that a client can be set up before the server runs; none of
/// them opens anything but a mock.
///
/// ```
/// use taurusdb_mock_runtime::{Auth, Gate};
///
/// let gate = Gate { project_id: "0123456789abcdef0123456789abcdef".to_owned(), ..Gate::default() };
/// assert_eq!(gate.auth, Auth::Strict);
/// assert!(!format!("{gate:?}").contains(&gate.keys[0].sk));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Gate {
    /// Whether callers must prove who they are.
    pub auth: Auth,
    /// The access keys that are known. Clients are offered the first one.
    pub keys: Vec<AccessKey>,
    /// Tokens that hold for ever, beside those that are asked for.
    pub tokens: Vec<String>,
    /// Id of the project that callers may use.
    pub project_id: String,
    /// Name of the project. `None`: it stands for the project of every region of the service.
    pub project_name: Option<String>,
    /// Id of the account.
    pub domain_id: String,
    /// Name of the account.
    pub domain_name: String,
    /// Id of the user.
    pub user_id: String,
    /// Name of the user.
    pub user_name: String,
    /// Password of the user, good for tokens.
    pub password: String,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            auth: Auth::Strict,
            keys: vec![AccessKey {
                ak: "MOCKACCESSKEY0000001".to_owned(),
                sk: "mockSecretKeyThatOpensNoCloudAtAll000001".to_owned(),
                security_token: None,
            }],
            tokens: Vec::new(),
            project_id: "0a1b2c3d4e5f60718293a4b5c6d7e8f9".to_owned(),
            project_name: None,
            domain_id: "1a1b2c3d4e5f60718293a4b5c6d7e8f9".to_owned(),
            domain_name: "mock-account".to_owned(),
            user_id: "2a1b2c3d4e5f60718293a4b5c6d7e8f9".to_owned(),
            user_name: "mock-user".to_owned(),
            password: "mock-Passw0rd".to_owned(),
        }
    }
}

impl Gate {
    /// A gate that is open: anybody may call, for any project.
    pub fn open() -> Self {
        Self { auth: Auth::Off, ..Self::default() }
    }
}

/// Without what is secret.
impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_temporary = self.security_token.is_some();
        f.debug_struct("AccessKey")
            .field("ak", &self.ak)
            .field("is_temporary", &is_temporary)
            .finish_non_exhaustive()
    }
}

/// Without what is secret.
impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate")
            .field("auth", &self.auth)
            .field("keys", &self.keys)
            .field("project_id", &self.project_id)
            .field("project_name", &self.project_name)
            .field("domain_name", &self.domain_name)
            .field("user_name", &self.user_name)
            .finish_non_exhaustive()
    }
}
