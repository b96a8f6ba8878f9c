//! What the control answers.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

use crate::tree::Misread;

/// What the control answers.
#[derive(Debug)]
pub(super) enum Reply {
    Json(StatusCode, Value),
    Nothing,
    /// The methods that a path takes.
    Methods(String),
}

/// Why the control does not do what it is asked.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) status: StatusCode,
    pub(super) error: String,
    /// The methods that there are instead.
    pub(super) allow: Option<String>,
}

impl Wrong {
    pub(super) fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { status, error: error.into(), allow: None }
    }

    pub(super) fn bad(error: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }
}

impl From<Misread> for Wrong {
    fn from(misread: Misread) -> Self {
        Self::bad(misread.to_string())
    }
}

/// A reply of JSON with status 200.
pub(super) fn json(value: Value) -> Result<Reply, Wrong> {
    Ok(Reply::Json(StatusCode::OK, value))
}

/// The response to a request.
pub(super) fn response(done: Result<Reply, Wrong>) -> Response<Full<Bytes>> {
    let (status, value, allow) = match done {
        Ok(Reply::Json(status, value)) => (status, Some(value), None),
        Ok(Reply::Nothing) => (StatusCode::NO_CONTENT, None, None),
        Ok(Reply::Methods(methods)) => (StatusCode::NO_CONTENT, None, Some(methods)),
        Err(wrong) => (wrong.status, Some(json!({ "error": wrong.error })), wrong.allow),
    };
    let mut text = value.map(|value| format!("{value:#}\n")).unwrap_or_default();
    if text == "\n" {
        text.clear();
    }
    let mut response = Response::new(Full::new(text.into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if status != StatusCode::NO_CONTENT {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(allow) = allow.and_then(|allow| HeaderValue::try_from(allow).ok()) {
        headers.insert(ALLOW, allow);
    }
    response
}

/// A page of HTML that loads nothing from elsewhere.
pub(super) fn page(html: &'static str) -> Response<Full<Bytes>> {
    const POLICY: HeaderValue = HeaderValue::from_static(
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; \
         connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    let mut response = Response::new(Full::new(Bytes::from_static(html.as_bytes())));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}
