//! Answers of operations, ready to be sent.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use taurusdb_descriptor_types::Operation;

use crate::sample::Sampler;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A ready answer: made once, then only its bytes are shared.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The documented example of success; without one, a value of the documented shape.
    pub(crate) fn documented(sampler: &Sampler, operation: &'static Operation) -> Self {
        let success = operation.success();
        let status = success.map_or(200, |response| response.status);
        let example = sampler.examples.success(operation.id);
        let body = match (example, success.and_then(|response| response.schema)) {
            _ if status == 204 => Bytes::new(),
            (Some(example), _) => Bytes::from_static(example.body.as_bytes()),
            (None, Some(schema)) => sampler.record(schema).to_string().into(),
            (None, None) => Bytes::from_static(b"{}"),
        };
        Self { status: StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body }
    }

    pub(crate) fn response(&self, request_id: &str) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body.clone()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if !self.body.is_empty() {
            headers.insert(CONTENT_TYPE, JSON);
        }
        if let Ok(id) = HeaderValue::from_str(request_id) {
            headers.insert(REQUEST_ID, id);
        }
        response
    }
}
