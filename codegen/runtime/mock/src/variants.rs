//! Several operations with one method and path: which of them a body means.

use std::collections::HashMap;

use serde_json::{Map, Value};
use taurusdb_descriptor_types::check::{self, Request, Rules};
use taurusdb_descriptor_types::{Examples, Field, Operation};

/// How much is counted of what is wrong: one body in a thousand breaks more.
const MOST: usize = 50;

/// The operations that share their method and path with others.
#[derive(Default)]
pub(crate) struct Variants {
    /// What the examples of each show at the top of its body, by its position in the service.
    shown: HashMap<usize, Vec<(String, Value)>>,
}

impl Variants {
    /// Adds an operation that is told apart from others by its body.
    pub(crate) fn add(&mut self, index: usize, operation: &Operation, examples: &Examples) {
        let requests = examples.of(operation.id).iter().filter(|one| one.status.is_none());
        let bodies = requests.filter_map(|one| serde_json::from_str::<Map<_, _>>(one.body).ok());
        let plain = bodies.flatten().filter(|(_, value)| value.is_string() || value.is_boolean());
        self.shown.insert(index, plain.collect());
    }

    /// The operation that is meant: the one whose examples have most of the words that were sent, or else
    /// the one whose description the body breaks least and has most in common with; the first of equals.
    pub(crate) fn meant(
        &self,
        all: impl Iterator<Item = usize>,
        operations: &[&'static Operation],
        body: &[u8],
    ) -> usize {
        let sent: Option<Value> = serde_json::from_slice(body).ok();
        let fits = |index: &usize| self.fits(*index, operations[*index], sent.as_ref());
        let best =
            |best: usize, index: usize| if fits(&index) > fits(&best) { index } else { best };
        all.reduce(best).expect("at least two have the route")
    }

    /// How well a body fits an operation; more is better.
    fn fits(
        &self,
        index: usize,
        operation: &'static Operation,
        sent: Option<&Value>,
    ) -> (usize, isize, usize) {
        let fields = sent.and_then(Value::as_object);
        let Some(schema) = operation.request else {
            // Without a body, whoever takes none is meant.
            return (usize::from(fields.is_none_or(Map::is_empty)), 0, 0);
        };
        let Some(fields) = fields else { return (0, 0, 0) };
        let words = self.shown.get(&index).into_iter().flatten();
        let same = words.filter(|(name, value)| fields.get(name) == Some(value)).count();
        let request = Request {
            operation,
            parameters: Vec::new(),
            body: sent.map(Into::into),
            has_data: false,
        };
        let found = check::request(&request, Rules { most: MOST, ..Rules::STRICT });
        let in_body = found.violations.iter().filter(|one| {
            // What stands outside the body does not tell bodies apart.
            operation.parameters.iter().all(|parameter| parameter.name != one.path())
        });
        let broken = isize::try_from(in_body.count() + found.more).unwrap_or(isize::MAX);
        let is_there = |field: &&Field| fields.contains_key(field.name);
        (same, -broken, schema.fields.iter().filter(is_there).count())
    }
}
