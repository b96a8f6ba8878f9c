//! Which operations and fields a test run has exercised.

mod fields;
mod shape;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasherDefault;

use hyper::HeaderMap;
use hyper::header::HeaderName;
use serde_json::{Value, json};
use taurusdb_descriptor_types::{Location, Operation, Schema, Service};

use crate::state::Spread;
use fields::{Exercise, address, fields};
pub(crate) use shape::{Shape, Shapes};

/// After so many answers of an operation, only every so often one is looked at: bodies of answers
/// are long, and repeat themselves.
const LOOKED_AT: u64 = 64;

/// How many shapes of bodies are remembered of an operation.
const SHAPES: usize = 256;

/// What was exercised, by the position of the operation in its service.
#[derive(Debug, Default)]
pub(crate) struct Coverage(Vec<Exercised>);

#[derive(Debug, Default)]
struct Exercised {
    calls: u64,
    statuses: BTreeMap<u16, u64>,
    codes: BTreeMap<String, u64>,
    /// Whether each of the operation's parameters was; empty before the first call.
    parameters: Vec<bool>,
    request: Fields,
    answer: Fields,
    /// The shapes of bodies whose fields are known.
    shapes: HashSet<Shape, BuildHasherDefault<Spread>>,
}

/// Fields by the address of their schema and their position in it.
type Fields = HashSet<Exercise, BuildHasherDefault<Spread>>;

/// A request and its answer, as far as coverage is about them.
pub(crate) struct Seen<'r> {
    pub(crate) operation: &'static Operation,
    /// Position among the operations of the service.
    pub(crate) index: usize,
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    /// The body that was sent, and its shape, if it was read.
    pub(crate) sent: &'r [u8],
    pub(crate) shape: Option<Shape>,
    pub(crate) status: Option<u16>,
    pub(crate) answer: &'r [u8],
}

impl Coverage {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Notes a request and its answer, and the error code that this has.
    pub(crate) fn add(&mut self, seen: &Seen<'_>, code: Option<&str>) {
        if self.0.len() <= seen.index {
            self.0.resize_with(seen.index + 1, Exercised::default);
        }
        let exercised = &mut self.0[seen.index];
        exercised.calls += 1;
        if let Some(status) = seen.status {
            *exercised.statuses.entry(status).or_default() += 1;
        }
        if let Some(code) = code {
            match exercised.codes.get_mut(code) {
                Some(count) => *count += 1,
                None => drop(exercised.codes.insert(code.to_owned(), 1)),
            }
        }
        let operation = seen.operation;
        exercised.parameters.resize(operation.parameters.len(), false);
        let mut query = None;
        let places = operation.parameters.iter().zip(&mut exercised.parameters);
        for (known, is_exercised) in places.filter(|(_, is_exercised)| !**is_exercised) {
            *is_exercised = match known.location {
                Location::Path => true,
                Location::Query if seen.query.is_empty() => false,
                Location::Query => query
                    .get_or_insert_with(|| names(seen.query))
                    .iter()
                    .any(|name| name == known.name),
                Location::Header => {
                    let mut names = seen.headers.keys().map(HeaderName::as_str);
                    names.any(|name| name.eq_ignore_ascii_case(known.name))
                }
            };
        }
        if !seen.shape.is_some_and(|shape| exercised.shapes.contains(&shape)) {
            exercised.request.extend(fields(operation.request, seen.sent));
            if exercised.shapes.len() < SHAPES {
                exercised.shapes.extend(seen.shape);
            }
        }
        let is_success = seen.status.is_some_and(|status| status / 100 == 2);
        if is_success && (exercised.calls <= LOOKED_AT || exercised.calls.is_power_of_two()) {
            let success = operation.success().and_then(|response| response.schema);
            exercised.answer.extend(fields(success, seen.answer));
        }
    }

    /// The report: what was called, with which fields, and what was not.
    pub(crate) fn report(&self, service: &'static Service) -> Value {
        let nothing = Exercised::default();
        let operations: Vec<_> = service
            .operations()
            .enumerate()
            .map(|(index, operation)| self.0.get(index).unwrap_or(&nothing).report(operation))
            .collect();
        let called = operations.iter().filter(|report| report["calls"] != 0).count();
        let total = |side: &str, what: &str| -> usize {
            let lists = operations.iter().filter_map(|report| report[side][what].as_array());
            lists.map(Vec::len).sum()
        };
        let side = |side: &str| {
            let exercised = total(side, "exercised");
            json!({ "exercised": exercised, "of": exercised + total(side, "missing") })
        };
        json!({
            "operations": { "exercised": called, "of": operations.len() },
            "request_fields": side("request"),
            "answer_fields": side("answer"),
            "by_operation": operations,
        })
    }
}

/// The names in a query.
fn names(query: &str) -> Vec<Cow<'_, str>> {
    form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name).collect()
}

impl Exercised {
    fn report(&self, operation: &'static Operation) -> Value {
        let mut request = Lists::default();
        let exercised = operation.parameters.iter().zip(&self.parameters);
        let is_exercised =
            |name: &str| exercised.clone().any(|(known, it)| *it && known.name == name);
        for parameter in operation.parameters {
            request.add(parameter.name.to_owned(), is_exercised(parameter.name));
        }
        request.schema(operation.request, &self.request, "", &mut Vec::new());
        let mut answer = Lists::default();
        let success = operation.success().and_then(|response| response.schema);
        answer.schema(success, &self.answer, "", &mut Vec::new());
        let statuses: BTreeMap<_, _> =
            self.statuses.iter().map(|(status, count)| (status.to_string(), count)).collect();
        json!({
            "operation": operation.id,
            "calls": self.calls,
            "statuses": statuses,
            "error_codes": self.codes,
            "request": request.json(),
            "answer": answer.json(),
        })
    }
}

/// Names of fields, exercised or not.
#[derive(Default)]
struct Lists {
    exercised: Vec<String>,
    missing: Vec<String>,
}

impl Lists {
    fn add(&mut self, name: String, is_exercised: bool) {
        if is_exercised { &mut self.exercised } else { &mut self.missing }.push(name);
    }

    fn schema(
        &mut self,
        schema: Option<&'static Schema>,
        exercised: &Fields,
        prefix: &str,
        open: &mut Vec<usize>,
    ) {
        let Some(schema) = schema else { return };
        let address = address(schema);
        // A schema may contain itself.
        if open.contains(&address) {
            return;
        }
        open.push(address);
        for (index, field) in schema.fields.iter().enumerate() {
            let path = format!("{prefix}{}", field.name);
            self.add(path.clone(), exercised.contains(&(address, index)));
            self.schema(field.kind.schema(), exercised, &format!("{path}."), open);
        }
        open.pop();
    }

    fn json(&self) -> Value {
        json!({ "exercised": self.exercised, "missing": self.missing })
    }
}
