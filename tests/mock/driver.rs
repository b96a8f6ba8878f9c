//! Calls that fit their description, about records that there are.

use std::collections::HashMap;

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::check::{self, Rules, Sent, Violation};
use taurusdb_descriptors::types::resources::{Input, Parent, Resource};
use taurusdb_descriptors::types::{Location, Operation, Parameter};
use taurusdb_emit::ValidCall;
use taurusdb_spec::Api;
use taurusdb_tests::root;

use super::wire::Wire;

/// A valid call of each operation, by id.
pub(crate) fn valid_calls() -> HashMap<String, ValidCall> {
    let api = Api::load(&root().join("spec")).expect("the committed specification");
    let calls = taurusdb_emit::valid_calls(&api);
    calls.into_iter().map(|call| (call.operation.clone(), call)).collect()
}

/// A request, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) operation: &'static Operation,
    path: HashMap<String, String>,
    query: Vec<(String, String)>,
    pub(crate) body: Option<Value>,
}

impl Request {
    pub(crate) fn of(operation: &'static Operation, call: &ValidCall) -> Self {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let at = |location: Location| {
            let all = call.parameters.iter().filter(move |(at, ..)| *at == location);
            all.map(move |(_, name, value)| (name.clone(), text(value)))
        };
        Self {
            operation,
            path: at(Location::Path).collect(),
            query: at(Location::Query).collect(),
            body: call.body.clone().map(Value::Object),
        }
    }

    pub(crate) fn set(&mut self, input: Input, value: &str) {
        match input {
            Input::Path(name) => {
                self.path.insert(name.to_owned(), value.to_owned());
            }
            Input::Query(name) => {
                self.query.retain(|(known, _)| known != name);
                self.query.push((name.to_owned(), value.to_owned()));
            }
            Input::Body(path) => {
                if let Some(body) = &mut self.body {
                    replace(body, path.0, value);
                }
            }
        }
    }

    /// Leaves a parameter of the query out.
    pub(crate) fn leave_out(&mut self, name: &str) {
        self.query.retain(|(known, _)| known != name);
    }

    /// Leaves out what stands at an input: a parameter of the query, or a field at the top of the body.
    pub(crate) fn remove(&mut self, input: Input) {
        match (input, self.body.as_mut().and_then(Value::as_object_mut)) {
            (Input::Query(name), _) => self.leave_out(name),
            (Input::Body(path), Some(body)) => drop(body.remove(path.0)),
            _ => {}
        }
    }

    pub(crate) fn has(&self, input: Input) -> bool {
        match input {
            Input::Path(_) => true,
            Input::Query(name) => self.query.iter().any(|(known, _)| known == name),
            Input::Body(path) => self.body.as_ref().is_some_and(|body| is_there(body, path.0)),
        }
    }

    /// What stands at an input: in the first element of each list on the way, in the first entry of each map.
    pub(crate) fn value(&self, input: Input) -> Option<Value> {
        match input {
            Input::Path(name) => self.path.get(name).map(|value| value.as_str().into()),
            Input::Query(name) => {
                let found = self.query.iter().find(|(known, _)| known == name);
                found.map(|(_, value)| value.as_str().into())
            }
            Input::Body(path) => first(self.body.as_ref()?, path.0).cloned(),
        }
    }

    /// Lets a value stand at an input, and makes what is missing on the way. Lists on the way have one element
    /// from then on, and maps one entry: that of `key`, if one is given.
    pub(crate) fn put(&mut self, input: Input, key: Option<&str>, value: Value) {
        match input {
            Input::Body(path) => put(self.body.get_or_insert(Value::Null), path.0, key, value),
            other => self.set(other, &text(&value)),
        }
    }

    /// What the request breaks of the description of its operation.
    pub(crate) fn broken(&self) -> Vec<String> {
        let sent = |location, name, value| Sent { location, name, value };
        let path = self.path.iter().map(|(name, value)| sent(Location::Path, &**name, &**value));
        let query = self.query.iter().map(|(name, value)| sent(Location::Query, &**name, &**value));
        let request = check::Request {
            operation: self.operation,
            parameters: path.chain(query).collect(),
            body: self.body.as_ref().map(Into::into),
            has_data: false,
        };
        let rules = Rules { most: usize::MAX, ..Rules::STRICT };
        let found = check::request(&request, rules).violations.into_iter();
        let is_own = |found: &Violation| {
            found.location() != Some(Location::Header) && found.path() != Parameter::PROJECT_ID
        };
        found.filter(is_own).map(|found| found.to_string()).collect()
    }

    /// Path and query.
    pub(crate) fn path(&self) -> String {
        let mut path = self.operation.path.to_owned();
        for (name, value) in &self.path {
            path = path.replace(&format!("{{{name}}}"), &encoded(value));
        }
        for (index, (name, value)) in self.query.iter().enumerate() {
            path += &format!("{}{name}={}", if index == 0 { '?' } else { '&' }, encoded(value));
        }
        path
    }

    pub(crate) fn send(&self, wire: &mut Wire) -> (u16, Value) {
        let path = self.path();
        wire.ask(self.operation.method.as_str(), &path, self.body.as_ref())
    }
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}

fn is_there(value: &Value, path: &str) -> bool {
    let Some((field, rest)) = step(path) else { return true };
    match value.get(field) {
        Some(Value::Array(items)) => items.iter().any(|item| is_there(item, rest)),
        Some(inner) => is_there(inner, rest),
        None => false,
    }
}

/// Replaces what stands at a path, in each element of the lists on the way.
fn replace(value: &mut Value, path: &str, with: &str) {
    let Some((field, rest)) = step(path) else {
        *value = with.into();
        return;
    };
    match value.get_mut(field) {
        Some(Value::Array(items)) => items.iter_mut().for_each(|item| replace(item, rest, with)),
        Some(inner) => replace(inner, rest, with),
        None => {}
    }
}

/// What a body has at an input, in the first element of each list on the way.
pub(crate) fn first_at(body: &Value, input: Input) -> Option<Value> {
    let Input::Body(path) = input else { return None };
    first(body, path.0).filter(|value| !value.is_null()).cloned()
}

fn first<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let Some((field, rest)) = step(path) else { return Some(value) };
    let is_map = path.split('.').next().is_some_and(|name| name.ends_with("{}"));
    match value.get(field.trim_end_matches("{}"))? {
        Value::Array(items) if !rest.is_empty() || path.ends_with("[]") => {
            first(items.first()?, rest)
        }
        Value::Object(fields) if is_map => first(fields.values().next()?, rest),
        inner => first(inner, rest),
    }
}

fn put(value: &mut Value, path: &str, key: Option<&str>, with: Value) {
    let Some((field, rest)) = step(path) else {
        *value = with;
        return;
    };
    if !value.is_object() {
        *value = Value::Object(serde_json::Map::new());
    }
    let name = path.split('.').next().unwrap_or_default();
    let fields = value.as_object_mut().expect("it was made one");
    let inner = fields.entry(field.trim_end_matches("{}")).or_insert(Value::Null);
    if name.ends_with("[]") {
        let mut items = inner.as_array().cloned().unwrap_or_default();
        items.resize(1, Value::Null);
        put(&mut items[0], rest, key, with);
        *inner = items.into();
    } else if name.ends_with("{}") {
        let (known, mut entry) = match inner.as_object().and_then(|map| map.iter().next()) {
            Some((known, entry)) => (known.clone(), entry.clone()),
            None => ("key".to_owned(), Value::Null),
        };
        put(&mut entry, rest, None, with);
        let key = key.map_or(known, str::to_owned);
        *inner = Value::Object([(key, entry)].into_iter().collect());
    } else {
        put(inner, rest, key, with);
    }
}

fn step(path: &str) -> Option<(&str, &str)> {
    if path.is_empty() {
        return None;
    }
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    Some((first.trim_end_matches("[]"), rest))
}

/// A record, as the server shows it to its owner.
pub(crate) type Record = Value;

/// The request of an operation about records that there are, chosen by `choose`; nothing if one is
/// missing.
pub(crate) fn about(
    wire: &Wire,
    operation: &'static Operation,
    call: &ValidCall,
    mut choose: impl FnMut(usize) -> usize,
) -> Option<(Request, Vec<(&'static str, Record)>)> {
    let mut request = Request::of(operation, call);
    let mut chosen: Vec<(&'static str, Record)> = Vec::new();
    let mut refs: Vec<_> = operation.refs.iter().collect();
    refs.sort_by_key(|(_, targets)| depth(targets[0].resource));
    for (input, targets) in refs {
        if !request.has(*input) {
            continue;
        }
        let target = &targets[0];
        let resource = SERVICE.resource(target.resource).expect("it is described");
        let known =
            chosen.iter().find(|(name, _)| *name == resource.name && target.attribute.is_some());
        let record = match known {
            Some((_, record)) => record.clone(),
            None => {
                let mut all = wire.mock.records(resource.name);
                if let Parent::Resource(parent) = resource.parent
                    && let Some((_, above)) = chosen.iter().rev().find(|(name, _)| *name == parent)
                {
                    all.retain(|record| record["_parent"] == above["_seq"]);
                }
                if all.is_empty() && resource.outside {
                    continue;
                }
                if all.is_empty() {
                    return None;
                }
                all.swap_remove(choose(all.len()))
            }
        };
        let attribute = target.attribute.or(resource.id.first().copied())?;
        request.set(*input, &text(&record[attribute.0]));
        chosen.push((resource.name, record));
    }
    Some((request, chosen))
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(crate) fn depth(resource: &str) -> usize {
    let mut depth = 0;
    let mut at = SERVICE.resource(resource);
    while let Some(Resource { parent: Parent::Resource(parent), .. }) = at {
        depth += 1;
        at = SERVICE.resource(parent);
    }
    depth
}
