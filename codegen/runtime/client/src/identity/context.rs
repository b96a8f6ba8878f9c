//! What a client has fetched, and what it takes to fetch more.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::HeaderValue;

use super::cached::Cached;
use super::clock::Clock;
use super::proof::{Keys, Token};
use crate::Retries;
use crate::credentials::Credentials;
use crate::error::AuthenticationError;
use crate::retry::Budget;
use crate::source::Source;
use crate::timer::Timer;
use crate::transport::Transport;

/// What a client has fetched.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) clock: Clock,
    /// The keys of the credentials, and those of the metadata service.
    pub(super) given: OnceLock<Arc<Keys>>,
    pub(super) keys: Cached<Keys>,
    pub(super) token: Cached<Token>,
    pub(super) project: Cached<String>,
    pub(super) project_id: OnceLock<String>,
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
            given: OnceLock::new(),
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
    pub(super) fn source(&self) -> &Source {
        self.credentials.source()
    }

    pub(super) fn iam(&self) -> Result<&str, AuthenticationError> {
        self.iam.ok_or_else(|| {
            AuthenticationError::new(
                self.source(),
                "the address of the identity service is not known",
                "Set `.region(…)`, from which it follows, or `.iam_endpoint(…)`",
            )
        })
    }

    /// The name of the project: the one beside the credentials, or that of the region.
    pub(super) fn project_name(&self) -> Option<&str> {
        self.credentials.project_name().or(self.region)
    }
}
