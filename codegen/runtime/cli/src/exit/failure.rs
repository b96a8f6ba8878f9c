//! Why a command did not do what it was asked to.

use std::fmt;

use taurusdb_descriptor_types::{Category, Service};
use taurusdb_runtime::transport::TransportErrorKind;
use taurusdb_runtime::{Error, WaitEnd};

use super::code::Exit;
use crate::in_flags::{in_commands, in_flags};
use crate::visible::{quoted, visible_lines};

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// All of it in words, for people.
    pub(crate) message: String,
    /// What it consists of, a line for each: mistakes, or what was tried in vain.
    pub(crate) details: Vec<String>,
    /// What to do next, where the message does not say it already.
    pub(crate) hint: Option<String>,
    /// Its parts, for programs.
    parts: Option<Box<Parts>>,
}

/// What an error of a call consists of.
#[derive(Debug, Default)]
struct Parts {
    operation: Option<&'static str>,
    status: Option<u16>,
    code: Option<String>,
    name: Option<&'static str>,
    message: String,
    request_id: Option<String>,
    advice: Option<String>,
    attempts: usize,
    violations: Vec<String>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), details: Vec::new(), hint: None, parts: None }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// The same, with what it consists of.
    pub(crate) fn details(self, details: Vec<String>) -> Self {
        Self { details, ..self }
    }

    /// The same, with what to do next.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same, with commands in the place of operations.
    pub(crate) fn in_commands(self, service: &Service, program: &str) -> Self {
        let told = |text: String| in_commands(service, program, &text);
        let parts = self.parts.map(|mut parts| {
            parts.advice = parts.advice.map(told);
            parts
        });
        Self { message: told(self.message), hint: self.hint.map(told), parts, ..self }
    }

    /// It as one JSON object on one line. All fields are always there.
    pub(crate) fn json(&self) -> String {
        let text = |value: Option<&str>| value.map_or("null".to_owned(), quoted);
        let own = Parts { message: self.message.clone(), ..Parts::default() };
        let parts = self.parts.as_deref().unwrap_or(&own);
        // Several mistakes of one command line are lines of their own.
        let mut lines: Vec<&str> = parts.message.split("\nerror: ").collect();
        let details: Vec<String> = self.details.iter().map(|one| quoted(one)).collect();
        let (mistakes, tried) = match self.exit {
            Exit::Usage => (details, Vec::new()),
            _ => (Vec::new(), details),
        };
        let violations: Vec<String> = match parts.violations.as_slice() {
            [] if lines.len() > 1 => std::mem::take(&mut lines).into_iter().map(quoted).collect(),
            [] => mistakes,
            own => own.iter().map(|own| quoted(own)).collect(),
        };
        let advice: Vec<&str> =
            parts.advice.as_deref().into_iter().chain(self.hint.as_deref()).collect();
        let advice = (!advice.is_empty()).then(|| advice.join(". "));
        format!(
            "{{\"kind\":\"{}\",\"exit_code\":{},\"operation\":{},\"status\":{},\"code\":{},\"name\":{},\
             \"message\":{},\"request_id\":{},\"advice\":{},\"attempts\":{},\"violations\":[{}],\"tried\":[{}]}}",
            self.exit.kind(),
            self.exit.code(),
            text(parts.operation),
            parts.status.map_or("null".to_owned(), |status| status.to_string()),
            text(parts.code.as_deref()),
            text(parts.name),
            quoted(&parts.message),
            text(parts.request_id.as_deref()),
            text(advice.as_deref()),
            parts.attempts,
            violations.join(","),
            tried.join(","),
        )
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let sent = error.status().is_some() || matches!(error, Error::Transport { .. });
        let known = error.service().and_then(|service| service.known());
        let advice = error
            .advice()
            .or_else(|| known.map(|known| known.advice))
            .map(|text| in_flags(text.to_owned()));
        let violations = error.invalid().map_or(&[][..], |invalid| invalid.violations());
        let parts = Parts {
            operation: error.operation(),
            status: error.status().map(|status| status.as_u16()),
            code: error.code().map(str::to_owned),
            name: known.map(|known| known.name),
            // Of what is no refusal of the service, the whole sentence says more.
            message: in_flags(
                error.service().map_or_else(|| error.to_string(), |said| said.message().to_owned()),
            ),
            request_id: error.request_id().map(str::to_owned),
            advice,
            attempts: error.earlier_attempts().len() + usize::from(sent),
            violations: violations.iter().map(ToString::to_string).collect(),
        };
        let exit = exit_of(&error);
        Self {
            exit,
            message: in_flags(error.to_string()),
            details: Vec::new(),
            hint: None,
            parts: Some(Box::new(parts)),
        }
    }
}

/// How a command ends with an error: by what its code means, and by the status where the code is not known.
fn exit_of(error: &Error) -> Exit {
    match error {
        Error::Configuration { .. } => Exit::Configuration,
        // What was asked for them has answered nothing, or was not asked.
        Error::Authentication(_) if error.status().is_none() => Exit::Configuration,
        Error::Authentication(_) => Exit::Denied,
        Error::Invalid(_) => Exit::Usage,
        // A proxy variable that cannot be used, and the like.
        Error::Transport { source, .. } if source.kind() == TransportErrorKind::Unsent => {
            Exit::Configuration
        }
        Error::Transport { .. } if error.is_timeout() => Exit::TimedOut,
        Error::Transport { .. } => Exit::Connection,
        Error::Wait(wait) => match wait.end() {
            WaitEnd::TimedOut => Exit::TimedOut,
            WaitEnd::Gone => Exit::NotFound,
            _ => Exit::Failed,
        },
        error if error.is_not_found() => Exit::NotFound,
        error if error.is_throttled() => Exit::Throttled,
        error if error.is_authentication() => Exit::Denied,
        error if error.is_conflict() => Exit::Conflict,
        error => match error.service().and_then(|service| service.known()) {
            Some(known) => match known.category {
                Category::Permission => Exit::Denied,
                Category::State => Exit::Conflict,
                Category::Internal => Exit::Server,
                _ => Exit::Service,
            },
            None => match error.status().map(|status| status.as_u16()) {
                Some(401 | 403 | 407 | 511) => Exit::Denied,
                Some(408 | 504) => Exit::TimedOut,
                Some(500..=599) => Exit::Server,
                _ => Exit::Service,
            },
        },
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What to do has a line of its own.
        let advice = self.parts.as_ref().and_then(|parts| parts.advice.as_deref());
        let ends = |advice: &&str| self.message.trim_end_matches('.').ends_with(*advice);
        let advice = advice.map(|advice| advice.trim_end_matches('.')).filter(ends);
        let message = advice.and_then(|advice| {
            self.message.trim_end_matches('.').strip_suffix(advice)?.strip_suffix(". ")
        });
        f.write_str(&visible_lines(message.unwrap_or(&self.message)))?;
        if let Some(advice) = advice.filter(|_| message.is_some()) {
            write!(f, "\n{}", visible_lines(advice))?;
        }
        for detail in &self.details {
            write!(f, "\n  {}", visible_lines(detail).replace('\n', "\n    "))?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n{}", visible_lines(hint)),
            None => Ok(()),
        }
    }
}
