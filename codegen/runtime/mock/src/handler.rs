//! From a request to its answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::{Request, Response};
use taurusdb_descriptor_types::{Examples, Service};

use crate::answer::Answer;
use crate::error::Error;
use crate::refusal::Refusal;
use crate::router::Router;
use crate::state::{Settings, World};
use crate::{body, check};

/// What all connections of one server share: takes a request from its first byte to its answer.
pub(crate) struct Handler {
    /// The service's own code for a wrong parameter.
    parameter_error: &'static str,
    router: Router,
    world: Mutex<World>,
    requests: AtomicU64,
}

impl Handler {
    pub(crate) fn new(
        service: &'static Service,
        examples: &'static Examples,
        settings: Settings,
    ) -> Result<Self, Error> {
        Ok(Self {
            parameter_error: service.parameter_error,
            router: Router::new(service)?,
            world: Mutex::new(World::with(service, examples, settings)),
            requests: AtomicU64::new(0),
        })
    }

    pub(crate) async fn handle(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let id = self.next_request_id();
        match self.answer(request).await {
            Ok(answer) => answer.response(&id),
            Err(refusal) => refusal.response(self.parameter_error, &id),
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> Result<Answer, Refusal> {
        let (head, body) = request.into_parts();
        // Read before anything can be refused: a body left unread costs the client its connection.
        let body = body::read(body).await?;
        let found = self.router.find(&head.method, head.uri.path(), &body)?;
        let call = check::call(found, &head, &body)?;
        // A panic elsewhere leaves whole records behind; the others go on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner).answer(&call)
    }

    /// Counted, not random: the same run has the same ids, and an id says which request it was.
    fn next_request_id(&self) -> String {
        format!("{:032x}", self.requests.fetch_add(1, Ordering::Relaxed) + 1)
    }
}
