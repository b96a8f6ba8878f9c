//! Requests that are not answered as asked, and why.

use std::borrow::Cow;

use bytes::Bytes;
use hyper::header::{ACCEPT, ACCEPT_ENCODING, ALLOW, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use hyper::{Response, StatusCode};
use serde_json::json;
use taurusdb_descriptor_types::Method;
use taurusdb_descriptor_types::check::Violation;

use crate::answer::Answer;
use crate::limits::{BODIES, CODINGS, LIMIT, PATIENCE};
use crate::text::shorten;

/// The gateway has no such operation (the document sends `APIGW.` codes to the gateway's guide,
/// which uses one code for a path and for a method that are not published).
const NO_SUCH_OPERATION: &str = "APIGW.0101";

/// The gateway does not pass the request on: too large, or too slow to arrive.
const NOT_ACCEPTED: &str = "APIGW.0201";

/// The caller may not call this, or not for that project.
const NOT_PERMITTED: &str = "APIGW.0302";

/// The code for a parameter that is missing or has a wrong value, if the service has none of its own.
const PARAMETER_ERROR: &str = "400";

/// Why a request is not answered as asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refusal {
    UnknownPath {
        path: String,
    },
    WrongMethod {
        method: String,
        allowed: Vec<Method>,
    },
    /// Not exactly one host, or none that could be one.
    BadHost {
        got: String,
    },
    /// The gateway does not know who is calling.
    Unproven {
        code: &'static str,
        message: String,
    },
    /// The caller may not use what the request names.
    Forbidden {
        message: String,
    },
    /// What the description of the operation does not allow, with the code for it.
    Violations {
        violations: Vec<Violation>,
        more: usize,
        code: &'static str,
    },
    /// A body of a kind that is not read.
    UnsupportedMedia {
        what: &'static str,
        expected: &'static str,
        got: String,
    },
    Parameter {
        name: String,
        expected: Cow<'static, str>,
        got: Cow<'static, str>,
    },
    TooLarge,
    TooSlow,
    /// Too many bodies are held already.
    Crowded,
    /// What the service itself refuses, by what it keeps: nothing of this id, busy, a wrong state.
    Service {
        code: &'static str,
        status: u16,
        message: Cow<'static, str>,
    },
}

impl Refusal {
    pub(crate) fn parameter(
        name: impl Into<String>,
        expected: impl Into<Cow<'static, str>>,
        got: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Parameter { name: name.into(), expected: expected.into(), got: got.into() }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::UnknownPath { .. } => StatusCode::NOT_FOUND,
            Self::WrongMethod { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Parameter { .. } | Self::Violations { .. } | Self::BadHost { .. } => {
                StatusCode::BAD_REQUEST
            }
            Self::UnsupportedMedia { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unproven { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden { .. } => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Crowded => StatusCode::SERVICE_UNAVAILABLE,
            Self::Service { status, .. } => {
                StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_REQUEST)
            }
        }
    }

    pub(crate) fn message(&self) -> String {
        match self {
            Self::UnknownPath { path } => {
                format!(
                    "no operation has the path {}; GET /_mock/operations lists those that are served",
                    shorten(path)
                )
            }
            Self::WrongMethod { method, allowed } => {
                format!("{} is not for this path; use {}", shorten(method), allow(allowed))
            }
            Self::BadHost { got } => {
                format!("Host: expected one name or address, with or without a port, got {got}")
            }
            Self::Violations { violations, more, .. } => {
                let mut told: Vec<_> = violations.iter().map(ToString::to_string).collect();
                if *more > 0 {
                    told.push(format!("and {more} more"));
                }
                told.join("; ")
            }
            Self::UnsupportedMedia { what, expected, got } => {
                format!("{what}: expected {expected}, got {got}")
            }
            Self::Unproven { message, .. } => {
                format!("Incorrect IAM authentication information: {message}")
            }
            Self::Forbidden { message } => message.clone(),
            Self::Parameter { name, expected, got } => {
                format!("{name}: expected {expected}, got {got}")
            }
            Self::Service { message, .. } => message.clone().into_owned(),
            Self::TooLarge => {
                format!("body: expected at most {} MB, got more", LIMIT / (1024 * 1024))
            }
            Self::Crowded => {
                let most = BODIES / (1024 * 1024);
                format!("body: expected at most {most} MB in all requests under way, got more")
            }
            Self::TooSlow => {
                format!("body: expected all of it within {} s", PATIENCE.as_secs())
            }
        }
    }

    /// The error code; `parameter_error` is the service's own for a parameter, or empty.
    pub(crate) fn code<'c>(&'c self, parameter_error: &'c str) -> &'c str {
        match self {
            Self::UnknownPath { .. } | Self::WrongMethod { .. } => NO_SUCH_OPERATION,
            Self::Unproven { code, .. } => code,
            Self::Forbidden { .. } => NOT_PERMITTED,
            Self::UnsupportedMedia { .. } => NOT_ACCEPTED,
            Self::TooLarge | Self::TooSlow | Self::Crowded | Self::BadHost { .. } => NOT_ACCEPTED,
            Self::Parameter { .. } | Self::Violations { .. } | Self::Service { .. } => {
                let code = match self {
                    Self::Violations { code, .. } | Self::Service { code, .. } => code,
                    _ => "",
                };
                let known = [code, parameter_error].into_iter().find(|code| !code.is_empty());
                known.unwrap_or(PARAMETER_ERROR)
            }
        }
    }

    fn body(&self, parameter_error: &str, request_id: &str) -> serde_json::Value {
        let (code, message) = (self.code(parameter_error), self.message());
        // The service itself, unlike the gateway, names no request in its errors.
        if let Self::Parameter { .. } | Self::Violations { .. } | Self::Service { .. } = self {
            return json!({ "error_code": code, "error_msg": message });
        }
        json!({ "error_code": code, "error_msg": message, "request_id": request_id })
    }

    /// The answer in the vendor's error shape; `parameter_error` is the service's own code for a
    /// parameter, or empty.
    pub(crate) fn response(&self, parameter_error: &str, request_id: &str) -> Response<Bytes> {
        let body = self.body(parameter_error, request_id).to_string().into();
        let mut response =
            Answer { status: self.status(), body, headers: Vec::new() }.response(request_id);
        if let Self::WrongMethod { allowed, .. } = self
            && let Ok(allow) = HeaderValue::from_str(&allow(allowed))
        {
            response.headers_mut().insert(ALLOW, allow);
        }
        if *self == Self::Crowded {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        // What would have been read (RFC 9110, section 15.5.16).
        if let Self::UnsupportedMedia { expected, .. } = self {
            let is_coding = *expected == CODINGS;
            let name = if is_coding { ACCEPT_ENCODING } else { ACCEPT };
            response.headers_mut().insert(name, HeaderValue::from_static(expected));
        }
        if matches!(self, Self::Unproven { .. }) {
            let how = HeaderValue::from_static(taurusdb_runtime::sign::ALGORITHM);
            response.headers_mut().insert(WWW_AUTHENTICATE, how);
        }
        response
    }
}

/// The methods that a path takes, for the header `Allow`: those of its operations, HEAD beside GET, and
/// OPTIONS, which every path answers.
pub(crate) fn allow(methods: &[Method]) -> String {
    let mut names: Vec<_> = methods.iter().map(|method| method.as_str()).collect();
    if let Some(get) = methods.iter().position(|method| *method == Method::Get) {
        names.retain(|name| *name != Method::Head.as_str());
        names.insert(get + 1, Method::Head.as_str());
    }
    names.push("OPTIONS");
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Refusal;

    #[test]
    fn gateway_errors_name_the_request_and_service_errors_do_not() {
        let gateway = Refusal::UnknownPath { path: "/x".into() }.body("KET.1", "7");
        assert_eq!(gateway["error_code"], "APIGW.0101");
        assert_eq!(gateway["request_id"], "7");

        let service = Refusal::parameter("limit", "a whole number", "'ten'");
        for (own, code) in [("KET.1", "KET.1"), ("", "400")] {
            assert_eq!(
                service.body(own, "7"),
                json!({
                    "error_code": code,
                    "error_msg": "limit: expected a whole number, got 'ten'",
                })
            );
        }
    }
}
