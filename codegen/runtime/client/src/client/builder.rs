//! Setting up a client.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use taurusdb_descriptor_types::{Endpoint, ErrorCode, Service};

use super::endpoint::{self, Overrides, Resolved};
use super::{Client, Shared};
use crate::credentials::environment;
use crate::identity::Identity;
use crate::retry::Budget;
use crate::source::Source;
use crate::timer::Timer;
use crate::transport::{Middleware, Transport};
use crate::{Credentials, Error, Retries};

const TIMEOUT: Duration = Duration::from_secs(60);
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

type Variables = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Sets up a [`Client`], or a type `C` made from one.
///
/// Needs a region or an endpoint, and credentials, which are [looked for](Credentials::discover) if none are
/// given. Everything else has a default.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::{Client, Credentials};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let client = Client::builder()
///     .endpoint("https://gaussdb.example.com")
///     .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"))
///     .build()
///     .await?;
/// assert_eq!(client.endpoint(), "https://gaussdb.example.com");
/// # Ok::<(), taurusdb::Error>(()) }).unwrap();
/// ```
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder<C = Client> {
    region: Option<String>,
    endpoint: Option<String>,
    iam_endpoint: Option<String>,
    service_code: Option<&'static str>,
    endpoints: &'static [Endpoint],
    error_codes: &'static [ErrorCode],
    service: Option<&'static Service>,
    project_id: Option<String>,
    credentials: Option<Credentials>,
    transport: Option<Box<dyn Transport>>,
    middleware: Vec<Arc<dyn Middleware>>,
    connect_timeout: Option<Duration>,
    language: String,
    user_agent: String,
    timeout: Duration,
    validate: bool,
    retries: Option<Retries>,
    timer: Option<Box<dyn Timer>>,
    variables: Box<Variables>,
    builds: PhantomData<fn() -> C>,
}

impl Client {
    /// Starts to set up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl<C: From<Client>> ClientBuilder<C> {
    /// Creates an empty builder.
    pub fn new() -> Self {
        Self {
            region: None,
            endpoint: None,
            iam_endpoint: None,
            service_code: None,
            endpoints: &[],
            error_codes: &[],
            service: None,
            project_id: None,
            credentials: None,
            transport: None,
            middleware: Vec::new(),
            connect_timeout: None,
            language: "en-us".to_owned(),
            user_agent: USER_AGENT.to_owned(),
            timeout: TIMEOUT,
            validate: true,
            retries: None,
            timer: None,
            variables: Box::new(environment::of_process),
            builds: PhantomData,
        }
    }

    /// The region; it determines the endpoint unless one is given.
    ///
    /// The variable `HUAWEICLOUD_SDK_REGION_<SERVICE>_<REGION>` (upper case, `_` for `-`, with the
    /// [code of the service](Self::service_code)) takes precedence over the file
    /// `~/.huaweicloud/regions.yaml`, or the one that `HUAWEICLOUD_SDK_REGIONS_FILE` names, and that over the
    /// list of endpoints. The file is that of the vendor's SDKs:
    ///
    /// ```yaml
    /// ECS:
    ///   - id: ap-southeast-3
    ///     endpoint: https://ecs.internal.example.com
    /// ```
    ///
    /// Without a region, the variable `HW_REGION_NAME` is read, and then what the credentials say.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The address of the service, such as `http://127.0.0.1:8787`. Without a scheme it is
    /// `https`.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// The address of the identity service, which gives tokens for passwords and keys, and finds the project
    /// of a region.
    ///
    /// Without it, that of the credentials is taken (`HUAWEICLOUD_SDK_IAM_ENDPOINT`, `HW_AUTH_URL`, or
    /// `iam_endpoint` in the profile file), then what the variables and the file of [`region`](Self::region)
    /// say about the service `IAM`, and then `https://iam.<region>.` with the domain of the service.
    pub fn iam_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.iam_endpoint = Some(endpoint.into());
        self
    }

    /// What the vendor's SDKs call the service, for example `ecs`; names of variables contain it.
    pub fn service_code(mut self, code: &'static str) -> Self {
        self.service_code = Some(code);
        self
    }

    /// The regions and their endpoints, for [`region`](Self::region) to look up.
    pub fn endpoints(mut self, endpoints: &'static [Endpoint]) -> Self {
        self.endpoints = endpoints;
        self
    }

    /// What error codes mean, sorted by code. They decide which kind of error an answer is, and
    /// what the error advises.
    ///
    /// A code that is not in the list is judged by the HTTP status that it comes with.
    pub fn error_codes(mut self, error_codes: &'static [ErrorCode]) -> Self {
        self.error_codes = error_codes;
        self
    }

    /// What the service consists of: its operations and resources, for waiting. It brings
    /// [code](Self::service_code), [endpoints](Self::endpoints) and [error codes](Self::error_codes) along.
    pub fn service(mut self, service: &'static Service) -> Self {
        self.service = Some(service);
        self.service_code(service.code)
            .endpoints(service.endpoints)
            .error_codes(service.error_codes)
    }

    /// The project to work in. Without it, the one found along with the credentials is taken; and without that,
    /// the first call that needs a project asks the identity service for the one of the region, or for the
    /// one of the name that stands beside the credentials.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// Who is calling. Without it, credentials are looked for: see [`Discovery`](crate::Discovery).
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// The transport that sends requests, instead of the HTTP client of this crate.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Something around every way out: around the transport, and around the one by which the metadata service of
    /// a virtual machine is asked. Of several, the last one sees a request first.
    pub fn middleware(mut self, middleware: impl Middleware + 'static) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// How long opening a connection may take. Default: 10 seconds. A [transport](Self::transport) of your own
    /// has its own limit.
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect_timeout = Some(time);
        self
    }

    /// The language of messages, sent as `X-Language`. Without one, the service is asked for English.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = language.into();
        self
    }

    /// The `User-Agent` header. Default: name and version of the crate that the builder comes from.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// How long a single request may take. Default: 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whether calls are held against the description of their operation before they are sent: mandatory
    /// values, limits and conditions, but not lists of values, which grow. On unless switched off.
    pub fn validate(mut self, validate: bool) -> Self {
        self.validate = validate;
        self
    }

    /// When calls are sent again by themselves. Without it, [`Retries::default`] holds.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// How time passes between two attempts, instead of by the timer of tokio.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Box::new(timer));
        self
    }

    /// How to look up environment variables, instead of in the environment of the process. A value
    /// that contains U+FFFD counts as one that could not be read as text, and is refused.
    pub fn variables(
        mut self,
        variables: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.variables = Box::new(variables);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// Fails if something is missing or wrong. For an unknown region, the error names the known
    /// ones.
    pub async fn build(self) -> Result<C, Error> {
        let Self { region, endpoint, endpoints, project_id, credentials, transport, .. } = self;
        let variables = &*self.variables;
        let given = region.is_some() || endpoint.is_some();
        let region = match region {
            None if endpoint.is_none() => environment::get(variables, "HW_REGION_NAME")?,
            given => given,
        };
        let mut credentials = match credentials {
            Some(credentials) => credentials,
            None => Credentials::discovery().variables(variables).find()?,
        };
        let region = match region {
            None if !given => credentials.region().map(str::to_owned),
            region => region,
        };
        let region =
            region.map(|region| region.trim().to_owned()).filter(|region| !region.is_empty());
        let overrides = Overrides { variable: variables };
        let Resolved { endpoint, scheme_assumed } = endpoint::resolve(
            endpoint.as_deref(),
            region.as_deref(),
            self.service_code,
            endpoints,
            overrides,
        )?;
        let iam_endpoint = endpoint::identity(
            self.iam_endpoint.as_deref().or(credentials.iam_endpoint()),
            region.as_deref(),
            endpoints,
            overrides,
        )?;
        if let Some(problem) = credentials.problem() {
            let source = credentials.source();
            return Err(Error::configuration(format!("credentials {source}: {problem}")));
        }
        if project_id.as_ref().is_some_and(|id| id.trim().is_empty()) {
            return Err(Error::configuration(
                "the project id is empty: give one, or leave it out to take the one beside the \
                 credentials",
            ));
        }
        let project_id = project_id.or_else(|| credentials.project_id().map(str::to_owned));
        if let Some(project_id) = project_id.as_deref()
            && !project_id.bytes().all(|byte| byte.is_ascii_graphic())
        {
            return Err(Error::configuration(format!(
                "the project id {project_id:?} holds white space or another character that no \
                 project id has"
            )));
        }
        let is_own = transport.is_some();
        let transport = match transport {
            Some(transport) => transport,
            None => default_transport(variables, self.connect_timeout)?,
        };
        let direct = match credentials.source() {
            Source::Metadata { .. } if !is_own => Some(direct_transport()?),
            _ => None,
        };
        let within = |transport: Box<dyn Transport>| {
            let around = self.middleware.iter().cloned();
            around.fold(transport, |transport, one| Box::new(transport.with(one)))
        };
        let (transport, direct) = (within(transport), direct.map(within));
        let shared = Shared {
            endpoint,
            service_code: self.service_code,
            scheme_assumed,
            error_codes: self.error_codes,
            service: self.service,
            region,
            project_id,
            credentials: credentials.clone(),
            identity: Identity::new(),
            iam_endpoint,
            transport,
            direct,
            language: header("language", &self.language)?,
            user_agent: header("user agent", &self.user_agent)?,
            timeout: self.timeout,
            validate: self.validate,
            retries: self.retries.unwrap_or_default(),
            budget: Budget::new(),
            timer: match self.timer {
                Some(timer) => timer,
                None => default_timer()?,
            },
        };
        let mut client = Client { shared: Arc::new(shared) };
        // Asked now, so that the source is known, and so that an error lists all that was tried.
        if let Some(version) = client.context().first_keys().await? {
            credentials.answered(version);
            if let Some(shared) = Arc::get_mut(&mut client.shared) {
                shared.credentials = credentials;
            }
        }
        Ok(C::from(client))
    }
}

impl<C: From<Client>> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

fn header(name: &str, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::try_from(value)
        .map_err(|_| Error::configuration(format!("the {name} {value:?} is not valid in a header")))
}

#[cfg(feature = "reqwest")]
fn default_transport(
    variables: &Variables,
    connect_timeout: Option<Duration>,
) -> Result<Box<dyn Transport>, Error> {
    let mut builder = crate::transport::ReqwestTransport::builder().variables(variables);
    if let Some(time) = connect_timeout {
        builder = builder.connect_timeout(time);
    }
    match builder.build() {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => Err(Error::configuration(format!("the HTTP client does not start: {error}"))),
    }
}

/// A transport for what must not go through a proxy.
#[cfg(feature = "reqwest")]
fn direct_transport() -> Result<Box<dyn Transport>, Error> {
    match crate::transport::ReqwestTransport::direct() {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => Err(Error::configuration(format!("the HTTP client does not start: {error}"))),
    }
}

#[cfg(not(feature = "reqwest"))]
fn direct_transport() -> Result<Box<dyn Transport>, Error> {
    default_transport(&|_| None, None)
}

#[cfg(feature = "reqwest")]
fn default_timer() -> Result<Box<dyn Timer>, Error> {
    Ok(Box::new(crate::timer::TokioTimer))
}

#[cfg(not(feature = "reqwest"))]
fn default_timer() -> Result<Box<dyn Timer>, Error> {
    Err(Error::configuration(
        "no timer: pass one to the builder, or switch the feature `reqwest` on",
    ))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: &Variables, _: Option<Duration>) -> Result<Box<dyn Transport>, Error> {
    Err(Error::configuration(
        "no transport: pass one to the builder, or switch the feature `reqwest` on",
    ))
}
