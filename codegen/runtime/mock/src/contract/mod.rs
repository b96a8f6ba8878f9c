//! Whether a request has what its operation asks for.

#[cfg(test)]
mod agreement;
mod fits;
mod grammar;
mod json;
mod outside;
mod plain;
mod plan;
mod quick;

use std::sync::OnceLock;

use hyper::HeaderMap;
use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use smol_str::SmolStr;
use taurusdb_descriptor_types::check::{self, Findings, Request, Rules};
use taurusdb_descriptor_types::{Category, Location, Operation, Service};

use crate::call::Call;
use crate::data::Data;
use crate::refusal::Refusal;
use crate::router::Found;
use crate::text::shorten;
use outside::Outside;
use plan::Plan;
use quick::Read;

/// What becomes of names that no description has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// They are passed over, as the service does. Answers name them in the header `X-Mock-Unknown`.
    #[default]
    Ignore,
    /// They are wrong.
    Report,
}

/// The descriptions that requests are held against.
pub(crate) struct Contract {
    service: &'static Service,
    rules: Rules,
    /// What is made ready of each operation, by its position in the service, with its first request.
    plans: Box<[OnceLock<Plan>]>,
}

impl Contract {
    pub(crate) fn new(service: &'static Service, unknown: Unknown) -> Self {
        Self {
            service,
            rules: Rules { unknown: unknown == Unknown::Report, ..Rules::STRICT },
            plans: service.operations().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Checks a request by the description of its operation, and takes it apart. `body` is what was sent
    /// without the coding that it travelled in.
    pub(crate) fn call(
        &self,
        found: Found<'_>,
        head: &Parts,
        body: &[u8],
    ) -> Result<Call, Refusal> {
        let Found { operation, index, path } = found;
        let plan = self.plans[index].get_or_init(|| Plan::of(operation));
        let body = match operation.request {
            Some(_) => self.body(operation, plan, head, body)?,
            // What nobody asked for is passed over.
            None => None,
        };
        let query = head.uri.query().unwrap_or_default();
        let outside = Outside::of(path, query, &head.headers)?;
        let unknown = match fits::certainly(plan, &outside, body.as_ref()) {
            true => Vec::new(),
            false => self.check(operation, &outside, body.as_ref().map(|read| &read.data))?,
        };
        let Outside { path, query, .. } = outside;
        let path = path.into_iter().map(|(name, value)| (name, SmolStr::new(value))).collect();
        let query = query
            .into_iter()
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        let body = body.map(|read| read.data);
        Ok(Call { operation, index, path, query, body, unknown })
    }

    /// Holds a request against all of its description; the names in it that no description has.
    fn check(
        &self,
        operation: &'static Operation,
        outside: &Outside<'_>,
        body: Option<&Data>,
    ) -> Result<Vec<String>, Refusal> {
        let headers = outside.headers(operation);
        let request = Request {
            operation,
            parameters: outside.sent(&headers),
            body: body.map(Data::to_json),
            has_data: false,
        };
        let Findings { mut violations, more, unknown } = check::request(&request, self.rules);
        // Every path has all of its parameters, described or not; none is empty.
        let empty = outside.path.iter().filter(|(_, value)| value.is_empty());
        let undescribed = |name: &str| {
            operation.parameters_in(Location::Path).all(|parameter| parameter.name != name)
        };
        let empty = empty.filter(|(name, _)| undescribed(name));
        violations
            .splice(0..0, empty.map(|(name, _)| check::Violation::new(*name, "must not be empty")));
        if violations.is_empty() {
            return Ok(unknown);
        }
        Err(Refusal::Violations { violations, more, code: self.code(operation) })
    }

    /// The JSON in a body; `None` for an empty one.
    fn body<'p>(
        &self,
        operation: &'static Operation,
        plan: &'p Plan,
        head: &Parts,
        body: &[u8],
    ) -> Result<Option<Read<'p>>, Refusal> {
        let text = json::text(body).map_err(|problem| self.wrong_body(operation, problem))?;
        if text.trim_ascii().is_empty() {
            return Ok(None);
        }
        is_json(&head.headers)?;
        if let Some(read) = quick::read(text, plan) {
            return Ok(Some(read));
        }
        let data = json::read(text).map_err(|problem| self.wrong_body(operation, problem))?;
        Ok(Some(Read { data, fits: false, open: Vec::new() }))
    }

    fn wrong_body(&self, operation: &Operation, problem: String) -> Refusal {
        let violations = vec![check::Violation::new("body", problem)];
        Refusal::Violations { violations, more: 0, code: self.code(operation) }
    }

    /// The code for a wrong value that the section of the operation lists, or else the one of the service.
    fn code(&self, operation: &Operation) -> &'static str {
        let is_invalid = |code: &str| {
            self.service.error_code(code).is_some_and(|known| known.category == Category::Invalid)
        };
        let own = operation
            .errors
            .iter()
            .filter(|error| error.status.is_none_or(|status| status == 400))
            .find(|error| is_invalid(error.code));
        own.map_or(self.service.parameter_error, |error| error.code)
    }
}

/// Checks that a body is announced as JSON, if it is announced as anything.
fn is_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let mut announced = headers.get_all(CONTENT_TYPE).iter();
    let Some(first) = announced.next() else { return Ok(()) };
    let refuse = |got: &str| {
        let got = format!("{:?}", shorten(got));
        Err(Refusal::UnsupportedMedia { what: "Content-Type", expected: "application/json", got })
    };
    if announced.next().is_some() {
        return refuse("several types");
    }
    if first == "application/json" {
        return Ok(());
    }
    let text = String::from_utf8_lossy(first.as_bytes());
    let mut parts = text.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_json = ["application/json", "text/json"].contains(&&*kind)
        || kind.starts_with("application/") && kind.ends_with("+json");
    if !is_json {
        return refuse(&text);
    }
    // JSON has one encoding; whoever announces another has sent another.
    let charset = parts.filter_map(|part| part.split_once('=')).find_map(|(name, value)| {
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    match charset {
        Some(charset)
            if !["utf-8", "utf8", "us-ascii"].contains(&&*charset.to_ascii_lowercase()) =>
        {
            refuse(&text)
        }
        _ => Ok(()),
    }
}
