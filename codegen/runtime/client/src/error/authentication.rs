//! A failure to prove who is calling, before the call itself was sent.

use std::fmt;

use http::StatusCode;

use crate::credentials::{Source, Tried};
use crate::redact;

/// There is nothing that proves to the service who is calling: no credentials were found, or a token,
/// temporary keys or the project could not be had for them. The call itself was not sent.
///
/// [`Error::authentication`](crate::Error::authentication) returns it. A refusal by the service that was
/// called is a [`ServiceError`](crate::ServiceError).
#[derive(Clone, Debug)]
pub struct AuthenticationError {
    pub(super) operation: Option<&'static str>,
    source: Option<Source>,
    problem: String,
    advice: String,
    answer: Option<Answer>,
    is_retryable: bool,
    tried: Vec<String>,
}

/// What the identity service or the metadata service answered.
#[derive(Clone, Debug)]
struct Answer {
    status: StatusCode,
    code: Option<String>,
    request_id: Option<String>,
}

impl AuthenticationError {
    pub(crate) fn new(
        source: &Source,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            operation: None,
            source: Some(source.clone()),
            problem: problem.into(),
            advice: advice.into(),
            answer: None,
            is_retryable: false,
            tried: Vec::new(),
        }
    }

    /// No place had credentials.
    pub(crate) fn nowhere(tried: &[Tried]) -> Self {
        Self {
            operation: None,
            source: None,
            problem: "no credentials were found".to_owned(),
            advice: "Give the builder credentials, or put them into one of these places".to_owned(),
            answer: None,
            is_retryable: false,
            tried: tried.iter().map(Tried::to_string).collect(),
        }
    }

    /// Adds the places that were looked at in vain before.
    #[must_use]
    pub(crate) fn after(mut self, tried: &[Tried]) -> Self {
        self.tried = tried.iter().map(Tried::to_string).collect();
        self
    }

    /// Adds what was answered.
    #[must_use]
    pub(crate) fn answered(
        mut self,
        status: StatusCode,
        code: Option<&str>,
        request_id: Option<&str>,
    ) -> Self {
        let (code, request_id) = (code.map(str::to_owned), request_id.map(str::to_owned));
        self.answer = Some(Answer { status, code, request_id });
        self
    }

    #[must_use]
    pub(crate) fn retryable(mut self, is_retryable: bool) -> Self {
        self.is_retryable = is_retryable;
        self
    }

    /// Adds the operation that was to be called.
    #[must_use]
    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Where the credentials come from that did not do; `None` if there are none at all.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// What went wrong.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What to do about it.
    pub fn advice(&self) -> &str {
        &self.advice
    }

    /// Each place in which credentials were looked for in vain, and why nothing was taken from it.
    pub fn tried(&self) -> &[String] {
        &self.tried
    }

    pub(super) fn status(&self) -> Option<StatusCode> {
        Some(self.answer.as_ref()?.status)
    }

    pub(super) fn code(&self) -> Option<&str> {
        self.answer.as_ref()?.code.as_deref()
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        self.answer.as_ref()?.request_id.as_deref()
    }

    pub(super) fn is_retryable(&self) -> bool {
        self.is_retryable
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        let problem = redact::visible(self.problem.trim_end_matches('.'));
        write!(f, "not authenticated: {problem}")?;
        if let Some(source) = &self.source {
            write!(f, " (credentials: {source})")?;
        }
        if let Some(request_id) = self.request_id() {
            write!(f, " (request id {})", redact::visible(request_id))?;
        }
        write!(f, ". {}", self.advice)?;
        if !self.tried.is_empty() {
            write!(f, ". Looked for credentials in vain in: {}", self.tried.join(" | "))?;
        }
        Ok(())
    }
}

impl std::error::Error for AuthenticationError {}
