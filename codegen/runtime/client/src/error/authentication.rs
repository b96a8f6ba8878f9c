//! A failure to prove who is calling, before the call itself was sent.

use std::fmt;

use http::StatusCode;

use crate::redact;
use crate::source::{Source, Tried};

/// There is nothing that proves to the service who is calling: no credentials were found, or a token,
/// temporary keys or the project could not be had for them. The call itself was not sent.
///
/// [`Error::authentication`](crate::Error::authentication) returns it. A refusal by the service that was
/// called is a [`ServiceError`](crate::ServiceError).
#[derive(Clone)]
pub struct AuthenticationError(Box<Details>);

#[derive(Clone, Debug)]
struct Details {
    operation: Option<&'static str>,
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
        Self::of_details(Some(source.clone()), problem.into(), advice.into())
    }

    /// No place had credentials.
    pub(crate) fn nowhere(tried: &[Tried]) -> Self {
        let advice = "Give the builder credentials, or put them into one of these places";
        Self::of_details(None, "no credentials were found".to_owned(), advice.to_owned())
            .after(tried)
    }

    fn of_details(source: Option<Source>, problem: String, advice: String) -> Self {
        let (operation, answer, is_retryable, tried) = (None, None, false, Vec::new());
        Self(Box::new(Details { operation, source, problem, advice, answer, is_retryable, tried }))
    }

    /// Adds the places that were looked at in vain before.
    #[must_use]
    pub(crate) fn after(mut self, tried: &[Tried]) -> Self {
        self.0.tried = tried.iter().map(Tried::to_string).collect();
        self
    }

    /// Adds what else to do.
    pub(crate) fn add_advice(&mut self, more: &str) {
        self.0.advice = format!("{}. {more}", self.0.advice);
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
        self.0.answer = Some(Answer { status, code, request_id });
        self
    }

    #[must_use]
    pub(crate) fn retryable(mut self, is_retryable: bool) -> Self {
        self.0.is_retryable = is_retryable;
        self
    }

    /// Adds the operation that was to be called.
    #[must_use]
    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Where the credentials come from that did not do; `None` if there are none at all.
    pub fn source(&self) -> Option<&Source> {
        self.0.source.as_ref()
    }

    /// What went wrong.
    pub fn problem(&self) -> &str {
        &self.0.problem
    }

    /// What to do about it.
    pub fn advice(&self) -> &str {
        &self.0.advice
    }

    /// Each place in which credentials were looked for in vain, and why nothing was taken from it.
    pub fn tried(&self) -> &[String] {
        &self.0.tried
    }

    pub(super) fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    pub(super) fn status(&self) -> Option<StatusCode> {
        Some(self.0.answer.as_ref()?.status)
    }

    pub(super) fn code(&self) -> Option<&str> {
        self.0.answer.as_ref()?.code.as_deref()
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        self.0.answer.as_ref()?.request_id.as_deref()
    }

    pub(super) fn is_retryable(&self) -> bool {
        self.0.is_retryable
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation}: ")?;
        }
        let problem = redact::visible(self.0.problem.trim_end_matches('.'));
        write!(f, "not authenticated: {problem}")?;
        if let Some(source) = &self.0.source {
            write!(f, " (credentials: {source})")?;
        }
        if let Some(request_id) = self.request_id() {
            write!(f, " (request id {})", redact::visible(request_id))?;
        }
        write!(f, ". {}", self.0.advice)?;
        if !self.0.tried.is_empty() {
            write!(f, ". Looked for credentials in vain in: {}", self.0.tried.join(" | "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AuthenticationError {}
