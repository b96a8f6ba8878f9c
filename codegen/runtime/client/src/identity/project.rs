//! The id of a project, found by its name or by the region.

use http::Method;

use super::ask::{Proof, Question, with_query};
use super::cached::Fetched;
use super::context::Context;
use crate::error::AuthenticationError;
use crate::{json, redact};

const PATH: &str = "/v3/projects";

const ADVICE: &str =
    "Set `.project_id(…)`, or check that the credentials may list the projects of the account";

impl Context<'_> {
    /// Looks for the project, unless it is known; nothing happens if the identity service or the name is not
    /// known.
    pub(crate) async fn find_project(&self) -> Result<(), AuthenticationError> {
        if self.project_id.is_some() || self.identity.project_id().is_some() {
            return Ok(());
        }
        if let Some(found) = self.ask_project().await? {
            // Another call may have set it; to the same.
            self.identity.project_id.get_or_init(|| found);
        }
        Ok(())
    }

    /// Asks for the id of the project of the region, or of the one whose name stands beside the credentials, even if
    /// one is known; `None` if the identity service or the name is not known.
    pub(crate) async fn ask_project(&self) -> Result<Option<String>, AuthenticationError> {
        let (Some(_), Some(name)) = (self.iam, self.project_name()) else { return Ok(None) };
        let found =
            self.identity.project.get(self.timer, async || self.look_up(name).await).await?;
        Ok(Some(found.as_ref().clone()))
    }

    async fn look_up(&self, name: &str) -> Result<Fetched<String>, AuthenticationError> {
        let token = if self.credentials.needs_token() {
            let token = self.token().await?;
            // A token for a project tells its id.
            if let Some(id) = &token.project_id {
                return Ok(Fetched { value: id.clone(), life: None });
            }
            Some(token.value.clone())
        } else {
            self.token_value().await?
        };
        let keys = self.keys().await?;
        let proof = match (&token, &keys) {
            (Some(token), _) => Proof::Token(token),
            (None, Some(keys)) => Proof::Signature(keys),
            (None, None) => Proof::Body,
        };
        let target = with_query(PATH, "name", name);
        let question =
            Question { name: "identity.projects", method: Method::GET, target, body: None, proof };
        let answer = self.ask(question, ADVICE).await?;
        let Some(projects) = answer.json["projects"].as_array() else {
            return Err(AuthenticationError::new(
                self.source(),
                format!(
                    "{} answered {} without a list of projects",
                    self.iam()?,
                    answer.response.status()
                ),
                "Check that this is the address of the identity service: `.iam_endpoint(…)` sets it",
            ));
        };
        let id = projects
            .iter()
            .find(|project| project["name"] == name)
            .and_then(|project| json::text(&project["id"]))
            .map(|id| id.trim().to_owned())
            .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic()));
        match id {
            Some(id) => {
                tracing::debug!(project = name, project_id = %id, "project found");
                Ok(Fetched { value: id, life: None })
            }
            None => {
                let names = projects.iter().filter_map(|project| project["name"].as_str());
                let names: Vec<_> = names.map(redact::visible).collect();
                let has = match names.is_empty() {
                    true => "it lists none".to_owned(),
                    false => format!("it lists {}", names.join(", ")),
                };
                Err(AuthenticationError::new(
                    self.source(),
                    format!("{} knows no project {name:?} of this account; {has}", self.iam()?),
                    ADVICE,
                ))
            }
        }
    }
}
