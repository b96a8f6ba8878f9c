//! From a request to its answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Request, Response};
use taurusdb_descriptor_types::{Examples, Service};

use crate::answer::Answer;
use crate::contract::{Contract, Unknown};
use crate::error::Error;
use crate::gate::{Gate, Guard};
use crate::refusal::Refusal;
use crate::router::Router;
use crate::state::World;
use crate::{body, cors, front};

/// What all connections of one server share: takes a request from its first byte to its answer.
pub(crate) struct Handler {
    /// The service's own code for a wrong parameter.
    parameter_error: &'static str,
    router: Router,
    guard: Guard,
    contract: Contract,
    world: Mutex<World>,
    requests: AtomicU64,
}

impl Handler {
    pub(crate) fn new(
        service: &'static Service,
        examples: &'static Examples,
        gate: Gate,
        unknown: Unknown,
    ) -> Result<Self, Error> {
        let regions = service.endpoints.iter().map(|endpoint| endpoint.region).collect();
        Ok(Self {
            parameter_error: service.parameter_error,
            router: Router::new(service)?,
            contract: Contract::new(service, unknown),
            guard: Guard::new(gate, regions),
            world: Mutex::new(World::new(service, examples)),
            requests: AtomicU64::new(0),
        })
    }

    pub(crate) async fn handle(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let id = self.next_request_id();
        let (head, body) = request.into_parts();
        let mut response = match self.answer(&head, body).await {
            Ok(answer) => answer.response(&id),
            Err(refusal) => refusal.response(self.parameter_error, &id),
        };
        cors::open(&head.headers, response.headers_mut());
        response
    }

    async fn answer(&self, head: &Parts, body: Incoming) -> Result<Answer, Refusal> {
        // Read before anything can be refused: a body left unread costs the client its connection.
        let body = body::read(body).await?;
        front::host(head)?;
        if let Some(answer) = cors::options(&self.router, head) {
            return Ok(answer);
        }
        let now = || self.world().now();
        let content = body::decoded(&head.headers, &body)?;
        if let Some(answer) = self.guard.identity(head, &body, &content, &now) {
            return answer;
        }
        let found = self.router.find(&head.method, head.uri.path(), &content)?;
        let path = found.path.iter().map(|(name, value)| (*name, &**value));
        self.guard.admit(head, &body, path, &now)?;
        let call = self.contract.call(found, head, &content)?;
        let answer = self.world().answer(&call)?;
        Ok(answer.noting(&call.unknown))
    }

    fn world(&self) -> MutexGuard<'_, World> {
        // A panic elsewhere leaves whole records behind; the others go on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counted, not random: the same run has the same ids, and an id says which request it was.
    fn next_request_id(&self) -> String {
        format!("{:032x}", self.requests.fetch_add(1, Ordering::Relaxed) + 1)
    }
}
