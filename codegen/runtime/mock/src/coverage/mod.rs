//! Which operations and fields a test run has exercised.

mod fields;
mod shape;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::BuildHasherDefault;

use hyper::HeaderMap;
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

/// What was exercised, by operation.
#[derive(Debug, Default)]
pub(crate) struct Coverage(HashMap<&'static str, Exercised>);

#[derive(Debug, Default)]
struct Exercised {
    calls: u64,
    statuses: BTreeMap<u16, u64>,
    codes: BTreeMap<String, u64>,
    parameters: BTreeSet<&'static str>,
    request: Fields,
    answer: Fields,
    /// The shapes of bodies whose fields are known.
    shapes: HashSet<Shape>,
}

/// Fields by the address of their schema and their position in it.
type Fields = HashSet<Exercise, BuildHasherDefault<Spread>>;

/// A request and its answer, as far as coverage is about them.
pub(crate) struct Seen<'r> {
    pub(crate) operation: &'static Operation,
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    /// The body that was sent, and its shape, if it was read.
    pub(crate) sent: &'r [u8],
    pub(crate) shape: Option<Shape>,
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<&'r str>,
    pub(crate) answer: &'r [u8],
}

impl Coverage {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Notes a request and its answer.
    pub(crate) fn add(&mut self, seen: &Seen<'_>) {
        let exercised = self.0.entry(seen.operation.id).or_default();
        exercised.calls += 1;
        if let Some(status) = seen.status {
            *exercised.statuses.entry(status).or_default() += 1;
        }
        if let Some(code) = seen.code {
            match exercised.codes.get_mut(code) {
                Some(count) => *count += 1,
                None => drop(exercised.codes.insert(code.to_owned(), 1)),
            }
        }
        let operation = seen.operation;
        exercised
            .parameters
            .extend(operation.parameters_in(Location::Path).map(|known| known.name));
        if !seen.query.is_empty() {
            let sent: Vec<_> = form_urlencoded::parse(seen.query.as_bytes()).collect();
            let named = operation.parameters_in(Location::Query);
            let named = named.filter(|known| sent.iter().any(|(name, _)| name == known.name));
            exercised.parameters.extend(named.map(|known| known.name));
        }
        let named = operation.parameters_in(Location::Header);
        let named = named.filter(|known| seen.headers.contains_key(known.name));
        exercised.parameters.extend(named.map(|known| known.name));
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
            .map(|operation| self.0.get(operation.id).unwrap_or(&nothing).report(operation))
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

impl Exercised {
    fn report(&self, operation: &'static Operation) -> Value {
        let mut request = Lists::default();
        for parameter in operation.parameters {
            request.add(parameter.name.to_owned(), self.parameters.contains(parameter.name));
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
