//! The quick looks agree with the long ones: what they call right is right, in all operations of the service and in
//! requests that are changed in many ways.

mod values;

use std::borrow::Cow;

use fastrand::Rng;
use hyper::HeaderMap;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::Value;
use taurusdb_descriptor_types::check::{self, Request, Rules};
use taurusdb_descriptor_types::{Location, Operation};
use taurusdb_descriptors::{EXAMPLES, SERVICE};

use super::outside::Outside;
use super::plan::Plan;
use super::quick::Read;
use super::{fits, json, quick};

/// A request whose path, query and headers are decoded.
#[derive(Debug, Default)]
struct Asked {
    path: Vec<(&'static str, String)>,
    query: String,
    headers: HeaderMap,
    body: Option<String>,
}

/// What the looks at many requests came to.
#[derive(Debug, Default)]
struct Tally {
    /// Bodies that are JSON, and how many of them the quick reader reads.
    read: usize,
    quickly: usize,
    /// Requests in which nothing is found, and how many of them are certain at a quick look.
    right: usize,
    certain: usize,
    /// Requests in which something is found.
    wrong: usize,
    /// Requests that the quick look calls right, and in which something is found.
    missed: Vec<String>,
}

impl Asked {
    /// Looks at it by a plan, and by the description of an operation.
    fn hold(&self, plan: &Plan, operation: &'static Operation, tally: &mut Tally) {
        let read = match &self.body {
            Some(text) => {
                let (quick, long) = (quick::read(text, plan), json::read(text));
                tally.read += usize::from(long.is_ok());
                tally.quickly += usize::from(quick.is_some());
                if let Some(quick) = quick {
                    // Numbers are the same only if they are written the same: 1 and 1.0 are not.
                    let long = long.map(|long| long.to_value());
                    assert_eq!(Ok(quick.data.to_value()), long, "{text}");
                    Some(quick)
                } else if let Ok(data) = long {
                    Some(Read { data, fits: false, open: Vec::new() })
                } else {
                    return;
                }
            }
            None => None,
        };
        let path = self.path.iter().map(|(name, value)| (*name, Cow::Borrowed(&**value)));
        let Ok(outside) = Outside::of(path.collect(), &self.query, &self.headers) else { return };
        let is_certain = fits::certainly(plan, &outside, read.as_ref());
        let headers = outside.headers(operation);
        let request = Request {
            operation,
            parameters: outside.sent(&headers),
            body: read.as_ref().map(|read| read.data.to_json()),
            has_data: false,
        };
        let found = check::request(&request, Rules::STRICT);
        let is_right = found.violations.is_empty()
            && found.unknown.is_empty()
            && outside.path.iter().all(|(_, value)| !value.is_empty());
        match (is_right, is_certain) {
            (true, _) => {
                tally.right += 1;
                tally.certain += usize::from(is_certain);
            }
            (false, false) => tally.wrong += 1,
            (false, true) => tally.missed.push(format!("{}: {found:?} {self:?}", operation.id)),
        }
    }
}

/// Requests of an operation, of which about a half are right.
fn requests(operation: &'static Operation, random: &mut Rng, count: usize) -> Vec<Asked> {
    let examples = EXAMPLES.of(operation.id).iter().filter(|one| one.status.is_none());
    let examples: Vec<Value> =
        examples.filter_map(|one| serde_json::from_str(one.body).ok()).collect();
    let mut one = || {
        let mut asked = Asked::default();
        for parameter in operation.parameters {
            let is_path = parameter.location == Location::Path;
            if !is_path && !parameter.is_mandatory() && random.bool() {
                continue;
            }
            let times = if random.u8(..12) == 0 { 2 } else { 1 };
            for _ in 0..times {
                let value = values::parameter(parameter, random);
                match parameter.location {
                    Location::Path => asked.path.push((parameter.name, value)),
                    Location::Query => {
                        let mut pairs = form_urlencoded::Serializer::new(asked.query);
                        asked.query = pairs.append_pair(parameter.name, &value).finish();
                    }
                    Location::Header => {
                        let name = HeaderName::from_bytes(parameter.name.as_bytes()).unwrap();
                        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
                            asked.headers.append(name, value);
                        }
                    }
                }
            }
        }
        if random.u8(..20) == 0 {
            asked.query += "&more=1";
        }
        asked.body = operation.request.filter(|_| random.u8(..20) > 0).map(|schema| {
            let mut body = match examples.get(random.usize(..examples.len() * 2 + 1)) {
                Some(example) => example.clone(),
                None => values::object(schema, random, 0),
            };
            for _ in 0..random.u8(..3) {
                values::change(&mut body, random);
            }
            values::written(&body, random)
        });
        asked
    };
    (0..count).map(|_| one()).collect()
}

#[test]
fn what_fits_at_a_quick_look_breaks_nothing() {
    let mut random = Rng::with_seed(19);
    let mut tally = Tally::default();
    for operation in SERVICE.operations() {
        let plan = Plan::of(operation);
        let count = if operation.request.is_some() { 300 } else { 60 };
        for asked in requests(operation, &mut random, count) {
            asked.hold(&plan, operation, &mut tally);
        }
    }
    assert!(tally.missed.is_empty(), "{} {:#?}", tally.missed.len(), tally.missed.first());
    // The looks are worth it, and there was something to find.
    assert!(tally.quickly * 10 > tally.read * 8, "{tally:?}");
    assert!(tally.certain * 10 > tally.right * 8, "{tally:?}");
    assert!(tally.right > 5_000 && tally.wrong > 5_000, "{tally:?}");
}

/// What a quick look by another description calls right is not: so the test above can fail.
#[test]
fn a_look_by_another_description_is_noticed() {
    let mut random = Rng::with_seed(23);
    let mut tally = Tally::default();
    let operations: Vec<_> = SERVICE.operations().filter(|one| one.request.is_some()).collect();
    for (operation, other) in operations.iter().zip(operations.iter().skip(1)) {
        let plan = Plan::of(other);
        for asked in requests(other, &mut random, 20) {
            asked.hold(&plan, operation, &mut tally);
        }
    }
    assert!(tally.missed.len() > 300, "{}", tally.missed.len());
}
