//! A request and its answer, for those who ask.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};
use taurusdb_descriptor_types::Operation;

use crate::mask;

/// The longest body that is remembered; of longer ones, only the length is.
pub(super) const REMEMBERED: usize = 8 * 1024;

/// A request and its answer.
///
/// Bodies are kept as they came, and shown with their secrets masked.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Counted from 1 since the mock was started or reset.
    pub number: u64,
    /// The id that the answer had in `X-Request-Id`.
    pub request_id: String,
    /// When the request was complete, by the clock of this machine.
    pub at: SystemTime,
    /// The HTTP method.
    pub method: String,
    /// The path as it was sent.
    pub path: String,
    /// Id of the operation; `None` where no operation was called.
    pub operation: Option<&'static str>,
    /// The status of the answer; `None` where the connection was broken before it.
    pub status: Option<u16>,
    /// What was decided.
    pub verdict: Verdict,
    /// The faults that took effect.
    pub faults: Vec<String>,
    /// How long the answer took, with the delay of faults.
    pub took: Duration,
    pub(crate) called: Option<&'static Operation>,
    pub(crate) query: String,
    pub(crate) request: Kept,
    pub(crate) answer: Kept,
}

/// What was decided about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was carried out.
    Answered,
    /// It was refused, with this code and message.
    Refused {
        /// The error code of the answer, if it has one.
        code: String,
        /// The message of the answer.
        message: String,
    },
    /// A fault answered in place of the service.
    Fault,
}

/// A body, or how long it was.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(super) bytes: Option<Bytes>,
    pub(super) length: usize,
}

impl Kept {
    pub(super) fn new(body: &Bytes) -> Self {
        Self { bytes: (body.len() <= REMEMBERED).then(|| body.clone()), length: body.len() }
    }

    /// As JSON with its secrets masked; text that is none is described, not shown, for nobody knows
    /// what it holds.
    fn show(&self, schema: Option<&'static taurusdb_descriptor_types::Schema>) -> Value {
        match &self.bytes {
            _ if self.length == 0 => Value::Null,
            Some(bytes) => match serde_json::from_slice(bytes) {
                Ok(mut value) => {
                    mask::json(&mut value, schema);
                    value
                }
                Err(_) => json!(format!("{} bytes that are no JSON", self.length)),
            },
            None => json!(format!("{} bytes", self.length)),
        }
    }
}

impl Exchange {
    /// The body of the request, with its secrets masked; null if there was none.
    pub fn request_body(&self) -> Value {
        self.request.show(self.called.and_then(|operation| operation.request))
    }

    /// The body of the answer, with its secrets masked; null if there was none.
    pub fn answer_body(&self) -> Value {
        let success = self.called.and_then(Operation::success);
        self.answer.show(success.and_then(|response| response.schema))
    }

    /// The query, with its secrets masked.
    pub fn query(&self) -> String {
        mask::query(&self.query, self.called)
    }

    /// All of it, as the control shows it.
    pub fn to_json(&self) -> Value {
        let at = Timestamp::try_from(self.at).unwrap_or_default();
        let verdict = match &self.verdict {
            Verdict::Answered => json!({ "kind": "answered" }),
            Verdict::Refused { code, message } => {
                json!({ "kind": "refused", "code": code, "message": message })
            }
            Verdict::Fault => json!({ "kind": "fault" }),
        };
        json!({
            "number": self.number,
            "request_id": self.request_id,
            "at": at.to_string(),
            "method": self.method,
            "path": self.path,
            "query": self.query(),
            "operation": self.operation,
            "status": self.status,
            "verdict": verdict,
            "faults": self.faults,
            "took_ms": (self.took.as_secs_f64() * 1e6).round() / 1e3,
            "request": self.request_body(),
            "answer": self.answer_body(),
        })
    }
}
