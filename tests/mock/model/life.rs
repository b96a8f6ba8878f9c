//! The life of the records of one resource.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::Operation;
use taurusdb_descriptors::types::resources::{Kind, Parent, Reading, Resource, View};
use taurusdb_emit::ValidCall;
use taurusdb_mock::runtime::Clock;

use super::asking::Given;
use super::gone::{deletions, quota};
use super::lists::List;
use super::report::Report;
use super::shown::{of_record, readers, same, spot, tells_apart};
use super::stage::{Pins, Stage};
use super::steps::makers;
use super::{change, is_generated, is_task};
use crate::mock::driver::Record;
use crate::mock::wire::Wire;

/// How many records of a kind there are at once.
const SEVERAL: usize = 3;

pub(super) fn lead(
    resource: &'static Resource,
    calls: &HashMap<String, ValidCall>,
    report: &mut Report,
) {
    let mut stage = Stage::new(Wire::start(Clock::Instant, 1, false), calls);
    let Some(above) = parents(&mut stage, resource, report) else { return };
    let made = fill(&mut stage, resource, &above, report);
    for (record, given) in &made {
        shows(&mut stage, resource, record, given, report);
    }
    let mut near = above.clone();
    if let Some((record, _)) = made.first() {
        near.extend(stage.pins(resource, record));
    }
    lists(&mut stage, resource, &near, report);
    let record = made.first().map(|(record, _)| record.clone());
    let record = record.or_else(|| stage.records(resource.name).first().cloned());
    let record = record.or_else(|| setting(resource, &above));
    match &record {
        Some(record) => change::all(&mut stage, resource, record, report),
        None if is_generated(resource) => change::generated(&mut stage, resource, &above, report),
        None => {}
    }
    kept(&mut stage, resource, &above, calls, report);
    if let Some(record) = made.last().map(|(record, _)| record.clone()) {
        deletions(&mut stage, resource, &record, &above, report);
    } else if !resource.delete.is_empty() && is_task(resource) {
        // Those that wait for their window run and end.
        stage.wire.mock.advance(Duration::from_secs(2 * 86_400));
        if let Some(record) = record {
            deletions(&mut stage, resource, &record, &above, report);
        }
    }
    quota(&mut stage, resource, &above, report);
    stage.wire.mock.reset();
    let left = stage.records(resource.name).len();
    let seeds = if resource.parent == Parent::Project { resource.seeds.len() } else { 0 };
    if left > seeds {
        report.wrong(format!("{left} are left after a reset"));
    }
    report.checked += 1;
}

/// What the records are to lie under.
pub(super) fn parents(
    stage: &mut Stage<'_>,
    resource: &Resource,
    report: &mut Report,
) -> Option<Pins> {
    let Parent::Resource(parent) = resource.parent else { return Some(Pins::new()) };
    let parent = SERVICE.resource(parent).expect("it is described");
    match stage.make(parent, &Pins::new(), 0) {
        Ok((record, _)) => Some(stage.pins(parent, &record)),
        Err(why) => {
            report.wrong(format!("there is no {}: {why}", parent.name));
            None
        }
    }
}

/// A setting needs no record to be there: what it lies under is enough.
fn setting(resource: &Resource, above: &Pins) -> Option<Record> {
    if resource.kind != Kind::Setting {
        return None;
    }
    let parent = match resource.parent {
        Parent::Project => Value::Null,
        Parent::Resource(name) => above[name]["_seq"].clone(),
    };
    Some(json!({ "_parent": parent }))
}

fn fill(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    above: &Pins,
    report: &mut Report,
) -> Vec<(Record, Given)> {
    let mut made: Vec<(Record, Given)> = Vec::new();
    if is_task(resource) {
        change::begin_tasks(stage, resource, SEVERAL, report);
        return made;
    }
    if makers(resource).is_empty() {
        if is_generated(resource) {
            report.undriven(resource, "create", "the service makes it, not a caller");
        } else if resource.kind != Kind::Setting {
            report.undriven(resource, "create", "it is there from the beginning");
        }
        return made;
    }
    let several = if matches!(resource.kind, Kind::Optional | Kind::Setting) { 1 } else { SEVERAL };
    for operation in makers(resource) {
        let before = made.len();
        for _ in 0..several {
            match stage.made_by(operation, resource, above, 0) {
                Ok(one) => {
                    // What was put may have been there: then it has other values now.
                    made.retain(|(known, _)| known["_seq"] != one.0["_seq"]);
                    made.push(one);
                }
                // One of those that may be there once is there already.
                Err(_) if several == 1 && !made.is_empty() => break,
                Err(why) => {
                    if made.len() <= before {
                        report.wrong(format!("is not made: {why}"));
                    } else {
                        report.undriven(
                            resource,
                            operation.id,
                            "a second one needs what cannot be had twice",
                        );
                    }
                    break;
                }
            }
            report.checked += 1;
        }
    }
    made
}

/// What a record was given is shown wherever the model says that it shows.
pub(super) fn shows(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    record: &Record,
    given: &Given,
    report: &mut Report,
) {
    let pins = stage.pins(resource, record);
    let mut unseen: Vec<&str> = given.iter().map(|(name, _)| *name).collect();
    for (operation, view) in readers(resource) {
        let spots: Vec<_> = given
            .iter()
            .filter_map(|(name, value)| {
                Some((name, value, spot(operation, view, Reading::attribute(name))?))
            })
            .collect();
        if is_one_of_several(stage, resource, operation, view, record) {
            report.undriven(
                resource,
                operation.id,
                "it shows one of several, and the request does not say which",
            );
            continue;
        }
        let rows = match List::new(stage, resource, operation, view, &pins)
            .and_then(|list| list.all(stage))
        {
            Ok(rows) => rows,
            Err(wrong) => {
                report.wrong(wrong);
                continue;
            }
        };
        let own = of_record(operation, view, resource, record, &rows);
        if own.is_empty() {
            let is_all = view.only.is_empty() && view.joined.is_empty();
            if is_all && (tells_apart(operation, view, resource) || resource.id.is_empty()) {
                report.wrong(format!("{} does not show {record}", operation.id));
            }
            continue;
        }
        let is_under_one = match resource.parent {
            Parent::Resource(parent) => names(operation, SERVICE.resource(parent).expect("known")),
            Parent::Project => true,
        };
        if own.len() > 1 && is_under_one && tells_apart(operation, view, resource) {
            report.wrong(format!("{} shows {record} {} times", operation.id, own.len()));
        }
        for (name, value, spot) in spots {
            unseen.retain(|one| one != name);
            let fits = own.iter().any(|row| row.at(spot).is_some_and(|own| same(own, value)));
            if !fits {
                let own = own.iter().map(|row| row.at(spot)).next().flatten();
                report.wrong(format!("{}: {name} is {own:?}, expected {value}", operation.id));
            }
            report.checked += 1;
        }
    }
    let now = stage.records(resource.name);
    let now =
        now.iter().find(|one| one["_seq"] == record["_seq"] || resource.kind == Kind::Setting);
    for name in unseen {
        let value = given.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
        let own = now.and_then(|record| record.get(name));
        if !own.zip(value).is_some_and(|(own, value)| same(own, value)) {
            report.wrong(format!("{name} is {own:?}, expected {value:?}"));
        }
        report.undriven(resource, name, "no answer shows it: it is compared with what is kept");
    }
}

/// Whether an operation shows one record where there are several, of which the request names none.
fn is_one_of_several(
    stage: &Stage<'_>,
    resource: &'static Resource,
    operation: &Operation,
    view: &View,
    record: &Record,
) -> bool {
    let around = |mut view: Option<(&'static Resource, &View)>| {
        while let Some((resource, one)) = view {
            let Some(within) = one.within else { return Some((resource, one.at.0.to_owned())) };
            let outer = SERVICE.resource(within)?;
            let on = outer.views.iter().find(|on| on.operation == operation.id)?;
            view = on.list.first().map(|view| (outer, view));
        }
        None
    };
    let Some((outer, at)) = around(Some((resource, view))) else { return false };
    let pins = stage.pins(resource, record);
    let Some(record) = pins.get(outer.name) else { return false };
    let all = stage.records(outer.name);
    let siblings = all.iter().filter(|one| one["_parent"] == record["_parent"]).count();
    !at.contains("[]") && siblings > 1 && !names(operation, outer)
}

/// Whether a request says which record of a resource it is about.
fn names(operation: &Operation, resource: &Resource) -> bool {
    operation
        .refs
        .iter()
        .any(|(_, targets)| targets.iter().any(|target| target.resource == resource.name))
}

/// The operations that list a resource, with the views that do.
fn listers(resource: &'static Resource) -> Vec<(&'static Operation, &'static View)> {
    let is_list = |operation: &Operation, view: &View| {
        view.within.is_none()
            && (resource.list.contains(&operation.id) || !view.filters.is_empty())
            && view.at.0.contains("[]")
    };
    readers(resource).filter(|(operation, view)| is_list(operation, view)).collect()
}

fn lists(stage: &mut Stage<'_>, resource: &'static Resource, above: &Pins, report: &mut Report) {
    for (operation, view) in listers(resource) {
        match List::new(stage, resource, operation, view, above) {
            Ok(list) => {
                list.pages(stage, report);
                list.filters(stage, resource, report);
            }
            Err(why) => report.wrong(why),
        }
    }
}

/// A server that is given the state of another one gives the same answers.
fn kept(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    above: &Pins,
    calls: &HashMap<String, ValidCall>,
    report: &mut Report,
) {
    let mut other = Stage::new(Wire::start(Clock::Instant, 9, false), calls);
    if let Err(wrong) = other.wire.mock.seed(&stage.wire.mock.snapshot()) {
        return report.wrong(format!("its snapshot is refused: {wrong}"));
    }
    let mut pins = above.clone();
    if let Some(record) = stage.records(resource.name).pop() {
        pins.extend(stage.pins(resource, &record));
    }
    for (operation, view) in readers(resource) {
        let one =
            List::new(stage, resource, operation, view, &pins).and_then(|list| list.all(stage));
        let two = List::new(&mut other, resource, operation, view, &pins)
            .and_then(|list| list.all(&mut other));
        if one != two {
            report.wrong(format!("{} answers otherwise after a restore", operation.id));
        }
        report.checked += 1;
    }
}
