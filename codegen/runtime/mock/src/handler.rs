//! From a request to its answer.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Request, Response};
use taurusdb_descriptor_types::{Examples, Operation};

use crate::answer::Answer;
use crate::body::{self, Held};
use crate::contract::{Contract, Unknown};
use crate::control::Desk;
use crate::coverage::{self, Shape, Shapes};
use crate::error::Error;
use crate::faults::{Plan, Seen};
use crate::gate::{Gate, Guard};
use crate::journal::{Entry, Outcome, Verdict};
use crate::mock::Mock;
use crate::refusal::Refusal;
use crate::request_id::RequestId;
use crate::router::{Found, Router};
use crate::trouble;
use crate::wire::{Place, Tap};
use crate::{cors, front};

/// What all connections of one server share: takes a request from its first byte to its answer.
pub(crate) struct Handler {
    mock: Arc<Mock>,
    router: Router,
    guard: Guard,
    contract: Contract,
    desk: Desk,
    shapes: Shapes,
}

impl Handler {
    pub(crate) fn new(
        mock: Arc<Mock>,
        examples: &Examples,
        desk: Desk,
        gate: Gate,
        unknown: Unknown,
    ) -> Result<Self, Error> {
        let service = mock.service;
        let regions = service.endpoints.iter().map(|endpoint| endpoint.region).collect();
        Ok(Self {
            router: Router::new(service, examples)?,
            guard: Guard::new(gate, regions, mock.begun.clone()),
            contract: Contract::new(service, unknown),
            mock,
            desk,
            shapes: Shapes::default(),
        })
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
        let read = body::read(body).await;
        let started = (SystemTime::now(), Instant::now());
        let id = self.mock.next_request_id();
        let (sent, plain) = match read {
            Ok(sent) => {
                let plain = body::decoded(&head.headers, &sent);
                (sent, plain)
            }
            Err(refusal) => (Held::default(), Err(refusal)),
        };
        let asked = Asked { head: &head, sent, plain, id };
        let (mut response, noted) = self.carry(&asked, tap).await;
        cors::open(&head.headers, response.headers_mut());
        self.note(&asked, noted, started, &response);
        response.map(Full::new)
    }

    /// Answers a request, with the faults that it meets.
    async fn carry(&self, asked: &Asked<'_>, tap: &Tap) -> (Response<Bytes>, Noted) {
        let head = asked.head;
        let found = match asked.content() {
            Ok(content) => self.router.find(&head.method, head.uri.path(), content),
            Err(refusal) => Err(refusal.clone()),
        };
        let called = found.as_ref().ok().map(Called::of);
        let seen = Seen {
            operation: called.map(|called| called.operation),
            method: head.method.as_str(),
            path: head.uri.path(),
            query: head.uri.query().unwrap_or_default(),
            parameters: found.as_ref().map(|found| found.path.as_slice()).unwrap_or_default(),
            headers: &head.headers,
            body: asked.content().unwrap_or_default(),
        };
        match self.mock.plan(&seen) {
            Ok(plan) if plan.is_nothing() => {
                let mut shape = None;
                let (response, verdict) = self.answer(found, asked, None, &mut shape).await;
                (response, Noted { called, verdict, faults: Vec::new(), is_heard: true, shape })
            }
            Ok(plan) => self.troubled(plan, found, asked, tap).await,
            Err(misread) => {
                let refusal = Refusal::parameter("X-Mock-Fault", "a fault", misread.to_string());
                let verdict = self.refused(&refusal);
                let response = refusal.response(self.mock.service.parameter_error, asked.id.text());
                let faults = Vec::new();
                (response, Noted { called, verdict, faults, is_heard: true, shape: None })
            }
        }
    }

    /// Has the service answer.
    async fn answer(
        &self,
        found: Result<Found<'_>, Refusal>,
        asked: &Asked<'_>,
        stale: Option<Duration>,
        shape: &mut Option<Shape>,
    ) -> (Response<Bytes>, Verdict) {
        match self.service(found, asked, stale, shape).await {
            Ok(answer) => (answer.response(asked.id.text()), Verdict::Answered),
            Err(refusal) => {
                let response = refusal.response(self.mock.service.parameter_error, asked.id.text());
                (response, self.refused(&refusal))
            }
        }
    }

    /// From the gateway to the service behind it. `shape` is that of the body, once it is read.
    async fn service(
        &self,
        found: Result<Found<'_>, Refusal>,
        asked: &Asked<'_>,
        stale: Option<Duration>,
        shape: &mut Option<Shape>,
    ) -> Result<Answer, Refusal> {
        let Asked { head, sent, .. } = asked;
        let content = asked.content().map_err(Clone::clone)?;
        front::host(head)?;
        front::coding(head)?;
        if let Some(answer) = cors::options(&self.router, head) {
            return Ok(answer);
        }
        let now = || self.mock.now();
        if let Some(answer) = self.guard.identity(head, sent, content, &now) {
            return answer;
        }
        let found = found?;
        let path = found.path.iter().map(|(name, value)| (*name, &**value));
        self.guard.admit(head, sent, path, &now)?;
        let mut call = self.contract.call(found, head, content)?;
        *shape = call.body.as_ref().map(|body| self.shapes.of(body));
        let unknown = std::mem::take(&mut call.unknown);
        let answer = self.mock.answer(call, stale).await?;
        Ok(answer.noting(&unknown))
    }

    /// Answers with faults.
    async fn troubled(
        &self,
        mut plan: Plan,
        found: Result<Found<'_>, Refusal>,
        asked: &Asked<'_>,
        tap: &Tap,
    ) -> (Response<Bytes>, Noted) {
        if !plan.delay.is_zero() {
            tokio::time::sleep(plan.delay).await;
        }
        let called = found.as_ref().ok().map(Called::of);
        let mut shape = None;
        let (response, verdict) = match plan.answered.take() {
            None => self.answer(found, asked, plan.stale, &mut shape).await,
            Some(answered) => {
                if answered.done {
                    self.answer(found, asked, None, &mut shape).await;
                }
                (trouble::response(&answered, asked.id.text()), Verdict::Fault)
            }
        };
        let faults = std::mem::take(&mut plan.names);
        let is_heard = plan.cut.is_none_or(|cut| matches!(cut.place, Place::Body { .. }));
        let operation = called.map(|called| called.operation);
        let response = trouble::apply(plan, response, operation, self.mock.now(), tap);
        (response, Noted { called, verdict, faults, is_heard, shape })
    }

    fn refused(&self, refusal: &Refusal) -> Verdict {
        Verdict::Refused {
            code: refusal.code(self.mock.service.parameter_error).to_owned(),
            message: refusal.message(),
        }
    }

    /// Writes the request and its answer down.
    fn note(
        &self,
        asked: &Asked<'_>,
        noted: Noted,
        (at, started): (SystemTime, Instant),
        response: &Response<Bytes>,
    ) {
        let Noted { called, verdict, faults, is_heard, shape } = noted;
        let (head, answer) = (asked.head, response.body());
        let status = is_heard.then(|| response.status().as_u16());
        let took = started.elapsed();
        tracing::info!(
            request_id = asked.id.text(),
            method = head.method.as_str(),
            path = head.uri.path(),
            operation = called.map(|called| called.operation.id),
            status,
            took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            faults = (!faults.is_empty()).then(|| faults.join(",")),
            "answered"
        );
        let sent = asked.content().unwrap_or(&asked.sent);
        let operation = called.map(|called| called.operation);
        let outcome = Outcome { status, verdict, faults };
        let entry = Entry::new(asked.id, (at, took), operation, (head, sent), outcome, answer);
        let covered = called.map(|Called { operation, index }| coverage::Seen {
            operation,
            index,
            query: head.uri.query().unwrap_or_default(),
            headers: &head.headers,
            sent: asked.content().unwrap_or_default(),
            shape,
            status,
            answer,
        });
        self.mock.note(entry, covered);
    }
}

/// A request.
struct Asked<'r> {
    head: &'r Parts,
    /// The body as it was sent.
    sent: Held,
    /// The body without its compression, if it has any.
    plain: Result<Option<Held>, Refusal>,
    /// The id that the answer has.
    id: RequestId,
}

impl Asked<'_> {
    /// The body without its compression.
    fn content(&self) -> Result<&[u8], &Refusal> {
        let plain = self.plain.as_ref()?;
        Ok(plain.as_ref().unwrap_or(&self.sent))
    }
}

/// The operation that a request calls, and its position among those of the service.
#[derive(Clone, Copy)]
struct Called {
    operation: &'static Operation,
    index: usize,
}

impl Called {
    fn of(found: &Found<'_>) -> Self {
        Self { operation: found.operation, index: found.index }
    }
}

/// What became of a request.
struct Noted {
    called: Option<Called>,
    verdict: Verdict,
    /// The faults that took effect.
    faults: Vec<String>,
    /// Whether the client gets to read a status.
    is_heard: bool,
    /// The shape of the body that was sent, if it was read.
    shape: Option<Shape>,
}
