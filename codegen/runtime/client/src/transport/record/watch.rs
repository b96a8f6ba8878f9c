//! Tells of what passes, at the moment when it does.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::exchange::Asked;
use crate::instant::Instant;
use crate::transport::{Middleware, Next, Sending};

/// What passes between a client and a service, with its secrets masked. The objects are those of a line that a
/// [`Recorder`](super::Recorder) keeps.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Passing<'a> {
    /// A request, before it is sent: `method`, `address`, `headers`, and, where there are such, `operation` and
    /// the body as `json` or `text`.
    Request(&'a Map<String, Value>),
    /// What came of it after this time: an object with `status`, `headers` and the body, or one with `kind` and
    /// `message` if there was no answer.
    Outcome(&'a Value, Duration),
}

/// Tells a function of every request before it is sent, and of its answer: for logs and `--debug` flags. Each
/// attempt of a call is told by itself, and so is what is asked of the identity service.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::transport::{Passing, Watch};
///
/// let watch = Watch::new(|passing| match passing {
///     Passing::Request(request) => eprintln!("> {} {}", request["method"], request["address"]),
///     Passing::Outcome(outcome, time) => eprintln!("< {} after {time:?}", outcome["status"]),
///     _ => {}
/// });
/// # #[cfg(feature = "reqwest")]
/// # fn f(watch: Watch) -> Result<(), taurusdb::TransportError> {
/// use taurusdb::transport::{ReqwestTransport, Transport};
///
/// let builder = taurusdb::Client::builder().transport(ReqwestTransport::new()?.with(watch));
/// # let _: taurusdb::ClientBuilder = builder;
/// # Ok(()) }
/// ```
pub struct Watch(Box<dyn Fn(Passing<'_>) + Send + Sync>);

impl Watch {
    /// Tells this function.
    pub fn new(tell: impl Fn(Passing<'_>) + Send + Sync + 'static) -> Self {
        Self(Box::new(tell))
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

impl Middleware for Watch {
    fn handle<'a>(&'a self, request: http::Request<Bytes>, next: Next<'a>) -> Sending<'a> {
        Box::pin(async move {
            let mut asked = Asked::new(&request);
            (self.0)(Passing::Request(asked.request()));
            let sent = Instant::now();
            let answer = next.send(request).await;
            let (_, outcome) = asked.outcome(&answer);
            (self.0)(Passing::Outcome(&outcome, sent.elapsed()));
            answer
        })
    }
}
