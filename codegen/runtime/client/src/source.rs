//! Where credentials were found, and where they were looked for in vain.

use std::fmt;
use std::path::PathBuf;

/// Where credentials were found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Passed to a constructor of [`Credentials`](crate::Credentials).
    Code,
    /// Environment variables, by name.
    Environment(Vec<&'static str>),
    /// A section of a profile file of the vendor's SDKs.
    Profile {
        /// The file.
        path: PathBuf,
        /// The section, without its brackets.
        section: String,
    },
    /// A profile in the configuration of the vendor's command line.
    CommandLine {
        /// The file.
        path: PathBuf,
        /// The name of the profile.
        profile: String,
    },
    /// The metadata service of the virtual machine that the program runs on.
    Metadata {
        /// The address of the service.
        address: String,
        /// Which of its versions answered; `None` as long as it was not asked.
        version: Option<MetadataVersion>,
    },
}

/// The versions of the metadata service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MetadataVersion {
    /// The older one, which is asked without a token.
    V1,
    /// The newer one, which first hands out a token of its own.
    V2,
}

impl fmt::Display for MetadataVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1 => "version 1, without token",
            Self::V2 => "version 2, with token",
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("given in code"),
            Self::Environment(names) => write!(f, "environment: {}", names.join(", ")),
            Self::Profile { path, section } => {
                write!(f, "profile file {}, section [{section}]", path.display())
            }
            Self::CommandLine { path, profile } => {
                write!(f, "command-line configuration {}, profile {profile:?}", path.display())
            }
            Self::Metadata { address, version: Some(version) } => {
                write!(f, "instance metadata at {address}, {version}")
            }
            Self::Metadata { address, version: None } => {
                write!(f, "instance metadata at {address}")
            }
        }
    }
}

/// A place that was looked at, and why nothing was taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tried {
    pub(crate) place: String,
    pub(crate) reason: String,
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}
