//! What is written down of one request: little, for each request is, and few are ever asked for.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use hyper::Method;
use hyper::http::request::Parts;
use taurusdb_descriptor_types::Operation;

use super::exchange::{Exchange, Kept, REMEMBERED, Verdict};
use crate::request_id::RequestId;

/// A request and its answer, as they are remembered.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) number: u64,
    pub(crate) status: Option<u16>,
    pub(crate) called: Option<&'static Operation>,
    id: RequestId,
    at: SystemTime,
    took: Duration,
    method: Method,
    /// The path, the query and the body, if that is remembered, one after the other in one piece of memory.
    sent: Box<[u8]>,
    path: usize,
    query: usize,
    /// How long the body was.
    length: usize,
    answer: Kept,
    verdict: Verdict,
    faults: Vec<String>,
}

/// What became of a request.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) status: Option<u16>,
    pub(crate) verdict: Verdict,
    pub(crate) faults: Vec<String>,
}

impl Entry {
    pub(crate) fn new(
        id: RequestId,
        (at, took): (SystemTime, Duration),
        called: Option<&'static Operation>,
        (head, body): (&Parts, &[u8]),
        outcome: Outcome,
        answer: &Bytes,
    ) -> Self {
        let Outcome { status, verdict, faults } = outcome;
        let (path, query) = (head.uri.path(), head.uri.query().unwrap_or_default());
        // Copied: a slice of what was read from a connection would keep all of that alive.
        let kept = if body.len() <= REMEMBERED { body } else { &[] };
        let sent = [path.as_bytes(), query.as_bytes(), kept].concat().into_boxed_slice();
        Self {
            number: 0,
            status,
            called,
            id,
            at,
            took,
            method: head.method.clone(),
            sent,
            path: path.len(),
            query: query.len(),
            length: body.len(),
            answer: Kept::new(answer),
            verdict,
            faults,
        }
    }

    /// The error code of the answer, if the request was refused.
    pub(crate) fn code(&self) -> Option<&str> {
        match &self.verdict {
            Verdict::Refused { code, .. } => Some(code),
            Verdict::Answered | Verdict::Fault => None,
        }
    }

    /// The same for those who ask.
    pub(crate) fn exchange(&self) -> Exchange {
        let (path, rest) = self.sent.split_at(self.path);
        let (query, body) = rest.split_at(self.query);
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let is_kept = self.length <= REMEMBERED;
        Exchange {
            number: self.number,
            request_id: self.id.text().to_owned(),
            at: self.at,
            method: self.method.as_str().to_owned(),
            path: text(path),
            operation: self.called.map(|operation| operation.id),
            status: self.status,
            verdict: self.verdict.clone(),
            faults: self.faults.clone(),
            took: self.took,
            called: self.called,
            query: text(query),
            request: Kept {
                bytes: is_kept.then(|| Bytes::copy_from_slice(body)),
                length: self.length,
            },
            answer: self.answer.clone(),
        }
    }
}
