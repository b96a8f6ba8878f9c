//! Whether a request has what its operation asks for.

mod grammar;
mod json;

use std::borrow::Cow;

use hyper::HeaderMap;
use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use percent_encoding::percent_decode_str;
use smol_str::SmolStr;
use taurusdb_descriptor_types::check::{self, Findings, Request, Rules, Sent};
use taurusdb_descriptor_types::{Category, Location, Operation, Service};

use crate::call::Call;
use crate::data::Data;
use crate::refusal::Refusal;
use crate::router::Found;
use crate::text::shorten;

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
}

impl Contract {
    pub(crate) fn new(service: &'static Service, unknown: Unknown) -> Self {
        Self { service, rules: Rules { unknown: unknown == Unknown::Report, ..Rules::STRICT } }
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
        let body = match operation.request {
            Some(_) => self.body(operation, head, body)?,
            // What nobody asked for is passed over.
            None => None,
        };
        let query = query(head.uri.query().unwrap_or_default())?;
        let headers = headers(operation, &head.headers);
        let sent = |location, name, value| Sent { location, name, value };
        let in_path = path.iter().map(|(name, value)| sent(Location::Path, name, value));
        let in_query = query.iter().map(|(name, value)| sent(Location::Query, name, value));
        let in_headers = headers.iter().map(|(name, value)| sent(Location::Header, name, value));
        let parameters = in_path.chain(in_query).chain(in_headers).collect();
        let request = Request {
            operation,
            parameters,
            body: body.as_ref().map(Data::to_json),
            has_data: false,
        };
        let Findings { mut violations, more, unknown } = check::request(&request, self.rules);
        // Every path has all of its parameters, described or not; none is empty.
        let empty = path.iter().filter(|(_, value)| value.is_empty());
        let undescribed = |name: &str| {
            operation.parameters_in(Location::Path).all(|parameter| parameter.name != name)
        };
        let empty = empty.filter(|(name, _)| undescribed(name));
        violations
            .splice(0..0, empty.map(|(name, _)| check::Violation::new(*name, "must not be empty")));
        if !violations.is_empty() {
            let code = self.code(operation);
            return Err(Refusal::Violations { violations, more, code });
        }
        let path = path.into_iter().map(|(name, value)| (name, SmolStr::new(value))).collect();
        let query = query
            .into_iter()
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        Ok(Call { operation, index, path, query, body, unknown })
    }

    /// The JSON in a body; `None` for an empty one.
    fn body(
        &self,
        operation: &'static Operation,
        head: &Parts,
        body: &[u8],
    ) -> Result<Option<Data>, Refusal> {
        let text = json::text(body).map_err(|problem| self.wrong_body(operation, problem))?;
        if text.trim_ascii().is_empty() {
            return Ok(None);
        }
        is_json(&head.headers)?;
        json::read(text).map(Some).map_err(|problem| self.wrong_body(operation, problem))
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

/// A name and its value.
type Pair<'q> = (Cow<'q, str>, Cow<'q, str>);

/// The names and values of a query, decoded.
fn query(text: &str) -> Result<Vec<Pair<'_>>, Refusal> {
    let pairs: Vec<_> = form_urlencoded::parse(text.as_bytes()).collect();
    // Bytes that are no text would be replaced, and then stand for something that nobody sent.
    if percent_decode_str(text).decode_utf8().is_err() {
        let is_odd = |part: &&str| percent_decode_str(part).decode_utf8().is_err();
        let part = text.split('&').find(is_odd).unwrap_or(text);
        let name = part.split('=').next().unwrap_or_default();
        return Err(Refusal::parameter(name, "percent-encoded UTF-8", "other bytes"));
    }
    Ok(pairs)
}

/// The values of the headers that an operation describes.
fn headers<'h>(operation: &Operation, headers: &'h HeaderMap) -> Vec<(&'static str, Cow<'h, str>)> {
    let values = operation.parameters_in(Location::Header).flat_map(|parameter| {
        let values = headers.get_all(parameter.name).into_iter();
        values.map(|value| (parameter.name, String::from_utf8_lossy(value.as_bytes())))
    });
    values.collect()
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
