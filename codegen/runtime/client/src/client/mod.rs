//! The way to the service: an endpoint, credentials and a transport.

mod account;
mod authorize;
mod builder;
mod endpoint;
mod regions;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use taurusdb_descriptor_types::resources::Resource;
use taurusdb_descriptor_types::{ErrorCode, Service, by_likeness};

use crate::identity::{Context, Identity};
use crate::retry::Budget;
use crate::timer::Timer;
use crate::transport::Transport;
use crate::{Credentials, Error, Retries};

pub(crate) use authorize::{Proof, Remedies};
pub use builder::ClientBuilder;

/// How many names of resources an error lists.
const LISTED: usize = 8;

/// The way to the service: an endpoint, credentials and a transport.
///
/// A clone is cheap and shares everything, the connection pool too.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::{Client, Credentials};
///
/// # async fn f() -> Result<(), taurusdb::Error> {
/// let client = Client::builder()
///     .endpoint("http://127.0.0.1:8787")
///     .credentials(Credentials::from_env()?)
///     .project_id("0123456789abcdef0123456789abcdef")
///     .build()
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: String,
    service_code: Option<&'static str>,
    scheme_assumed: bool,
    error_codes: &'static [ErrorCode],
    service: Option<&'static Service>,
    region: Option<String>,
    project_id: Option<String>,
    credentials: Credentials,
    identity: Identity,
    iam_endpoint: Option<String>,
    transport: Box<dyn Transport>,
    /// The way to the metadata service, where it is another one.
    direct: Option<Box<dyn Transport>>,
    language: HeaderValue,
    user_agent: HeaderValue,
    timeout: Duration,
    validate: bool,
    retries: Retries,
    budget: Budget,
    timer: Box<dyn Timer>,
}

impl Client {
    /// The address that the path of an operation is appended to, for example
    /// `https://gaussdb.example.com`.
    pub fn endpoint(&self) -> &str {
        &self.shared.endpoint
    }

    /// The endpoint for an error: without its path, and with a note if the scheme was assumed.
    pub(crate) fn place(&self) -> String {
        let endpoint = self.endpoint();
        let host = endpoint.find("://").map_or(0, |at| at + "://".len());
        let end = endpoint[host..].find('/').map_or(endpoint.len(), |at| host + at);
        let assumed =
            if self.shared.scheme_assumed { " (no scheme was given: https assumed)" } else { "" };
        format!("{}{assumed}", &endpoint[..end])
    }

    /// The region, if one was given.
    pub fn region(&self) -> Option<&str> {
        self.shared.region.as_deref()
    }

    /// The project to work in, if known. One that has to be found is known after the first call that needs
    /// it.
    pub fn project_id(&self) -> Option<&str> {
        self.shared.project_id.as_deref().or_else(|| self.shared.identity.project_id())
    }

    /// The address of the identity service, which gives tokens and finds projects; `None` if neither it nor a
    /// region was given.
    pub fn iam_endpoint(&self) -> Option<&str> {
        self.shared.iam_endpoint.as_deref()
    }

    /// Who is calling.
    pub fn credentials(&self) -> &Credentials {
        &self.shared.credentials
    }

    /// The transport that sends the requests.
    pub fn transport(&self) -> &dyn Transport {
        &*self.shared.transport
    }

    /// What an error code of the service means, if the client was given a list with this code.
    pub fn error_code(&self, code: &str) -> Option<&'static ErrorCode> {
        ErrorCode::find(self.shared.error_codes, code)
    }

    /// What is known of the service as a whole.
    pub(crate) fn service(&self) -> Result<&'static Service, Error> {
        self.shared.service.ok_or_else(|| {
            Error::configuration(
                "the client does not know what the service consists of: give its builder the description \
                 with `.service(…)`",
            )
        })
    }

    /// The resource of this name.
    pub(crate) fn resource_of(&self, name: &str) -> Result<&'static Resource, Error> {
        let service = self.service()?;
        service.resource(name).ok_or_else(|| {
            let known = service.resources.iter().map(|resource| resource.name);
            let alike: Vec<_> =
                by_likeness(known, name).into_iter().take(LISTED).map(|(_, name)| name).collect();
            let more = match service.resources.len().saturating_sub(LISTED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            Error::configuration(format!(
                "the service has no resource {name:?}; it has {}{more}",
                alike.join(", ")
            ))
        })
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.shared.identity
    }

    /// What it takes to fetch tokens, keys and the project.
    pub(crate) fn context(&self) -> Context<'_> {
        let shared = &*self.shared;
        Context {
            identity: &shared.identity,
            credentials: &shared.credentials,
            iam: shared.iam_endpoint.as_deref(),
            region: shared.region.as_deref(),
            project_id: shared.project_id.as_deref(),
            transport: &*shared.transport,
            direct: shared.direct.as_deref().unwrap_or(&*shared.transport),
            timer: &*shared.timer,
            retries: &shared.retries,
            budget: &shared.budget,
            timeout: shared.timeout,
            user_agent: &shared.user_agent,
        }
    }

    pub(crate) fn service_code(&self) -> Option<&'static str> {
        self.shared.service_code
    }

    pub(crate) fn language(&self) -> &HeaderValue {
        &self.shared.language
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.shared.user_agent
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.shared.timeout
    }

    pub(crate) fn validates(&self) -> bool {
        self.shared.validate
    }

    pub(crate) fn retries(&self) -> &Retries {
        &self.shared.retries
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.shared.budget
    }

    pub(crate) fn timer(&self) -> &dyn Timer {
        &*self.shared.timer
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.shared.endpoint)
            .field("region", &self.shared.region)
            .field("project_id", &self.shared.project_id)
            .field("credentials", &self.shared.credentials)
            .finish_non_exhaustive()
    }
}
