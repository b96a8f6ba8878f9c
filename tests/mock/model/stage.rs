//! A world that is filled as far as the resource model says how.

use std::collections::HashMap;

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::Operation;
use taurusdb_descriptors::types::resources::{
    Does, End, FieldPath, Input, MatchKey, Parent, Reading, Resource, Source, Step, Word,
};
use taurusdb_emit::ValidCall;

use super::asking::{Given, add, complete, given, vary};
use super::steps::{input, input_of, is_ref, makers, makes, steps};
use crate::mock::driver::{Record, Request, depth, text};
use crate::mock::wire::Wire;

/// The records that a request is to be about, by resource.
pub(crate) type Pins = HashMap<&'static str, Record>;

pub(crate) struct Stage<'c> {
    pub(crate) wire: Wire,
    /// Whether new things are paid in advance.
    pub(crate) is_prepaid: bool,
    calls: &'c HashMap<String, ValidCall>,
}

/// How deep the things that a new one needs may need others.
const DEEPEST: usize = 6;

impl<'c> Stage<'c> {
    pub(crate) fn new(wire: Wire, calls: &'c HashMap<String, ValidCall>) -> Self {
        Self { wire, is_prepaid: false, calls }
    }

    pub(crate) fn records(&self, resource: &str) -> Vec<Record> {
        self.wire.mock.records(resource)
    }

    /// A record and all that it lies under.
    pub(crate) fn pins(&self, resource: &'static Resource, record: &Record) -> Pins {
        let mut pins = Pins::from([(resource.name, record.clone())]);
        let (mut resource, mut record) = (resource, record.clone());
        while let Parent::Resource(name) = resource.parent {
            let above = self.records(name);
            let Some(parent) = above.into_iter().find(|one| one["_seq"] == record["_parent"])
            else {
                break;
            };
            pins.insert(name, parent.clone());
            (resource, record) = (SERVICE.resource(name).expect("it is described"), parent);
        }
        pins
    }

    /// A call that fits its description and names records that there are: those that are pinned, or else new
    /// ones and those that other things brought along.
    pub(crate) fn request(
        &mut self,
        operation: &'static Operation,
        pins: &mut Pins,
        complete: impl FnOnce(&mut Request),
        deep: usize,
    ) -> Result<Request, String> {
        let mut request = Request::of(operation, &self.calls[operation.id]);
        complete(&mut request);
        let mut refs: Vec<_> = operation.refs.iter().collect();
        refs.sort_by_key(|(_, targets)| depth(targets[0].resource));
        for (input, targets) in refs {
            if !request.has(*input) {
                continue;
            }
            let target = targets.iter().find(|target| pins.contains_key(target.resource));
            let target = target.unwrap_or(&targets[0]);
            let resource = SERVICE.resource(target.resource).expect("it is described");
            let Some(record) = self.one(resource, pins, deep)? else { continue };
            let attribute =
                target.attribute.or(resource.id.first().copied()).expect("it has an id");
            request.set(*input, &text(&record[attribute.0]));
            let above = self.pins(resource, &record);
            pins.extend(above);
        }
        Ok(request)
    }

    /// A record of a resource, under what is pinned; nothing if there need not be one.
    fn one(
        &mut self,
        resource: &'static Resource,
        pins: &Pins,
        deep: usize,
    ) -> Result<Option<Record>, String> {
        if let Some(record) = pins.get(resource.name) {
            return Ok(Some(record.clone()));
        }
        let newest = |stage: &Self| {
            let mut all = stage.records(resource.name);
            if let Parent::Resource(parent) = resource.parent
                && let Some(above) = pins.get(parent)
            {
                all.retain(|record| record["_parent"] == above["_seq"]);
            }
            all.pop()
        };
        if let Some(record) = newest(self) {
            return Ok(Some(record));
        }
        if resource.outside {
            return Ok(None);
        }
        self.make(resource, pins, deep + 1).map(|(record, _)| Some(record))
    }

    /// A new record, and what its attributes were given; or why there is none.
    pub(crate) fn make(
        &mut self,
        resource: &'static Resource,
        pins: &Pins,
        deep: usize,
    ) -> Result<(Record, Given), String> {
        if deep > DEEPEST {
            return Err("what it needs needs too much".to_owned());
        }
        let mut reason = "no operation makes it".to_owned();
        for operation in makers(resource) {
            match self.made_by(operation, resource, pins, deep) {
                Ok(made) => return Ok(made),
                Err(why) => reason = why,
            }
        }
        Err(reason)
    }

    pub(crate) fn made_by(
        &mut self,
        operation: &'static Operation,
        resource: &'static Resource,
        pins: &Pins,
        deep: usize,
    ) -> Result<(Record, Given), String> {
        // Of several, the last one makes the newest record.
        let step = steps(resource, operation).filter(|step| makes(step)).last();
        let step = step.expect("it makes it");
        let mut pins = pins.clone();
        pins.remove(resource.name);
        let before = self.records(resource.name);
        let mut request =
            self.request(operation, &mut pins, |request| complete(request, step), deep)?;
        self.tell_apart(&mut request);
        if let Some(prepaid) = resource.prepaid
            && self.is_prepaid
            && let Some(input) = input_of(step, prepaid.attribute)
        {
            request.put(input, None, prepaid.is.into());
            let mut more = [Input::Body(FieldPath("charge_info.period_type"))].to_vec();
            more.push(Input::Body(FieldPath("charge_info.period_num")));
            more.into_iter().for_each(|input| add(&mut request, input));
        }
        let (status, answer) = request.send(&mut self.wire);
        if status >= 300 {
            return Err(format!("{}: {status} {answer}\n{:?}", operation.id, request.body));
        }
        let is_new = |record: &Record| before.iter().all(|old| old["_seq"] != record["_seq"]);
        let record = self.records(resource.name).into_iter().rfind(is_new);
        // What was put may have been there.
        let put = || {
            let ids: Option<Vec<_>> = resource
                .id
                .iter()
                .map(|path| Some((path.0, request.value(input_of(step, *path)?)?)))
                .collect();
            let ids = ids.filter(|ids| step.does == Does::Put && !ids.is_empty())?;
            let above = match resource.parent {
                Parent::Resource(name) => pins.get(name),
                Parent::Project => None,
            };
            let is_it = |record: &Record| {
                above.is_none_or(|above| record["_parent"] == above["_seq"])
                    && ids.iter().all(|(name, value)| text(&record[*name]) == text(value))
            };
            self.records(resource.name).into_iter().rfind(is_it)
        };
        let record = record
            .or_else(put)
            .ok_or_else(|| format!("{} makes none: {:?} {answer}", operation.id, request.body))?;
        let given = given(&request, step, &record);
        Ok((record, given))
    }

    /// Gives all that a call makes ids and names that nothing has yet.
    fn tell_apart(&self, request: &mut Request) {
        let operation = request.operation;
        for resource in SERVICE.resources {
            let before = self.records(resource.name);
            for step in steps(resource, operation).filter(|step| makes(step)) {
                for attribute in resource.id.iter().chain(&resource.label) {
                    let taken = |value: &Value| {
                        before.iter().any(|record| text(&record[attribute.0]) == text(value))
                    };
                    if let Some(input) = input_of(step, *attribute)
                        && let Some(value) = request.value(input)
                        && taken(&value)
                        && !is_ref(operation, input)
                    {
                        vary(request, input, |value| !taken(value));
                    }
                }
            }
        }
    }

    /// The request of a step that is done to a record.
    pub(crate) fn about(
        &mut self,
        operation: &'static Operation,
        step: &'static Step,
        resource: &'static Resource,
        record: &Record,
    ) -> Result<Request, String> {
        let mut pins = self.pins(resource, record);
        let mut request =
            self.request(operation, &mut pins, |request| complete(request, step), 0)?;
        for (key, source) in step.matches {
            let MatchKey::Value(Reading { through: [], end: End::Attribute(path) }) = key else {
                continue;
            };
            match input(source) {
                Some(input) => request.put(input, None, record[path.0].clone()),
                None if *source == Source::Word(Word::Key) => {
                    let key = text(&record[path.0]);
                    if let Some(Input::Body(map)) = step.each.first() {
                        let value = request.value(step.each[0]).unwrap_or_else(|| "1".into());
                        request.put(Input::Body(*map), Some(&key), value);
                    }
                }
                None => {}
            }
        }
        Ok(request)
    }
}
