//! What a client has to fetch before it can prove who is calling: tokens, temporary keys, the project.
//!
//! All of it is fetched when it is needed first, and shared by the clones of a client.

mod ask;
mod cached;
mod clock;
mod keys;
mod metadata;
mod project;
mod token;

use std::sync::OnceLock;
use std::time::Duration;

use http::HeaderValue;

use crate::Retries;
use crate::credentials::{Credentials, Source};
use crate::error::AuthenticationError;
use crate::retry::Budget;
use crate::timer::Timer;
use crate::transport::Transport;

pub(crate) use ask::secret_value;
use cached::Cached;
use clock::Clock;
pub(crate) use keys::Keys;
pub(crate) use token::Token;

/// What a client has fetched.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) clock: Clock,
    keys: Cached<Keys>,
    token: Cached<Token>,
    project: Cached<String>,
    project_id: OnceLock<String>,
}

/// What it takes to fetch something.
pub(crate) struct Context<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) credentials: &'a Credentials,
    /// The address of the identity service, if it is known.
    pub(crate) iam: Option<&'a str>,
    pub(crate) region: Option<&'a str>,
    /// The project that the client was given.
    pub(crate) project_id: Option<&'a str>,
    pub(crate) transport: &'a dyn Transport,
    /// The way to the metadata service: never through a proxy.
    pub(crate) direct: &'a dyn Transport,
    pub(crate) timer: &'a dyn Timer,
    pub(crate) retries: &'a Retries,
    pub(crate) budget: &'a Budget,
    pub(crate) timeout: Duration,
    pub(crate) user_agent: &'a HeaderValue,
}

impl Identity {
    pub(crate) fn new() -> Self {
        Self {
            clock: Clock::default(),
            keys: Cached::new(),
            token: Cached::new(),
            project: Cached::new(),
            project_id: OnceLock::new(),
        }
    }

    /// The project id that was found, if one was looked for.
    pub(crate) fn project_id(&self) -> Option<&str> {
        self.project_id.get().map(String::as_str)
    }
}

impl Context<'_> {
    fn source(&self) -> &Source {
        self.credentials.source()
    }

    fn iam(&self) -> Result<&str, AuthenticationError> {
        self.iam.ok_or_else(|| {
            AuthenticationError::new(
                self.source(),
                "the address of the identity service is not known",
                "Set `.region(…)`, from which it follows, or `.iam_endpoint(…)`",
            )
        })
    }

    /// The name of the project: the one beside the credentials, or that of the region.
    fn project_name(&self) -> Option<&str> {
        self.credentials.project_name().or(self.region)
    }
}
