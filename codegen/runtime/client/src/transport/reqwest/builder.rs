//! Setting up the default transport.

use std::time::Duration;

use super::failure::wrap;
use super::proxies::Proxies;
use super::sender::ReqwestTransport;
use crate::transport::{TransportError, TransportErrorKind};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Shorter than the time after which gateways close a connection, 60 seconds and more: a call that is sent at that
/// moment breaks, and one that changes something is not sent again.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// Sets up a [`ReqwestTransport`].
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use std::time::Duration;
/// use taurusdb::transport::ReqwestTransport;
///
/// let transport = ReqwestTransport::builder()
///     .proxy("http://user:password@proxy.example.com:3128")
///     .connect_timeout(Duration::from_secs(3))
///     .idle_connections(4)
///     .build()?;
/// assert!(!format!("{transport:?}").contains("password"));
/// # Ok::<(), taurusdb::TransportError>(())
/// ```
///
/// How long a whole request may take is a matter of the client: see
/// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
#[must_use = "a builder does nothing until it is built"]
#[derive(Debug)]
pub struct ReqwestTransportBuilder {
    http: reqwest::ClientBuilder,
    proxies: Option<Proxies>,
    roots: Vec<Vec<u8>>,
    only_these_roots: bool,
}

impl ReqwestTransport {
    /// A transport with its own connection pool. It uses the proxy variables of the environment.
    ///
    /// # Errors
    /// Fails if the HTTP client does not start.
    pub fn new() -> Result<Self, TransportError> {
        Self::builder().build()
    }

    /// A transport that uses no proxy, for addresses on the machine itself.
    pub(crate) fn direct() -> Result<Self, TransportError> {
        Self::builder().no_proxy().build()
    }

    /// Starts to set up a transport.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::new()
    }
}

impl ReqwestTransportBuilder {
    fn new() -> Self {
        // When a call is sent again is for the client to decide, which counts and bounds it.
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(IDLE_TIMEOUT)
            // A header that is written wrongly is no reason to lose the answer to a change.
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_ignore_invalid_headers_in_responses(true)
            .retry(reqwest::retry::never());
        Self { http, proxies: None, roots: Vec::new(), only_these_roots: false }
    }

    /// Sends everything through this proxy, such as `http://user:password@host:3128`, whatever the environment
    /// says. An address that cannot be used is an error when it is sent to.
    pub fn proxy(mut self, address: impl AsRef<str>) -> Self {
        self.proxies = Some(Proxies::all(address.as_ref()));
        self
    }

    /// Sends everything directly, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxies = Some(Proxies::none());
        self
    }

    /// Takes the proxies from these variables instead of the environment: `HTTP_PROXY`, `HTTPS_PROXY`,
    /// `ALL_PROXY` and `NO_PROXY`, in upper or lower case.
    ///
    /// A variable that is in the way of a request and cannot be used is an error that names it, and nothing is
    /// sent.
    pub fn variables(mut self, variable: impl Fn(&str) -> Option<String>) -> Self {
        self.proxies = Some(Proxies::of_variables(&variable));
        self
    }

    /// How long opening a connection may take. Default: 10 seconds.
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.http = self.http.connect_timeout(time);
        self
    }

    /// How long may pass without a byte of the answer. Default: as long as the request may take.
    pub fn read_timeout(mut self, time: Duration) -> Self {
        self.http = self.http.read_timeout(time);
        self
    }

    /// How many connections to a host are kept open for the next request, at most. 0 keeps none.
    pub fn idle_connections(mut self, count: usize) -> Self {
        self.http = self.http.pool_max_idle_per_host(count);
        self
    }

    /// For how long a connection is kept open for the next request. Default: 20 seconds, because
    /// a call breaks that is sent over a connection which the service closes at that moment.
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.http = self.http.pool_idle_timeout(time);
        self
    }

    /// Speaks HTTP/2 from the first byte on, also without TLS, to a server that is known to understand it. Without
    /// this, the server is asked what it speaks while TLS is set up, and HTTP/1.1 is spoken without TLS.
    #[cfg(feature = "http2")]
    pub fn http2_only(mut self) -> Self {
        self.http = self.http.http2_prior_knowledge();
        self
    }

    /// Trusts one or more root certificates in PEM, beside those of the machine.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Trusts only the [certificates that were added](Self::root_certificates), not those of the machine.
    pub fn only_these_roots(mut self) -> Self {
        self.only_these_roots = true;
        self
    }

    /// Everything else that `reqwest` can be told: HTTP/2, client certificates, name resolution. Redirects stay
    /// off, and proxies are set by this builder, whatever is told here.
    pub fn configure(
        mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Self {
        self.http = configure(self.http);
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// Fails if a certificate cannot be read, or if the HTTP client does not start.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        let mut roots = Vec::new();
        for pem in &self.roots {
            let read = reqwest::Certificate::from_pem_bundle(pem).map_err(wrap)?;
            if read.is_empty() {
                let problem = "a root certificate is not in PEM: it must hold a line `-----BEGIN CERTIFICATE-----`";
                return Err(TransportError::new(TransportErrorKind::Unsent, problem));
            }
            roots.extend(read);
        }
        let proxies = self.proxies.unwrap_or_else(|| Proxies::of_variables(&of_process));
        let mut http = proxies.configure(self.http)?;
        if self.only_these_roots {
            http = http.tls_certs_only(roots);
        } else if !roots.is_empty() {
            http = http.tls_certs_merge(roots);
        }
        // A redirected request would have a signature that was made for another host, or take a token there.
        let http = http.redirect(reqwest::redirect::Policy::none());
        let client = http.build().map_err(wrap)?;
        Ok(ReqwestTransport::of(client, proxies))
    }
}

/// A variable of the process; bytes that are not UTF-8 become U+FFFD, which no address may hold.
fn of_process(name: &str) -> Option<String> {
    Some(std::env::var_os(name)?.to_string_lossy().into_owned())
}
