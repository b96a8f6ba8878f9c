//! The end of records: what an operation deletes is gone, with all that lay under it, and makes room.

use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::Operation;
use taurusdb_descriptors::types::resources::{
    Does, ErrorAnswer, Kind, Most, OnOperation, Parent, Resource, Step,
};

use super::field::status;
use super::is_task;
use super::life::parents;
use super::lists::List;
use super::report::Report;
use super::shown::{of_record, readers, tells_apart};
use super::stage::{Pins, Stage};
use super::steps::{is_aimed, needs_only, steps};
use crate::mock::driver::{Record, text};

/// Each operation that deletes: what it deletes is gone, and all that lay under it.
pub(super) fn deletions(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    record: &Record,
    above: &Pins,
    report: &mut Report,
) {
    let mut record = Some(record.clone());
    let others =
        resource.on.iter().filter(|on| on.list.iter().any(|step| step.does == Does::Delete));
    let mut names: Vec<_> = resource.delete.to_vec();
    names.extend(others.map(|on| on.operation).filter(|name| !resource.delete.contains(name)));
    let is_deleted = !names.is_empty();
    for name in names {
        let operation = SERVICE.operation(name).expect("it is described");
        let one = match record.take() {
            Some(one) => one,
            None if is_task(resource) => match stage.records(resource.name).pop() {
                Some(one) => one,
                None => continue,
            },
            None => match stage.make(resource, above, 0) {
                Ok((one, _)) => one,
                Err(why) => {
                    report.wrong(format!("{name}: there is none to delete: {why}"));
                    continue;
                }
            },
        };
        delete(stage, operation, resource, &one, report);
    }
    if is_deleted {
        return;
    }
    if resource.kind == Kind::Entity {
        report.undriven(resource, "delete", "no operation deletes it");
    }
}

fn delete(
    stage: &mut Stage<'_>,
    operation: &'static Operation,
    resource: &'static Resource,
    record: &Record,
    report: &mut Report,
) {
    let step = steps(resource, operation).find(|step| step.does == Does::Delete);
    let Some(step) = step else {
        return report.undriven(resource, operation.id, "the operation deletes something else");
    };
    if is_task(resource) && operation.id.contains("cancel") {
        return;
    }
    let alone;
    let record = if needs_only(step) {
        let Some(above) = parents(stage, resource, report) else { return };
        match stage.make(resource, &above, 0) {
            Ok((record, _)) => {
                alone = record;
                &alone
            }
            Err(why) => return report.wrong(why),
        }
    } else {
        record
    };
    if !is_aimed(step) {
        return report.undriven(
            resource,
            operation.id,
            "the request does not say which records it deletes",
        );
    }
    // Seen by its id before it is gone.
    let pins = stage.pins(resource, record);
    let before = stage.records(resource.name);
    let request = match stage.about(operation, step, resource, record) {
        Ok(request) => request,
        Err(why) => return report.wrong(format!("{}: {why}", operation.id)),
    };
    let (code, answer) = request.send(&mut stage.wire);
    let mut all = SERVICE.resources.iter().flat_map(|one| steps(one, operation));
    let is_refused = code >= 300 && all.any(|step| !step.refuse_if.is_empty());
    if is_refused && !resource.delete.contains(&operation.id) {
        return report.undriven(resource, operation.id, "what it works on does not allow it");
    }
    if code >= 300 {
        return report.wrong(format!("{}: {code} {answer} {:?}", operation.id, request.body));
    }
    let after = stage.records(resource.name);
    let is_left = after.iter().any(|one| one["_seq"] == record["_seq"]);
    if is_left && (step.times.is_none() || after.len() != before.len() - 1) {
        return report.wrong(format!("{} leaves {record}: {:?}", operation.id, request.body));
    }
    report.checked += 1;
    orphans(stage, report);
    for (operation, view) in readers(resource) {
        let list = List::new(stage, resource, operation, view, &pins);
        let names_it = operation.refs.iter().any(|(input, targets)| {
            !view.filters.iter().any(|(filter, _)| filter == input)
                && targets.iter().any(|target| target.resource == resource.name)
        });
        let rows = list.and_then(|list| list.all(stage));
        let missing = error(resource).and_then(status);
        match rows {
            Ok(_) if names_it => report.wrong(format!("{} still answers", operation.id)),
            Ok(rows) => {
                let own = of_record(operation, view, resource, record, &rows);
                if tells_apart(operation, view, resource) && !own.is_empty() && !is_left {
                    report.wrong(format!("{} still shows {record}", operation.id));
                }
            }
            Err(why) => {
                let is_missing =
                    missing.is_some_and(|status| why.contains(&format!(": {status} ")));
                let may = names_it || !view.at.0.contains("[]");
                if !may || !is_missing {
                    report.wrong(format!(
                        "after {}: {why}, expected {missing:?}",
                        request.operation.id
                    ));
                }
            }
        }
        report.checked += 1;
    }
}

/// The error for a record that is not there: its own, or that of the nearest above it.
fn error(resource: &'static Resource) -> Option<ErrorAnswer> {
    resource.errors.missing.or_else(|| match resource.parent {
        Parent::Resource(name) => error(SERVICE.resource(name)?),
        Parent::Project => None,
    })
}

/// Everything lies under something that there is.
fn orphans(stage: &Stage<'_>, report: &mut Report) {
    for resource in SERVICE.resources {
        let Parent::Resource(parent) = resource.parent else { continue };
        let above = stage.records(parent);
        for record in stage.records(resource.name) {
            if !above.iter().any(|one| one["_seq"] == record["_parent"]) {
                report.wrong(format!("{} is left without {parent}: {record}", resource.name));
            }
        }
    }
    report.checked += 1;
}

/// As many as may be, no more; and one more as soon as one is gone.
pub(super) fn quota(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    above: &Pins,
    report: &mut Report,
) {
    if resource.most.is_empty() {
        return;
    }
    // The pins may be gone by now.
    let above = match resource.parent {
        Parent::Project => above.clone(),
        Parent::Resource(_) => match parents(stage, resource, report) {
            Some(above) => above,
            None => return,
        },
    };
    let under = |stage: &Stage<'_>| {
        let all = stage.records(resource.name);
        all.into_iter()
            .filter(|one| {
                above.values().any(|up| up["_seq"] == one["_parent"])
                    || resource.parent == Parent::Project
            })
            .collect::<Vec<_>>()
    };
    let limits = resource.most.iter().filter_map(|most| match most {
        Most::Number(number) => Some(*number as usize),
        Most::Stated { resource, attribute } => {
            let stated = stage.records(resource);
            stated.first().and_then(|one| text(&one[attribute.0]).parse().ok())
        }
    });
    let Some(most) = limits.min() else { return };
    let first = resource.create.first().and_then(|name| SERVICE.operation(name));
    let Some(maker) = first else { return };
    let refused = loop {
        if let Err(why) = stage.made_by(maker, resource, &above, 0) {
            break why;
        }
        if under(stage).len() > most {
            return report.wrong(format!("there are more than {most}"));
        }
    };
    let code = resource.errors.quota.map_or("", |answer| answer.code);
    if under(stage).len() != most || !refused.contains(code) {
        let count = under(stage).len();
        return report.wrong(format!("one more than {count} of {most} is refused: {refused}"));
    }
    report.checked += 1;
    let Some(record) = under(stage).pop() else { return };
    let deletes = |on: &&OnOperation<Step>| on.list.iter().any(|step| step.does == Does::Delete);
    let other = resource.on.iter().find(deletes).map(|on| on.operation);
    let name = resource.delete.first().copied().or(other);
    let Some(operation) = name.and_then(|name| SERVICE.operation(name)) else {
        return report.undriven(resource, "freed quota", "no operation deletes it");
    };
    delete(stage, operation, resource, &record, report);
    if let Err(why) = stage.make(resource, &above, 0) {
        report.wrong(format!("the quota is not freed: {why}"));
    }
}
