//! One request and what came of it, as a line of JSON.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::Operation;

use super::body;
use crate::inflate;
use crate::redact::{self, MASK, Secrets, is_secret_header, is_secret_parameter};
use crate::transport::{Called, SecretAnswer, TransportError, TransportErrorKind};

const KINDS: [(&str, TransportErrorKind); 8] = [
    ("connect", TransportErrorKind::Connect),
    ("refused", TransportErrorKind::Refused),
    ("timeout", TransportErrorKind::Timeout),
    ("interrupted", TransportErrorKind::Interrupted),
    ("malformed", TransportErrorKind::Malformed),
    ("too large", TransportErrorKind::TooLarge),
    ("unsent", TransportErrorKind::Unsent),
    ("other", TransportErrorKind::Other),
];

/// A request whose answer is not known yet.
pub(super) struct Asked {
    line: Map<String, Value>,
    secrets: Secrets,
    operation: Option<&'static Operation>,
    is_answer_secret: bool,
}

impl Asked {
    pub(super) fn new(request: &http::Request<Bytes>) -> Self {
        let called = request.extensions().get::<Called>().copied();
        let operation = called.map(|Called(operation)| operation);
        let is_secret = |name: &str| is_secret_parameter(operation, name);
        let mut secrets = Secrets::default();
        for (name, value) in request.headers() {
            if is_secret_header(name.as_str()) {
                secrets.add(&String::from_utf8_lossy(value.as_bytes()));
            }
        }
        for (name, value) in pairs(request.uri().query().unwrap_or_default()) {
            if is_secret(&name) {
                secrets.add(&value);
            }
        }
        let mut line = Map::new();
        line.insert("method".to_owned(), request.method().as_str().into());
        line.insert(
            "address".to_owned(),
            redact::uri_without(&request.uri().to_string(), &is_secret).into(),
        );
        if let Some(operation) = operation {
            line.insert("operation".to_owned(), operation.id.into());
        }
        line.insert("headers".to_owned(), shown(request.headers()));
        let schema = operation.and_then(|operation| operation.request);
        body::keep(&mut line, request.body(), schema, &mut secrets);
        let is_answer_secret = request.extensions().get::<SecretAnswer>().is_some();
        Self { line, secrets, operation, is_answer_secret }
    }

    /// The request: method, address, operation, headers and body.
    pub(super) fn request(&self) -> &Map<String, Value> {
        &self.line
    }

    /// What came of it: `answer` or `failure`, and what is to be said about that.
    pub(super) fn outcome(
        &mut self,
        answer: &Result<http::Response<Bytes>, TransportError>,
    ) -> (&'static str, Value) {
        match answer {
            Ok(response) => {
                // In what is packed, no secret is found.
                let unpacked = inflate::unpacked_copy(response);
                let response = unpacked.as_ref().unwrap_or(response);
                let mut object = Map::new();
                object.insert("status".to_owned(), response.status().as_u16().into());
                for (name, value) in response.headers() {
                    if is_secret_header(name.as_str()) {
                        self.secrets.add(&String::from_utf8_lossy(value.as_bytes()));
                    }
                }
                if self.is_answer_secret {
                    self.secrets.add(String::from_utf8_lossy(response.body()).trim());
                }
                let schema = self
                    .operation
                    .and_then(Operation::success)
                    .and_then(|response| response.schema);
                match inflate::packing(response.headers(), response.body()) {
                    Some(name) => body::leave_out(&mut object, response.body(), name),
                    None => body::keep(&mut object, response.body(), schema, &mut self.secrets),
                }
                let headers = shown(response.headers()).to_string();
                let headers = serde_json::from_str(&self.secrets.hidden(&headers));
                object.insert("headers".to_owned(), headers.unwrap_or_default());
                ("answer", Value::Object(object))
            }
            Err(error) => {
                let kind = KINDS.iter().find(|(_, kind)| *kind == error.kind());
                let kind = kind.map_or("other", |(name, _)| name);
                let message = error.to_string();
                let message = self.secrets.hidden(&message);
                ("failure", json!({ "kind": kind, "message": message }))
            }
        }
    }

    /// The line of JSON, without its end.
    pub(super) fn answered(
        mut self,
        answer: &Result<http::Response<Bytes>, TransportError>,
    ) -> String {
        let outcome = self.outcome(answer);
        json!({ "request": self.line, outcome.0: outcome.1 }).to_string()
    }
}

/// Headers, with one text for each name.
fn shown(headers: &HeaderMap) -> Value {
    let mut object = Map::new();
    for (name, value) in &redact::headers(headers) {
        let value = String::from_utf8_lossy(value.as_bytes());
        match object.get_mut(name.as_str()) {
            Some(Value::String(known)) => known.push_str(&format!(", {value}")),
            _ => {
                object.insert(name.as_str().to_owned(), value.into());
            }
        }
    }
    object.into()
}

/// What tells one request from another: method, path, and the query in a fixed order, without secrets.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key {
    method: String,
    path: String,
    query: Vec<(String, String)>,
}

impl Key {
    /// `operation` is the one that is called, if known: it tells which parameters are secret.
    pub(super) fn new(method: &str, address: &str, operation: Option<&Operation>) -> Self {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = address.find('/').map_or("/", |at| &address[at..]);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut query: Vec<_> = pairs(query)
            .map(|(name, value)| {
                let is_secret = is_secret_parameter(operation, &name);
                (name, if is_secret { MASK.to_owned() } else { value })
            })
            .collect();
        query.sort();
        Self { method: method.to_owned(), path: path.to_owned(), query }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        for (place, (name, value)) in self.query.iter().enumerate() {
            let link = if place == 0 { '?' } else { '&' };
            write!(f, "{link}{name}={value}")?;
        }
        Ok(())
    }
}

fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    query.split('&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    })
}

/// An exchange that was kept.
pub(super) struct Exchange {
    pub(super) key: Key,
    outcome: Outcome,
}

enum Outcome {
    Answer { status: StatusCode, headers: HeaderMap, body: Bytes },
    Failure { kind: TransportErrorKind, message: String },
}

impl Exchange {
    /// Reads a line.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub(super) fn read(line: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let text = |value: &Value, name: &str| {
            let text = value.get(name).and_then(Value::as_str).map(str::to_owned);
            text.ok_or_else(|| format!("it has no text {name:?}"))
        };
        let request = value.get("request").ok_or("it has no \"request\"")?;
        let key = Key::new(&text(request, "method")?, &text(request, "address")?, None);
        let outcome = match (value.get("answer"), value.get("failure")) {
            (Some(Value::Object(answer)), _) => {
                let status = answer.get("status").and_then(Value::as_u64);
                let status = status.and_then(|status| u16::try_from(status).ok());
                let status = status.and_then(|status| StatusCode::from_u16(status).ok());
                let mut headers = HeaderMap::new();
                let object = answer.get("headers").and_then(Value::as_object);
                for (name, value) in object.into_iter().flatten() {
                    let value = value.as_str().unwrap_or_default();
                    let wrong = || format!("the header {name:?} cannot be one");
                    headers.append(
                        HeaderName::try_from(name).map_err(|_| wrong())?,
                        HeaderValue::from_bytes(value.as_bytes()).map_err(|_| wrong())?,
                    );
                }
                let status = status.ok_or("its answer has no HTTP status \"status\"")?;
                Outcome::Answer { status, headers, body: body::kept(answer) }
            }
            (_, Some(failure)) => {
                let name = text(failure, "kind")?;
                let kind = KINDS.iter().find(|(known, _)| *known == name);
                let (_, kind) = kind.ok_or_else(|| format!("there is no failure {name:?}"))?;
                Outcome::Failure { kind: *kind, message: text(failure, "message")? }
            }
            _ => return Err("it has neither an \"answer\" nor a \"failure\"".to_owned()),
        };
        Ok(Self { key, outcome })
    }

    /// What came of the request.
    pub(super) fn outcome(&self) -> Result<http::Response<Bytes>, TransportError> {
        match &self.outcome {
            Outcome::Answer { status, headers, body } => {
                let mut response = http::Response::new(body.clone());
                *response.status_mut() = *status;
                *response.headers_mut() = headers.clone();
                Ok(response)
            }
            Outcome::Failure { kind, message } => {
                Err(TransportError::new(*kind, format!("as recorded: {message}")))
            }
        }
    }
}
