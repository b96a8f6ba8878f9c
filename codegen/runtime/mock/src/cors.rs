//! Calls from pages in a browser: what a page of another origin may send and see.
//!
//! Any origin may call, because nothing is proven by cookies: who calls is in headers that the page
//! itself has to set.

use bytes::Bytes;
use hyper::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ALLOW, HeaderName, HeaderValue, ORIGIN, VARY,
};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode};

use crate::answer::Answer;
use crate::gate;
use crate::refusal::allow;
use crate::router::Router;

/// Asked by browsers for pages of the public network that call this machine, and its answer.
const ASKS_PRIVATE: HeaderName = HeaderName::from_static("access-control-request-private-network");
const ALLOWS_PRIVATE: HeaderName = HeaderName::from_static("access-control-allow-private-network");

const ANY: HeaderValue = HeaderValue::from_static("*");

/// How long a browser may remember what is allowed, in seconds.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

/// The answer to a question about methods and origins, which nobody has to prove anything for; `None`
/// if the request is another one, or about a path that is not there.
pub(crate) fn options(router: &Router, head: &Parts) -> Option<Answer> {
    if head.method != Method::OPTIONS {
        return None;
    }
    let is_preflight = head.headers.contains_key(ORIGIN)
        && head.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let path = head.uri.path();
    let mut methods = match gate::method_of(path) {
        Some(method) => vec![method],
        None => router.methods(path),
    };
    if methods.is_empty() {
        // A page may send what will not be found, to be told so in words that it can read.
        if !is_preflight && path != "*" {
            return None;
        }
        methods = taurusdb_descriptor_types::Method::ALL.to_vec();
    }
    let methods = HeaderValue::try_from(allow(&methods)).ok()?;
    let mut headers = vec![(ALLOW, methods.clone())];
    if is_preflight {
        let asked = head.headers.get(ACCESS_CONTROL_REQUEST_HEADERS);
        headers.extend([
            (ACCESS_CONTROL_ALLOW_METHODS, methods),
            (ACCESS_CONTROL_ALLOW_HEADERS, asked.cloned().unwrap_or(ANY)),
            (ACCESS_CONTROL_MAX_AGE, MAX_AGE),
            (VARY, HeaderValue::from_name(ACCESS_CONTROL_REQUEST_HEADERS)),
        ]);
        if head.headers.contains_key(ASKS_PRIVATE) {
            headers.push((ALLOWS_PRIVATE, HeaderValue::from_static("true")));
        }
    }
    Some(Answer { status: StatusCode::NO_CONTENT, body: Bytes::new(), headers })
}

/// Lets the page that a request came from see the answer, and all of its headers.
pub(crate) fn open(request: &HeaderMap, answer: &mut HeaderMap) {
    if request.contains_key(ORIGIN) {
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
        answer.insert(ACCESS_CONTROL_EXPOSE_HEADERS, ANY);
    }
}
