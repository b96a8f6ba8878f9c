//! The default transport, with `reqwest`.

use std::time::Duration;

use bytes::Bytes;

use super::{Sending, Timeout, Transport, TransportError, TransportErrorKind};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The default transport: `reqwest` with `rustls`.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::{Client, Credentials, transport::ReqwestTransport};
///
/// # async fn f() -> Result<(), Box<dyn std::error::Error>> {
/// // Your own client, for a proxy or a private root certificate. It must not follow redirects.
/// let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let client = Client::builder()
///     .endpoint("https://gaussdb.internal.example")
///     .credentials(Credentials::from_env()?)
///     .transport(ReqwestTransport::from(http))
///     .build()
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport with its own connection pool. It uses the proxy variables of the environment.
    pub fn new() -> Result<Self, TransportError> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            // A redirected request would have a signature that was made for another host.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(wrap)?;
        Ok(Self(client))
    }
}

impl ReqwestTransport {
    /// A transport that uses no proxy, for addresses on the machine itself.
    pub(crate) fn direct() -> Result<Self, TransportError> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(wrap)?;
        Ok(Self(client))
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    fn from(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        Box::pin(async move {
            let timeout = request.extensions().get::<Timeout>().copied();
            let mut request = reqwest::Request::try_from(request).map_err(wrap)?;
            if let Some(Timeout(timeout)) = timeout {
                *request.timeout_mut() = Some(timeout);
            }
            let mut received = self.0.execute(request).await.map_err(wrap)?;
            let mut response = http::Response::new(Bytes::new());
            *response.status_mut() = received.status();
            *response.version_mut() = received.version();
            std::mem::swap(response.headers_mut(), received.headers_mut());
            *response.body_mut() = received.bytes().await.map_err(wrap)?;
            Ok(response)
        })
    }
}

fn wrap(error: reqwest::Error) -> TransportError {
    // `Connect` is checked first: a connection that could not be opened in time is both a
    // connection error and a timeout, and nothing was sent.
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Interrupted
    } else {
        TransportErrorKind::Other
    };
    // The URL of a request may contain values that must not be logged.
    TransportError::new(kind, error.without_url())
}
