//! Which requests a rule meets.

use std::borrow::Cow;

use hyper::HeaderMap;
use serde_json::Value;
use taurusdb_descriptor_types::{Operation, Service};

use crate::pattern::Pattern;
use crate::text::{instead, shorten};
use crate::tree::{At, Misread, Table};

/// A request as rules look at it.
pub(crate) struct Seen<'r> {
    /// What it calls, if that is known.
    pub(crate) operation: Option<&'static Operation>,
    pub(crate) method: &'r str,
    /// The path as it was sent.
    pub(crate) path: &'r str,
    pub(crate) query: &'r str,
    /// Names and decoded values of the path's parameters.
    pub(crate) parameters: &'r [(&'static str, Cow<'r, str>)],
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r [u8],
}

/// Which requests a rule meets: those that fit one pattern of each kind that it states.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    operations: Vec<Pattern>,
    groups: Vec<Pattern>,
    routes: Vec<Pattern>,
    methods: Vec<String>,
    inputs: Vec<(Input, Pattern)>,
}

/// Where a request carries a value.
#[derive(Clone, Debug)]
enum Input {
    Path(String),
    Query(String),
    Header(String),
    /// The names on the way to it; lists are looked through.
    Body(Vec<String>),
}

impl Scope {
    pub(super) fn read(
        table: &Table<'_>,
        service: Option<&'static Service>,
    ) -> Result<Self, Misread> {
        let ids = || service.into_iter().flat_map(Service::operations).map(|known| known.id);
        let groups = || service.into_iter().flat_map(|known| known.groups).map(|group| group.id);
        let paths = || service.into_iter().flat_map(Service::operations).map(|known| known.path);
        let check = service.is_some();
        Ok(Self {
            operations: patterns(table.get("operation"), "operation", check.then_some(&ids), same)?,
            groups: patterns(table.get("group"), "group", check.then_some(&groups), inside)?,
            routes: patterns(table.get("route"), "route", check.then_some(&paths), same)?,
            methods: match table.get("method") {
                None => Vec::new(),
                Some(at) => at.one_or_list()?.iter().map(method).collect::<Result<_, _>>()?,
            },
            inputs: match table.get("match") {
                None => Vec::new(),
                Some(at) => at.table()?.all().map(input).collect::<Result<_, _>>()?,
            },
        })
    }

    pub(super) fn meets(&self, seen: &Seen<'_>) -> bool {
        let id = seen.operation.map_or("", |operation| operation.id);
        let group = id.rsplit_once('.').map_or("", |(group, _)| group);
        let route = seen.operation.map_or(seen.path, |operation| operation.path);
        let fits = |patterns: &[Pattern], fit: &dyn Fn(&Pattern) -> bool| {
            patterns.is_empty() || patterns.iter().any(fit)
        };
        fits(&self.operations, &|pattern| pattern.matches(id))
            && fits(&self.groups, &|pattern| inside(pattern, group))
            && fits(&self.routes, &|pattern| pattern.matches(route) || pattern.matches(seen.path))
            && (self.methods.is_empty() || self.methods.iter().any(|method| method == seen.method))
            && self.inputs.iter().all(|(input, pattern)| input.carries(seen, pattern))
    }
}

/// What a text has to be for a pattern.
type Fit = fn(&Pattern, &str) -> bool;

fn same(pattern: &Pattern, text: &str) -> bool {
    pattern.matches(text)
}

/// A group, or one within it.
fn inside(pattern: &Pattern, group: &str) -> bool {
    let outer = group.match_indices('.').map(|(end, _)| &group[..end]);
    pattern.matches(group) || outer.into_iter().any(|group| pattern.matches(group))
}

/// Patterns, each of which has to fit something that there is.
fn patterns<'s, I: Iterator<Item = &'s str>>(
    at: Option<At<'_>>,
    what: &str,
    known: Option<&dyn Fn() -> I>,
    fit: Fit,
) -> Result<Vec<Pattern>, Misread> {
    let Some(at) = at else { return Ok(Vec::new()) };
    let pattern = |at: &At<'_>| {
        let pattern = Pattern::new(at.text()?);
        match known {
            Some(known) if !known().any(|name| fit(&pattern, name)) => {
                let text = pattern.text();
                let advice = instead(known(), text);
                Err(at.wrong(format!("no {what} is called '{}'; {advice}", shorten(text))))
            }
            _ => Ok(pattern),
        }
    };
    at.one_or_list()?.iter().map(pattern).collect()
}

fn method(at: &At<'_>) -> Result<String, Misread> {
    const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
    let method = at.text()?.to_uppercase();
    match METHODS.contains(&method.as_str()) {
        true => Ok(method),
        false => Err(at.expected("a method such as GET or POST")),
    }
}

fn input((name, at): (&str, At<'_>)) -> Result<(Input, Pattern), Misread> {
    const PLACES: &str = "expected the place of a value, such as 'path.instance_id', \
                          'query.limit', 'header.x-language' or 'body.volume.size'";
    let input = match name.split_once('.') {
        Some(("path", name)) => Input::Path(name.to_owned()),
        Some(("query", name)) => Input::Query(name.to_owned()),
        Some(("header", name)) => Input::Header(name.to_lowercase()),
        Some(("body", path)) => Input::Body(path.split('.').map(str::to_owned).collect()),
        _ => return Err(at.wrong(PLACES)),
    };
    Ok((input, Pattern::new(at.text()?)))
}

impl Input {
    fn carries(&self, seen: &Seen<'_>, pattern: &Pattern) -> bool {
        match self {
            Self::Path(name) => {
                let mut named = seen.parameters.iter().filter(|(known, _)| known == name);
                named.any(|(_, value)| pattern.matches(value))
            }
            Self::Query(name) => form_urlencoded::parse(seen.query.as_bytes())
                .any(|(known, value)| known == *name && pattern.matches(&value)),
            Self::Header(name) => seen
                .headers
                .get_all(name)
                .iter()
                .any(|value| value.to_str().is_ok_and(|value| pattern.matches(value))),
            Self::Body(path) => serde_json::from_slice::<Value>(seen.body)
                .is_ok_and(|body| holds(&body, path, pattern)),
        }
    }
}

fn holds(value: &Value, path: &[String], pattern: &Pattern) -> bool {
    if let Value::Array(items) = value {
        return items.iter().any(|item| holds(item, path, pattern));
    }
    match path.split_first() {
        Some((name, rest)) => value.get(name).is_some_and(|value| holds(value, rest, pattern)),
        None => match value {
            Value::String(text) => pattern.matches(text),
            other => pattern.matches(&other.to_string()),
        },
    }
}
