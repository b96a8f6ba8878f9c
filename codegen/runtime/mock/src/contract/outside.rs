//! What a request says outside of its body.

use std::borrow::Cow;

use hyper::HeaderMap;
use hyper::header::{HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use taurusdb_descriptor_types::check::Sent;
use taurusdb_descriptor_types::{Location, Operation};

use super::plan::{Known, Plan};
use crate::refusal::Refusal;

/// A name and its value.
type Pair<'q> = (Cow<'q, str>, Cow<'q, str>);

/// The path, the query and the headers of a request.
pub(super) struct Outside<'r> {
    /// Name and decoded value of each path parameter, from left to right.
    pub(super) path: Vec<(&'static str, Cow<'r, str>)>,
    /// The names and values of the query, decoded.
    pub(super) query: Vec<Pair<'r>>,
    headers: &'r HeaderMap,
}

impl<'r> Outside<'r> {
    pub(super) fn of(
        path: Vec<(&'static str, Cow<'r, str>)>,
        query: &'r str,
        headers: &'r HeaderMap,
    ) -> Result<Self, Refusal> {
        Ok(Self { path, query: pairs(query)?, headers })
    }

    /// Whether every path parameter says something, and every name of the query is described.
    pub(super) fn is_told(&self, plan: &Plan) -> bool {
        self.path.iter().all(|(_, value)| !value.is_empty())
            && self.query.iter().all(|(name, _)| {
                plan.parameters.iter().any(|Known { parameter, .. }| {
                    parameter.location == Location::Query && parameter.name == name
                })
            })
    }

    /// The values of a parameter of the path.
    pub(super) fn in_path(&self, name: &str) -> impl Iterator<Item = &str> {
        self.path.iter().filter(move |(own, _)| *own == name).map(|(_, value)| &**value)
    }

    /// The values of a parameter of the query.
    pub(super) fn in_query(&self, name: &str) -> impl Iterator<Item = &str> {
        self.query.iter().filter(move |(own, _)| own == name).map(|(_, value)| &**value)
    }

    /// The values of a header.
    pub(super) fn in_header(&self, name: &HeaderName) -> impl Iterator<Item = &'r HeaderValue> {
        self.headers.get_all(name).into_iter()
    }

    /// Tells the values of a field: of the query, or else the path, or else the headers. Whether there are any.
    pub(super) fn tell(&self, plan: &Plan, field: &str, told: &mut dyn FnMut(&str)) -> bool {
        if self.in_query(field).map(&mut *told).count() > 0
            || self.in_path(field).map(&mut *told).count() > 0
        {
            return true;
        }
        let known = plan.parameters.iter().filter(|known| known.parameter.name == field);
        let headers = known.filter_map(|known| known.header.as_ref());
        let values = headers.flat_map(|header| self.in_header(header));
        values.map(|value| told(&String::from_utf8_lossy(value.as_bytes()))).count() > 0
    }

    /// The values of the headers that an operation describes.
    pub(super) fn headers(&self, operation: &Operation) -> Vec<(&'static str, Cow<'r, str>)> {
        let values = operation.parameters_in(Location::Header).flat_map(|parameter| {
            let values = self.headers.get_all(parameter.name).into_iter();
            values.map(|value| (parameter.name, String::from_utf8_lossy(value.as_bytes())))
        });
        values.collect()
    }

    /// All of it, as it is held against descriptions. `headers` are those that are described.
    pub(super) fn sent<'s>(&'s self, headers: &'s [(&'static str, Cow<'r, str>)]) -> Vec<Sent<'s>> {
        let sent = |location, name, value| Sent { location, name, value };
        let path = self.path.iter().map(|(name, value)| sent(Location::Path, name, value));
        let query = self.query.iter().map(|(name, value)| sent(Location::Query, name, value));
        let headers = headers.iter().map(|(name, value)| sent(Location::Header, name, value));
        path.chain(query).chain(headers).collect()
    }
}

/// The names and values of a query, decoded.
fn pairs(text: &str) -> Result<Vec<Pair<'_>>, Refusal> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
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
