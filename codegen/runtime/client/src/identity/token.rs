//! Tokens of the identity service, for a password or for access keys.

use std::sync::Arc;

use http::{HeaderValue, Method};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::ask::{Proof, Question};
use super::cached::Fetched;
use super::clock::{sent, time};
use super::context::Context;
use super::proof::{Keys, Token, secret_value};
use crate::credentials::{Named, Secret, User};
use crate::error::AuthenticationError;

const PATH: &str = "/v3/auth/tokens";

/// Tokens hold for a day; this is for an answer that does not say.
const LIFE: SignedDuration = SignedDuration::from_hours(23);

impl Context<'_> {
    /// Whether the identity service can be asked for a token.
    pub(crate) fn can_get_token(&self) -> bool {
        self.iam.is_some() && !matches!(self.credentials.secret(), Secret::Token(_))
    }

    /// A token that the identity service gives for the credentials.
    pub(crate) async fn token(&self) -> Result<Arc<Token>, AuthenticationError> {
        self.identity.token.get(async || self.new_token().await).await
    }

    /// Forgets a token that was refused.
    pub(crate) fn forget_token(&self, refused: &Arc<Token>) {
        self.identity.token.forget(refused);
    }

    async fn new_token(&self) -> Result<Fetched<Token>, AuthenticationError> {
        let keys = self.keys().await?;
        let (identity, proof, advice) = match (self.credentials.secret(), &keys) {
            (Secret::Password(user), _) => (
                by_password(user),
                Proof::Body,
                "Check the user, its account (domain) and its password, and that the user may log in by \
                 programs",
            ),
            (_, Some(keys)) => (
                by_keys(keys),
                Proof::Signature(keys),
                "Check that access key and secret key belong together and are active; a temporary key also \
                 needs its security token",
            ),
            _ => {
                return Err(AuthenticationError::new(
                    self.source(),
                    "a token cannot be renewed by itself",
                    "Give a new token, or credentials for which the identity service gives tokens",
                ));
            }
        };
        let mut auth = json!({ "identity": identity });
        if let Some(scope) = self.scope() {
            auth["scope"] = scope;
        }
        let question = Question {
            name: "identity.token",
            method: Method::POST,
            target: PATH.to_owned(),
            body: Some(json!({ "auth": auth })),
            proof,
        };
        let answer = self.ask(question, advice).await?;
        let value = answer.response.headers().get("x-subject-token").cloned();
        let Some(mut value) = value.filter(|value| !value.is_empty()) else {
            return Err(AuthenticationError::new(
                self.source(),
                format!("{}{PATH} answered without a token", self.iam()?),
                "Check that this is the address of the identity service: `.iam_endpoint(…)` sets it",
            ));
        };
        value.set_sensitive(true);
        let body = &answer.json["token"];
        let time = |name: &str| time(&body[name]);
        let sent = sent(answer.response.headers())
            .or_else(|| time("issued_at"))
            .unwrap_or_else(|| self.identity.clock.now());
        let life = time("expires_at").map_or(LIFE, |end| end.duration_since(sent));
        let project_id = body["project"]["id"].as_str().map(str::to_owned);
        tracing::debug!(seconds = life.as_secs(), "new token");
        Ok(Fetched { value: Token { value, project_id }, life: Some(life) })
    }

    /// What the token is for: the project, or the account where none is known.
    fn scope(&self) -> Option<Value> {
        let project_id = self.project_id.or(self.identity.project_id());
        let project = match (project_id, self.project_name()) {
            (Some(id), _) => json!({ "id": id }),
            (None, Some(name)) => json!({ "name": name }),
            (None, None) => {
                let id = self.credentials.domain_id()?;
                return Some(json!({ "domain": { "id": id } }));
            }
        };
        Some(json!({ "project": project }))
    }

    /// A token that is there already, or that has to be fetched, as the value of a header; `None` if the
    /// credentials sign.
    pub(super) async fn token_value(&self) -> Result<Option<HeaderValue>, AuthenticationError> {
        match self.credentials.secret() {
            Secret::Token(token) => secret_value(token).map(Some).map_err(|problem| {
                AuthenticationError::new(self.source(), problem, "Copy it again")
            }),
            _ if self.credentials.needs_token() => Ok(Some(self.token().await?.value.clone())),
            _ => Ok(None),
        }
    }
}

fn by_password(User { user, domain, password }: &User) -> Value {
    let mut about = json!({ "password": password });
    about[key(user)] = user.text().into();
    if let Some(domain) = domain {
        about["domain"] = json!({ key(domain): domain.text() });
    }
    json!({ "methods": ["password"], "password": { "user": about } })
}

fn by_keys(keys: &Keys) -> Value {
    let mut proof = json!({ "access": { "key": keys.access }, "secret": { "key": keys.secret } });
    if let Some(token) = &keys.security_token {
        proof["security_token"] = json!({ "key": token });
    }
    json!({ "methods": ["hw_ak_sk"], "hw_ak_sk": proof })
}

fn key(named: &Named) -> &'static str {
    match named {
        Named::Name(_) => "name",
        Named::Id(_) => "id",
    }
}
