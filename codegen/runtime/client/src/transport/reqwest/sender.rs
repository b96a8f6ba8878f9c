//! Sends through a client of `reqwest`.

use std::fmt;
use std::time::Instant;

use bytes::Bytes;

use super::answer::{Received, receive};
use super::failure::wrap;
use super::hosts::Hosts;
use super::idle::Idle;
use super::proxies::Proxies;
use crate::transport::{Sending, Timeout, Transport, TransportError, TransportErrorKind, Via};
use crate::{inflate, redact};

/// Answers that hold more bytes are an error, unless told otherwise. A page of a thousand records has about
/// two million.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// The default transport: `reqwest` with `rustls`.
///
/// [`builder`](Self::builder) sets proxy, time-outs, connection pool and root certificates. A
/// `reqwest::Client` of your own works too:
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::{Client, Credentials, transport::ReqwestTransport};
///
/// # async fn f() -> Result<(), Box<dyn std::error::Error>> {
/// let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let client: Client = Client::builder()
///     .endpoint("https://gaussdb.internal.example")
///     .credentials(Credentials::from_env()?)
///     .transport(ReqwestTransport::from(http))
///     .build()
///     .await?;
/// # Ok(()) }
/// ```
///
/// **A client of your own must not follow redirects.** `reqwest` takes `Authorization` out of a request that it
/// sends to another host, but not the headers with tokens, and it cannot be told otherwise for one request.
/// This transport refuses the answer of another address than the one it asked, and says so; at that time the
/// token has been there. What the [builder](Self::builder) makes never follows a redirect.
///
/// The proxies of a client of your own are its own matter; it passes over a variable that it cannot use.
///
/// With the feature `http2` of this crate, HTTP/2 is spoken where the server offers it; without it, HTTP/1.1.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    proxies: Proxies,
    hosts: Hosts,
    idle: Idle,
    /// Whether the client may follow redirections, because somebody else has set it up.
    may_follow: bool,
    largest: usize,
}

impl ReqwestTransport {
    pub(super) fn of(client: reqwest::Client, proxies: Proxies) -> Self {
        Self {
            client,
            proxies,
            hosts: Hosts::default(),
            idle: Idle::default(),
            may_follow: false,
            largest: LARGEST_ANSWER,
        }
    }

    /// The largest body of an answer, in bytes; without it, 64 MiB. A larger one is not read to its end, but is
    /// an [error](TransportErrorKind::TooLarge). One that is packed though nobody asked for it may have as many bytes
    /// once it is unpacked.
    ///
    /// Of an answer that is an error by its status, at most the first MiB is read.
    #[must_use]
    pub fn largest_answer(mut self, bytes: usize) -> Self {
        self.largest = bytes;
        self
    }

    /// The request for the HTTP client, and the proxy that it goes through.
    fn prepared(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<(reqwest::Request, Option<Via>), TransportError> {
        let via = self.proxies.on_the_way_to(request.uri())?;
        let timeout = request.extensions().get::<Timeout>().copied();
        let mut request = converted(request, &self.hosts)?;
        if let Some(Timeout(timeout)) = timeout {
            *request.timeout_mut() = Some(timeout);
        }
        Ok((request, via))
    }
}

/// The whole answer.
fn response(
    mut received: reqwest::Response,
    body: Received,
    via: Option<Via>,
) -> http::Response<Bytes> {
    let Received { body, incomplete } = body;
    let mut response = http::Response::new(body);
    *response.status_mut() = received.status();
    *response.version_mut() = received.version();
    std::mem::swap(response.headers_mut(), received.headers_mut());
    if let Some(incomplete) = incomplete {
        response.extensions_mut().insert(incomplete);
    }
    if let Some(via) = via {
        response.extensions_mut().insert(via);
    }
    response
}

impl From<reqwest::Client> for ReqwestTransport {
    fn from(client: reqwest::Client) -> Self {
        Self { may_follow: true, ..Self::of(client, Proxies::none()) }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        // What can be done before is not kept in the future, which is smaller for it.
        let (request, via) = match self.prepared(request) {
            Ok(prepared) => prepared,
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        Box::pin(async move {
            let start = Instant::now();
            self.idle.look_around(start).await;
            let failed =
                |error: TransportError, via| Err(error.through(via).after(start.elapsed()));
            let asked = self.may_follow.then(|| Box::new(request.url().clone()));
            // Not in a function of its own: its future would hold the request once more.
            let mut received = match self.client.execute(request).await {
                Ok(received) => received,
                Err(error) => return failed(wrap(error), via),
            };
            if asked.is_some_and(|asked| *asked != *received.url()) {
                return failed(redirected(received.url().as_str()), via);
            }
            let body = receive(&mut received, self.largest).await;
            self.idle.heard();
            match body {
                Ok(body) => {
                    let mut response = response(received, body, via);
                    if inflate::may_be_packed(&response) {
                        response.extensions_mut().insert(inflate::Largest(self.largest));
                    }
                    Ok(response)
                }
                Err(error) => failed(error, via),
            }
        })
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The client would show its proxies, with what is in their addresses.
        f.debug_struct("ReqwestTransport")
            .field("proxies", &self.proxies)
            .field("largest_answer", &self.largest)
            .finish_non_exhaustive()
    }
}

/// The same request for `reqwest`. Its own conversion writes the address by way of a formatter, which takes longer
/// than the rest of it.
fn converted(
    request: http::Request<Bytes>,
    hosts: &Hosts,
) -> Result<reqwest::Request, TransportError> {
    let uri = request.uri();
    let (scheme, authority) = match (uri.scheme_str(), uri.authority()) {
        (Some(scheme), Some(authority)) => (scheme, authority.as_str()),
        _ => return reqwest::Request::try_from(request).map_err(wrap),
    };
    let rest = uri.path_and_query().map_or("", |rest| rest.as_str());
    let Some(url) = hosts.url(scheme, authority, rest) else {
        return reqwest::Request::try_from(request).map_err(wrap);
    };
    let (parts, body) = request.into_parts();
    let mut converted = reqwest::Request::new(parts.method, url);
    *converted.headers_mut() = parts.headers;
    *converted.version_mut() = parts.version;
    *converted.body_mut() = Some(body.into());
    Ok(converted)
}

fn redirected(to: &str) -> TransportError {
    TransportError::new(
        TransportErrorKind::Other,
        format!(
            "the HTTP client followed a redirection to {}, and may have taken the credentials along: build \
             it with `redirect::Policy::none()`",
            redact::address(to)
        ),
    )
}
