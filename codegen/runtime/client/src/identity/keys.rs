//! The access keys that requests are signed with.

use std::sync::Arc;

use super::cached::Fetched;
use super::context::Context;
use super::proof::Keys;
use crate::credentials::Secret;
use crate::error::AuthenticationError;
use crate::source::MetadataVersion;

impl Context<'_> {
    /// The keys of the credentials, if they are keys.
    pub(crate) fn given_keys(&self) -> Option<Arc<Keys>> {
        let Secret::Keys { access, secret, security_token } = self.credentials.secret() else {
            return None;
        };
        let given = self.identity.given.get_or_init(|| {
            let (access, secret) = (access.clone(), secret.clone());
            Arc::new(Keys::new(access, secret, security_token.clone()))
        });
        Some(given.clone())
    }

    /// The keys of the credentials, fetched from the metadata service if need be; `None` if the credentials
    /// are of another kind.
    pub(crate) async fn keys(&self) -> Result<Option<Arc<Keys>>, AuthenticationError> {
        match self.credentials.secret() {
            Secret::Keys { .. } => Ok(self.given_keys()),
            Secret::Metadata(address) => {
                let fetch = async || Ok(self.metadata_keys(address).await?.0);
                self.identity.keys.get(self.timer, fetch).await.map(Some)
            }
            Secret::Token(_) | Secret::Password(_) => Ok(None),
        }
    }

    /// Asks the metadata service for the first time, and keeps the keys; nothing happens for other
    /// credentials.
    pub(crate) async fn first_keys(&self) -> Result<Option<MetadataVersion>, AuthenticationError> {
        let Secret::Metadata(address) = self.credentials.secret() else { return Ok(None) };
        let (keys, version): (Fetched<Keys>, _) = self
            .metadata_keys(address)
            .await
            .map_err(|error| error.after(self.credentials.tried()))?;
        self.identity.keys.put(keys);
        Ok(Some(version))
    }

    /// Forgets keys of the metadata service that were refused; whether there can be others.
    pub(crate) fn forget_keys(&self, refused: &Arc<Keys>) -> bool {
        self.identity.keys.forget(refused);
        matches!(self.credentials.secret(), Secret::Metadata(_))
    }
}
