//! Answers of operations, ready to be sent.

use bytes::Bytes;
use hyper::header::{
    CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use hyper::{Response, StatusCode};
use taurusdb_descriptor_types::Operation;
use taurusdb_runtime::sign;

use crate::sample::Sampler;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const UNKNOWN: HeaderName = HeaderName::from_static("x-mock-unknown");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Headers that follow from the body and the connection, whatever the description says of them.
const OF_THE_SERVER: [HeaderName; 4] =
    [CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING];

/// An answer, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Answer {
    /// The headers that a success is described with.
    pub(crate) fn described_headers(
        sampler: &Sampler,
        operation: &'static Operation,
    ) -> Vec<(HeaderName, HeaderValue)> {
        let described = operation.success().map(|response| response.headers).unwrap_or_default();
        described
            .iter()
            .filter_map(|header| {
                let name = HeaderName::try_from(header.name).ok()?;
                if OF_THE_SERVER.contains(&name) {
                    return None;
                }
                Some((name, HeaderValue::try_from(sampler.header(header)).ok()?))
            })
            .collect()
    }

    /// The same answer, naming what was passed over in the request.
    pub(crate) fn noting(mut self, unknown: &[String]) -> Self {
        if !unknown.is_empty() {
            let names: Vec<_> = unknown.iter().map(|name| sign::encode(name)).collect();
            let names = HeaderValue::try_from(names.join(", "));
            self.headers.extend(names.ok().map(|names| (UNKNOWN, names)));
        }
        self
    }

    pub(crate) fn response(self, request_id: &str) -> Response<Bytes> {
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        let is_empty = response.body().is_empty();
        let headers = response.headers_mut();
        for (name, value) in self.headers {
            headers.insert(name, value);
        }
        if !is_empty {
            headers.insert(CONTENT_TYPE, JSON);
        }
        if let Ok(id) = HeaderValue::from_str(request_id) {
            headers.insert(REQUEST_ID, id);
        }
        response
    }
}
