//! From a request to its answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Request, Response};

use crate::control::Desk;
use crate::coverage;
use crate::error::Error;
use crate::faults::{Plan, Seen};
use crate::journal::{Exchange, Kept, Verdict};
use crate::mock::Mock;
use crate::refusal::Refusal;
use crate::router::{Found, Router};
use crate::trouble;
use crate::wire::{Place, Tap};
use crate::{body, check};

/// What all connections of one server share: takes a request from its first byte to its answer.
pub(crate) struct Handler {
    mock: Arc<Mock>,
    router: Router,
    desk: Desk,
    requests: AtomicU64,
}

impl Handler {
    pub(crate) fn new(mock: Arc<Mock>, desk: Desk) -> Result<Self, Error> {
        let router = Router::new(mock.service)?;
        Ok(Self { mock, router, desk, requests: AtomicU64::new(0) })
    }

    pub(crate) async fn handle(
        &self,
        request: Request<Incoming>,
        tap: &Tap,
    ) -> Response<Full<Bytes>> {
        tap.calm();
        if Desk::is_asked(request.uri().path()) {
            return self.desk.answer(&self.mock, tap.peer, request).await;
        }
        let (head, body) = request.into_parts();
        // Read before anything can be refused: a body left unread costs the client its connection.
        let body = body::read(body).await;
        let (sent, unread) = match body {
            Ok(body) => (body, None),
            Err(refusal) => (Bytes::new(), Some(refusal)),
        };
        let started = (SystemTime::now(), Instant::now());
        let id = self.next_request_id();
        let found = match unread {
            Some(refusal) => Err(refusal),
            None => self.router.find(&head.method, head.uri.path(), &sent),
        };
        let called = found.as_ref().ok().map(|found| found.operation);
        let seen = Seen {
            operation: called,
            method: head.method.as_str(),
            path: head.uri.path(),
            query: head.uri.query().unwrap_or_default(),
            parameters: found.as_ref().map(|found| found.path.as_slice()).unwrap_or_default(),
            headers: &head.headers,
            body: &sent,
        };
        let (response, verdict, troubles) = match self.mock.plan(&seen) {
            Ok(plan) if plan.is_nothing() => {
                let (response, verdict) = self.answer(found, &head, &sent, &id);
                (response, verdict, Troubles::NONE)
            }
            Ok(plan) => self.troubled(plan, found, &head, &sent, &id, tap).await,
            Err(misread) => {
                let refusal = Refusal::parameter("X-Mock-Fault", "a fault", misread.to_string());
                let verdict = self.refused(&refusal);
                (refusal.response(self.mock.service.parameter_error, &id), verdict, Troubles::NONE)
            }
        };
        self.note(Noted { head: &head, sent, id, called, verdict, troubles, started }, response)
            .await
    }

    /// Has the service answer.
    fn answer(
        &self,
        found: Result<Found<'_>, Refusal>,
        head: &Parts,
        body: &[u8],
        id: &str,
    ) -> (Response<Full<Bytes>>, Verdict) {
        let answered = found.and_then(|found| {
            let call = check::call(found, head, body)?;
            self.mock.world().answer(&call)
        });
        match answered {
            Ok(answer) => (answer.response(id), Verdict::Answered),
            Err(refusal) => {
                let response = refusal.response(self.mock.service.parameter_error, id);
                (response, self.refused(&refusal))
            }
        }
    }

    /// Answers with faults.
    async fn troubled(
        &self,
        mut plan: Plan,
        found: Result<Found<'_>, Refusal>,
        head: &Parts,
        body: &[u8],
        id: &str,
        tap: &Tap,
    ) -> (Response<Full<Bytes>>, Verdict, Troubles) {
        if !plan.delay.is_zero() {
            tokio::time::sleep(plan.delay).await;
        }
        let called = found.as_ref().ok().map(|found| found.operation);
        let (response, verdict) = match plan.answered.take() {
            None => self.answer(found, head, body, id),
            Some(answered) => {
                if answered.done {
                    self.answer(found, head, body, id);
                }
                (trouble::response(&answered, id), Verdict::Fault)
            }
        };
        let names = std::mem::take(&mut plan.names);
        let is_heard = plan.cut.is_none_or(|cut| matches!(cut.place, Place::Body { .. }));
        let response = trouble::apply(plan, response, called, self.mock.now(), tap).await;
        (response, verdict, Troubles { names, is_heard })
    }

    fn refused(&self, refusal: &Refusal) -> Verdict {
        Verdict::Refused {
            code: refusal.code(self.mock.service.parameter_error).to_owned(),
            message: refusal.message(),
        }
    }

    /// Writes the request and its answer down.
    async fn note(
        &self,
        noted: Noted<'_>,
        response: Response<Full<Bytes>>,
    ) -> Response<Full<Bytes>> {
        let Noted { head, sent, id, called, verdict, troubles, started: (at, started) } = noted;
        let (parts, body) = response.into_parts();
        let body = match body.collect().await {
            Ok(collected) => collected.to_bytes(),
            Err(never) => match never {},
        };
        let Troubles { names: faults, is_heard } = troubles;
        let status = is_heard.then(|| parts.status.as_u16());
        let query = head.uri.query().unwrap_or_default();
        let took = started.elapsed();
        tracing::info!(
            request_id = id,
            method = head.method.as_str(),
            path = head.uri.path(),
            operation = called.map(|operation| operation.id),
            status,
            took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            faults = (!faults.is_empty()).then(|| faults.join(",")),
            "answered"
        );
        let code = match &verdict {
            Verdict::Refused { code, .. } => Some(code.clone()),
            Verdict::Answered | Verdict::Fault => None,
        };
        let covered = called.map(|operation| coverage::Seen {
            operation,
            query,
            headers: &head.headers,
            request: &sent,
            status,
            code: code.as_deref(),
            answer: &body,
        });
        let exchange = Exchange {
            number: 0,
            request_id: id,
            at,
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            operation: called.map(|operation| operation.id),
            status,
            verdict,
            faults,
            took,
            called,
            query: query.to_owned(),
            request: Kept::new(&sent),
            answer: Kept::new(&body),
        };
        self.mock.note(exchange, covered);
        Response::from_parts(parts, Full::new(body))
    }

    /// Counted, not random: the same run has the same ids, and an id says which request it was.
    fn next_request_id(&self) -> String {
        format!("{:032x}", self.requests.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// The faults that took effect.
struct Troubles {
    names: Vec<String>,
    /// Whether the client gets to read a status.
    is_heard: bool,
}

impl Troubles {
    const NONE: Self = Self { names: Vec::new(), is_heard: true };
}

/// What is known of a request when it is answered.
struct Noted<'r> {
    head: &'r Parts,
    sent: Bytes,
    id: String,
    called: Option<&'static taurusdb_descriptor_types::Operation>,
    verdict: Verdict,
    troubles: Troubles,
    started: (SystemTime, Instant),
}
