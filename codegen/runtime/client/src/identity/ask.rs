//! Asks the identity service, with the retries that calls have.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Uri};
use jiff::Timestamp;
use serde_json::Value;
use taurusdb_descriptor_types::Effect;

use super::context::Context;
use super::proof::{Keys, secret_value};
use crate::Error;
use crate::error::{AuthenticationError, Earlier, ServiceError};
use crate::redact::Secrets;
use crate::retry::Round;
use crate::sign::{self, encode};
use crate::transport::Timeout;
use crate::{encoding, inflate, lenient};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");
const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");

/// A question to the identity service.
pub(super) struct Question<'a> {
    /// What errors and traces call it.
    pub(super) name: &'static str,
    pub(super) method: Method,
    /// Path and query.
    pub(super) target: String,
    pub(super) body: Option<Value>,
    pub(super) proof: Proof<'a>,
}

/// What shows the identity service who asks.
#[derive(Clone, Copy)]
pub(super) enum Proof<'a> {
    /// The body itself.
    Body,
    Signature(&'a Keys),
    Token(&'a HeaderValue),
}

/// An answer of the identity service, and its JSON; null where it has none.
pub(super) struct Answer {
    pub(super) response: http::Response<Bytes>,
    pub(super) json: Value,
}

impl Context<'_> {
    /// Asks until there is an answer that is a success, as often as calls are tried.
    ///
    /// # Errors
    /// Names the address, what it answered, and what to do.
    pub(super) async fn ask(
        &self,
        question: Question<'_>,
        advice: &str,
    ) -> Result<Answer, AuthenticationError> {
        let base = self.iam()?;
        let fail = |problem: String| AuthenticationError::new(self.source(), problem, advice);
        let address = format!("{base}{}", question.target);
        let uri: Uri = address
            .parse()
            .map_err(|error| fail(format!("{base} is not an address to ask at: {error}")))?;
        // Asking again does no harm, whatever the method.
        let mut round = Round::new(self.retries, self.budget, Effect::Read);
        let mut corrected = false;
        loop {
            let (request, signed_at) = self.request(&question, uri.clone()).map_err(fail)?;
            tracing::debug!(
                question = question.name,
                endpoint = base,
                "asking the identity service"
            );
            let answer = self.transport.send(request).await.map(inflate::unpacked);
            let error = match answer {
                Ok(response) if response.status().is_success() => {
                    round.succeeded();
                    if corrected {
                        self.identity.clock.confirm();
                    }
                    let json = lenient::parse(&encoding::text(response.body()));
                    let json = json.map(|(json, _)| json).unwrap_or_default();
                    return Ok(Answer { response, json });
                }
                Ok(response) => {
                    let headers = response.headers().clone();
                    let error = ServiceError::new(
                        question.name,
                        Effect::Read,
                        response,
                        &self.secrets(&question),
                        |_| None,
                    );
                    if let Some(signed_at) = signed_at
                        && !corrected
                        && error.refuses_proof()
                        && self.identity.clock.correct(&headers, signed_at)
                    {
                        corrected = true;
                        continue;
                    }
                    if corrected && error.refuses_proof() {
                        self.identity.clock.take_back();
                    }
                    Error::Service(Box::new(error))
                }
                Err(source) => Error::Transport {
                    operation: question.name,
                    effect: Effect::Read,
                    endpoint: base.to_owned(),
                    source,
                    earlier: Earlier::default(),
                },
            };
            let pause = round.failed(error).map_err(|error| self.failed(base, &error, advice))?;
            self.timer.sleep(pause).await;
        }
    }

    /// What an answer may echo.
    #[cold]
    fn secrets(&self, question: &Question<'_>) -> Secrets {
        let mut secrets = Secrets::default();
        self.credentials.secret().add_to(&mut secrets);
        match question.proof {
            Proof::Body => {}
            Proof::Token(token) => secrets.add(&String::from_utf8_lossy(token.as_bytes())),
            Proof::Signature(keys) => keys.add_to(&mut secrets),
        }
        secrets
    }

    fn request(
        &self,
        question: &Question<'_>,
        uri: Uri,
    ) -> Result<(http::Request<Bytes>, Option<Timestamp>), String> {
        let body = question.body.as_ref().map(|body| Bytes::from(body.to_string()));
        let mut request = http::Request::new(body.unwrap_or_default());
        *request.method_mut() = question.method.clone();
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Timeout(self.timeout));
        let headers = request.headers_mut();
        headers.insert(ACCEPT, JSON);
        headers.insert(CONTENT_TYPE, JSON);
        headers.insert(USER_AGENT, self.user_agent.clone());
        match question.proof {
            Proof::Body => Ok((request, None)),
            Proof::Token(token) => {
                headers.insert(AUTH_TOKEN, token.clone());
                Ok((request, None))
            }
            Proof::Signature(keys) => {
                if let Some(token) = &keys.security_token {
                    headers.insert(SECURITY_TOKEN, secret_value(token)?);
                }
                let now = self.identity.clock.now();
                let pair = sign::Keys { access: &keys.access, secret: &keys.secret };
                sign::sign(&mut request, pair, now)
                    .map_err(|error| format!("the request cannot be signed: {error}"))?;
                Ok((request, Some(now)))
            }
        }
    }

    fn failed(&self, base: &str, error: &Error, advice: &str) -> AuthenticationError {
        let problem = match error {
            Error::Service(answer) => {
                let code = answer.code().filter(|code| code.parse::<u16>().is_err());
                let code = code.map(|code| format!(", {code}")).unwrap_or_default();
                format!("{base} answered {}{code}: {}", answer.status(), answer.message())
            }
            other => other.failure(),
        };
        let problem = self.credentials.secret().masked(problem);
        let advice = match error {
            Error::Service(answer) if answer.status().is_client_error() => advice,
            Error::Service(_) => "Try again later",
            _ => {
                "Check that the identity service can be reached from here, the proxy settings, and the address \
                 itself: `.iam_endpoint(…)` sets another one"
            }
        };
        let failure = AuthenticationError::new(self.source(), problem, advice)
            .retryable(error.is_retryable());
        match error {
            Error::Service(answer) => {
                failure.answered(answer.status(), answer.code(), answer.request_id())
            }
            _ => failure,
        }
    }
}

/// A query with one value.
pub(super) fn with_query(path: &str, name: &str, value: &str) -> String {
    format!("{path}?{name}={}", encode(value))
}
