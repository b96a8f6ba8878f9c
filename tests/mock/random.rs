//! Random rows of valid calls: what was created is shown and listed, what was deleted is gone.

use std::collections::HashMap;

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::resources::{IdShape, Kind, Parent, Reading, Resource, Source};
use taurusdb_descriptors::types::{Effect, Operation};
use taurusdb_emit::ValidCall;
use taurusdb_mock::runtime::Clock;

use super::driver::{Record, about, text, valid_calls};
use super::shape::misfits;
use super::wire::Wire;

/// Status and answer of a call, and the records that it was about, by resource.
type Called = (u16, Value, Vec<(&'static str, Record)>);

struct Run<'c> {
    wire: Wire,
    calls: &'c HashMap<String, ValidCall>,
    random: fastrand::Rng,
    /// What was called, for the message of a failure.
    log: Vec<String>,
}

impl Run<'_> {
    /// Calls an operation about random records; nothing if there are none.
    fn call(&mut self, operation: &'static Operation) -> Option<Called> {
        let random = &mut self.random;
        let found =
            about(&self.wire, operation, &self.calls[operation.id], |many| random.usize(..many));
        let (request, chosen) = found?;
        let (status, answer) = request.send(&mut self.wire);
        self.log.push(format!("{} {status}", operation.id));
        assert!(status < 500, "{}\n{answer}", self.log.join("\n"));
        if status < 300 {
            let wrong = misfits(operation, &answer);
            assert!(wrong.is_empty(), "{}\n{wrong:?}", self.log.join("\n"));
        }
        Some((status, answer, chosen))
    }

    /// Everything that there is of a resource.
    fn records(&self, resource: &Resource) -> Vec<Record> {
        self.wire.mock.records(resource.name)
    }

    /// Asks for one record by each operation that shows or lists its resource; whether each has it.
    fn is_seen(
        &mut self,
        resource: &'static Resource,
        record: &Record,
    ) -> Vec<(&'static str, bool)> {
        let id = text(&record[resource.id[0].0]);
        let mut seen = Vec::new();
        for name in resource.show.iter().chain(resource.list) {
            let operation = SERVICE.operation(name).expect("it is described");
            let mut found = None;
            // The request has to be about this record, or what it lies under.
            for _ in 0..40 {
                let Some((request, chosen)) =
                    about(&self.wire, operation, &self.calls[*name], |many| {
                        self.random.usize(..many)
                    })
                else {
                    break;
                };
                let is_about = chosen
                    .iter()
                    .all(|(name, one)| *name != resource.name || one["_seq"] == record["_seq"])
                    && match resource.parent {
                        Parent::Project => true,
                        Parent::Resource(parent) => chosen
                            .iter()
                            .all(|(name, one)| *name != parent || one["_seq"] == record["_parent"]),
                    };
                if is_about {
                    let (status, answer) = request.send(&mut self.wire);
                    let has_it = answer.to_string().contains(&format!("\"{id}\""));
                    let is_one_of_several = resource.show.contains(name)
                        && !names(operation, resource)
                        && self.records(resource).len() > 1;
                    let has_place = shows_id(resource, operation) && !is_one_of_several;
                    found = Some(status < 300 && (has_it || !has_place));
                    break;
                }
            }
            seen.extend(found.map(|is| (*name, is)));
        }
        seen
    }

    fn step(&mut self, operation: &'static Operation) {
        let made = SERVICE.resources.iter().find(|one| one.create.contains(&operation.id));
        let gone = SERVICE.resources.iter().find(|one| one.delete.contains(&operation.id));
        let before = made.map(|resource| self.records(resource)).unwrap_or_default();
        let Some((status, answer, chosen)) = self.call(operation) else { return };
        if status >= 300 {
            return;
        }
        let is_plain = |resource: &&Resource| {
            resource.kind == Kind::Entity
                && matches!(resource.id_shape, Some(IdShape::Uuid36 | IdShape::Uuid32(_)))
        };
        if let Some(resource) = made.filter(is_plain) {
            let after = self.records(resource);
            let new =
                after.iter().filter(|one| before.iter().all(|old| old["_seq"] != one["_seq"]));
            for record in new.cloned().collect::<Vec<_>>() {
                for (name, is_there) in self.is_seen(resource, &record) {
                    assert!(is_there, "{}\n{name} does not show {record}", self.log.join("\n"));
                }
            }
            assert!(after.len() >= before.len(), "{}\n{answer}", self.log.join("\n"));
        }
        if let Some(resource) = gone.filter(is_plain)
            && operation.effect != Effect::Read
            && let Some((_, record)) = chosen.iter().rev().find(|(name, _)| *name == resource.name)
        {
            let left = self.records(resource);
            let is_left = left.iter().any(|one| one["_seq"] == record["_seq"]);
            assert!(!is_left, "{}\n{record} is left", self.log.join("\n"));
            self.nothing_is_orphaned();
        }
    }

    /// Everything lies under something that there is.
    fn nothing_is_orphaned(&self) {
        let all: Vec<Record> =
            SERVICE.resources.iter().flat_map(|one| self.wire.mock.records(one.name)).collect();
        for resource in SERVICE.resources {
            let Parent::Resource(parent) = resource.parent else { continue };
            for record in self.wire.mock.records(resource.name) {
                let above = all.iter().find(|one| one["_seq"] == record["_parent"]);
                assert!(above.is_some(), "{} without {parent}: {record}", resource.name);
            }
        }
    }
}

/// Whether a request says which record of a resource it is about.
fn names(operation: &Operation, resource: &Resource) -> bool {
    let mut targets = operation.refs.iter().flat_map(|(_, targets)| *targets);
    targets.any(|target| target.resource == resource.name)
}

/// Whether a view of the resource in an answer has a field for its id.
fn shows_id(resource: &Resource, operation: &Operation) -> bool {
    let id = resource.id[0];
    let views = resource.views.iter().filter(|on| on.operation == operation.id);
    views.flat_map(|on| on.list).any(|view| {
        let is_id = |source: &Source| *source == Source::Read(Reading::attribute(id.0));
        let mut kind = operation.success().and_then(|success| success.schema);
        for segment in view.at.segments() {
            kind = kind.and_then(|schema| schema.field(segment.name)?.kind.schema());
        }
        view.fields.iter().any(|(_, source)| is_id(source))
            || kind.is_some_and(|schema| schema.field(id.0).is_some())
    })
}

#[test]
fn random_calls_agree_with_each_other() {
    let calls = valid_calls();
    let operations: Vec<_> = SERVICE.operations().collect();
    let mut succeeded = HashMap::new();
    for seed in 0..3 {
        let wire = Wire::start(Clock::Instant, seed, false);
        let mut run =
            Run { wire, calls: &calls, random: fastrand::Rng::with_seed(seed), log: Vec::new() };
        let create = SERVICE.operation("instances.create").expect("it is described");
        for _ in 0..3 {
            run.call(create);
        }
        for _ in 0..600 {
            let operation = operations[run.random.usize(..operations.len())];
            run.step(operation);
        }
        for line in &run.log {
            if let Some((operation, "200" | "201" | "202" | "204")) = line.split_once(' ') {
                *succeeded.entry(operation.to_owned()).or_insert(0) += 1;
            }
        }
    }
    assert!(succeeded.len() > 150, "only {} operations succeeded", succeeded.len());
}
