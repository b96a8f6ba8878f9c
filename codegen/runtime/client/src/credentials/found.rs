//! What one place has about who is calling.

use std::fmt;

use super::secret::Secret;
use super::source::Source;

/// What one place has about who is calling.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) secret: Secret,
    pub(super) source: Source,
    pub(super) about: About,
}

/// What stands beside the secret.
#[derive(Clone, Default)]
pub(super) struct About {
    pub(super) project_id: Option<String>,
    pub(super) project_name: Option<String>,
    pub(super) domain_id: Option<String>,
    pub(super) iam_endpoint: Option<String>,
    pub(super) region: Option<String>,
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
