//! From a request to its answer.

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::{Request, Response};
use taurusdb_descriptor_types::{Examples, Service};

use crate::answer::Answer;
use crate::error::Error;
use crate::refusal::Refusal;
use crate::router::Router;
use crate::sample::Sampler;
use crate::{body, check};

/// What all connections of one server share: takes a request from its first byte to its answer.
pub(crate) struct Handler {
    /// The service's own code for a wrong parameter.
    parameter_error: &'static str,
    router: Router,
    /// In the order of the router's indices.
    answers: Vec<Answer>,
    requests: AtomicU64,
}

impl Handler {
    pub(crate) fn new(
        service: &'static Service,
        examples: &'static Examples,
    ) -> Result<Self, Error> {
        let sampler = Sampler::new(service, examples);
        Ok(Self {
            parameter_error: service.parameter_error,
            router: Router::new(service)?,
            answers: service.operations().map(|o| Answer::documented(&sampler, o)).collect(),
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

    async fn answer(&self, request: Request<Incoming>) -> Result<&Answer, Refusal> {
        let (head, body) = request.into_parts();
        // Read before anything can be refused: a body left unread costs the client its connection.
        let body = body::read(body).await?;
        let found = self.router.find(&head.method, head.uri.path(), &body)?;
        check::parameters(found.operation, &found.path, head.uri.query(), &head.headers)?;
        if let Some(schema) = found.operation.request {
            check::body(schema, &body)?;
        }
        Ok(&self.answers[found.index])
    }

    /// Counted, not random: the same run has the same ids, and an id says which request it was.
    fn next_request_id(&self) -> String {
        format!("{:032x}", self.requests.fetch_add(1, Ordering::Relaxed) + 1)
    }
}
