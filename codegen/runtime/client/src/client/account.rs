//! What the identity service says about who is calling.

use super::Client;
use crate::{Error, Secret};

/// What errors call these questions.
const TOKEN: &str = "identity.token";
const PROJECT: &str = "identity.projects";

impl Client {
    /// A token for the credentials, good for other programs: the one that they are, or one that the identity service
    /// gives for them. It is kept, and renewed before it ends.
    ///
    /// ```no_run
    /// # use taurusdb_runtime as taurusdb;
    /// # async fn f(client: taurusdb::Client) -> Result<(), taurusdb::Error> {
    /// let token = client.token().await?;
    /// println!("X-Auth-Token: {}", token.expose());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// Fails if the identity service is not known, cannot be reached, or refuses the credentials.
    pub async fn token(&self) -> Result<Secret, Error> {
        let given = self.credentials().given_token();
        if let Some(token) = given {
            return Ok(Secret::from(token));
        }
        let token = Box::pin(self.context().token()).await.map_err(|error| error.of(TOKEN))?;
        let value = String::from_utf8_lossy(token.value.as_bytes());
        Ok(Secret::from(value.into_owned()))
    }

    /// Asks the identity service for the project of the region, even if a project is known: who can be told it has
    /// proven who is calling. `None` if neither a region nor the name of a project is known, or the identity
    /// service is not.
    ///
    /// # Errors
    /// Fails if the identity service cannot be reached, refuses the credentials, or knows no such project.
    pub async fn find_project(&self) -> Result<Option<String>, Error> {
        let found = Box::pin(self.context().ask_project()).await;
        found.map_err(|error| error.of(PROJECT).into())
    }
}
