//! The chain of places in which credentials are looked for.

use std::fmt;
use std::path::PathBuf;

use super::found::Found;
use super::who::Credentials;
use super::{cli_config, environment, profile};
use crate::Error;
use crate::error::AuthenticationError;
use crate::source::Tried;

impl Credentials {
    /// The first credentials of the environment, the profile file, the configuration of the vendor's command
    /// line, and the instance metadata. [`Discovery`] has the details.
    ///
    /// ```no_run
    /// # use taurusdb_runtime as taurusdb;
    /// # async fn f() -> Result<(), taurusdb::Error> {
    /// let credentials = taurusdb::Credentials::discover()?;
    /// println!("credentials from {}", credentials.source());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// Lists each place, and why nothing was taken from it.
    pub fn discover() -> Result<Self, Error> {
        Self::discovery().find()
    }

    /// Looks for credentials in places that can be replaced.
    pub fn discovery<'a>() -> Discovery<'a> {
        Discovery::default()
    }
}

type Variables<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Looks for credentials, in this order:
///
/// 1. environment variables: see [`Credentials::from_env`];
/// 2. the profile file of the vendor's SDKs, `~/.huaweicloud/credentials` or the one that
///    `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names: see [`Credentials::from_profile`];
/// 3. the configuration of the vendor's command line, `~/.hcloud/config.json` or the file that
///    `HW_SHARED_CONFIG_FILE` names, unless it is encrypted; the profile in use, or the one that `HW_PROFILE`
///    names;
/// 4. the metadata service of the virtual machine that the program runs on: see
///    [`Credentials::instance_metadata`].
///
/// The first that has credentials wins, and [`Credentials::source`] says which. Credentials that are given
/// in code are not looked for at all. Every place can be replaced, for tests too:
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::Credentials;
///
/// let found = Credentials::discovery()
///     .variables(|name| match name {
///         "HW_ACCESS_KEY" => Some("AKEXAMPLE".to_owned()),
///         "HW_SECRET_KEY" => Some("SKEXAMPLE".to_owned()),
///         _ => None,
///     })
///     .find()?;
/// assert_eq!(found.source().to_string(), "environment: HW_ACCESS_KEY, HW_SECRET_KEY");
///
/// let error = Credentials::discovery().variables(|_| None).without_metadata().find().unwrap_err();
/// assert!(error.authentication().is_some());
/// # Ok::<(), taurusdb::Error>(())
/// ```
#[must_use = "nothing is looked for until `find` is called"]
pub struct Discovery<'a> {
    variables: Box<Variables<'a>>,
    home: Option<PathBuf>,
    section: Option<String>,
    profile: Option<String>,
    metadata: Option<Credentials>,
}

impl Default for Discovery<'_> {
    fn default() -> Self {
        Self {
            variables: Box::new(environment::of_process),
            home: None,
            section: None,
            profile: None,
            metadata: Some(Credentials::instance_metadata()),
        }
    }
}

impl<'a> Discovery<'a> {
    /// How to look up environment variables, `HOME` and `USERPROFILE` among them.
    pub fn variables(mut self, variables: impl Fn(&str) -> Option<String> + 'a) -> Self {
        self.variables = Box::new(variables);
        self
    }

    /// The directory whose `.huaweicloud` and `.hcloud` are read, instead of the home directory.
    pub fn home(mut self, home: impl Into<PathBuf>) -> Self {
        self.home = Some(home.into());
        self
    }

    /// The section of the profile file, instead of `[basic]` and then `[global]`.
    pub fn section(mut self, section: impl Into<String>) -> Self {
        self.section = Some(section.into());
        self
    }

    /// Takes the profile of this name and nothing else: the section of the profile file, or else the profile in
    /// the configuration of the vendor's command line. Variables only say where these files are.
    ///
    /// ```
    /// # use taurusdb_runtime as taurusdb;
    /// use taurusdb::Credentials;
    ///
    /// let found = Credentials::discovery().home("/nowhere").profile("staging").find();
    /// assert!(found.unwrap_err().to_string().contains("profile \"staging\""));
    /// ```
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The address of the metadata service.
    pub fn metadata(mut self, address: impl Into<String>) -> Self {
        self.metadata = Some(Credentials::instance_metadata_at(address));
        self
    }

    /// The metadata service is not asked.
    pub fn without_metadata(mut self) -> Self {
        self.metadata = None;
        self
    }

    /// Looks for credentials.
    ///
    /// The metadata service is only asked when the client is built, for that needs the network. If it has
    /// nothing either, [`build`](crate::ClientBuilder::build) fails with the list of all that was tried.
    ///
    /// # Errors
    /// Lists each place, and why nothing was taken from it. A variable that is no text is an error at once.
    pub fn find(self) -> Result<Credentials, Error> {
        let variable = &*self.variables;
        let mut tried = Vec::new();
        if self.profile.is_none() {
            match environment::read(variable)? {
                Ok(found) => return Ok(won(found, tried)),
                Err(none) => {
                    tried.push(Tried { place: "environment".to_owned(), reason: none.to_string() });
                }
            }
        }
        let home = match self.home {
            Some(home) => Some(home),
            None => environment::home(variable)?,
        };
        let named = environment::get(variable, profile::VARIABLE)?.map(PathBuf::from);
        let no_home = || "neither HOME nor USERPROFILE is set".to_owned();
        let place = |path: Option<&PathBuf>, name: &str| match path {
            Some(path) => format!("{name} {}", path.display()),
            None => name.to_owned(),
        };

        let path = named.or_else(|| home.as_deref().map(profile::below));
        let result = match &path {
            None => Err(no_home()),
            Some(path) => {
                let section = self.profile.as_deref().or(self.section.as_deref());
                reason(path, || profile::read(path, section))
            }
        };
        match result {
            Ok(found) => return Ok(won(found, tried)),
            Err(reason) => {
                tried.push(Tried { place: place(path.as_ref(), "profile file"), reason })
            }
        }

        let named = environment::get(variable, cli_config::VARIABLE)?.map(PathBuf::from);
        let path = named.or_else(|| home.as_deref().map(cli_config::below));
        let chosen = match &self.profile {
            Some(profile) => Some(profile.clone()),
            None => environment::get(variable, cli_config::PROFILE)?,
        };
        let result = match &path {
            None => Err(no_home()),
            Some(path) => reason(path, || cli_config::read(path, chosen.as_deref())),
        };
        match result {
            Ok(found) => return Ok(won(found, tried)),
            Err(reason) => {
                let place = place(path.as_ref(), "command-line configuration");
                tried.push(Tried { place, reason });
            }
        }

        if let Some(profile) = self.profile {
            let tried: Vec<_> = tried.iter().map(ToString::to_string).collect();
            return Err(Error::configuration(format!(
                "there are no credentials in the profile {profile:?}: {}",
                tried.join(" | ")
            )));
        }
        match self.metadata {
            Some(service) => Ok(won(service, tried)),
            None => {
                tried.push(Tried {
                    place: "instance metadata".to_owned(),
                    reason: "switched off".to_owned(),
                });
                Err(AuthenticationError::nowhere(&tried).into())
            }
        }
    }
}

impl fmt::Debug for Discovery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Discovery")
            .field("home", &self.home)
            .field("section", &self.section)
            .field("profile", &self.profile)
            .field("metadata", &self.metadata.as_ref().map(Credentials::source))
            .finish_non_exhaustive()
    }
}

/// Why a file gives nothing, for a file that may well be absent.
fn reason(
    path: &std::path::Path,
    read: impl FnOnce() -> Result<Found, String>,
) -> Result<Found, String> {
    if !path.exists() {
        return Err("there is no such file".to_owned());
    }
    read().inspect_err(|reason| {
        tracing::warn!(path = %path.display(), reason, "credentials passed over");
    })
}

fn won(found: impl Into<Credentials>, tried: Vec<Tried>) -> Credentials {
    let found = found.into();
    tracing::debug!(source = %found.source(), "credentials found");
    found.after(tried)
}
