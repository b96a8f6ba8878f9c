//! What one place has about who is calling.

use super::secret::Secret;
use crate::source::Source;

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
