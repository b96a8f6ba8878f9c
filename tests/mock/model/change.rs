//! Changes of attributes, and the tasks that come with them.

use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::Operation;
use taurusdb_descriptors::types::resources::{Does, Parent, Resource, Step};

use super::asking::{given, vary};
use super::bounded;
use super::life::shows;
use super::lists::List;
use super::report::Report;
use super::shown::{readers, same, tells_apart};
use super::stage::{Pins, Stage};
use super::steps::{copied, input, is_aimed, is_ref, needs_only, steps};
use crate::mock::driver::{Record, Request};

/// Each operation that changes attributes of the resource, by each of its steps.
pub(super) fn all(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    record: &Record,
    report: &mut Report,
) {
    for on in resource.on {
        let operation = SERVICE.operation(on.operation).expect("it is described");
        // What comes with something new is new itself; a setting comes with its parent.
        let mut others = SERVICE.resources.iter().flat_map(|other| steps(other, operation));
        let is_creation = others.any(|step| step.does == Does::Create);
        for step in steps(resource, operation) {
            if step.does == Does::Change || step.does == Does::Put && !is_creation {
                one(stage, resource, record, operation, step, report);
            }
        }
    }
}

fn one(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    record: &Record,
    operation: &'static Operation,
    step: &'static Step,
    report: &mut Report,
) {
    if !is_aimed(step) {
        return report.undriven(
            resource,
            operation.id,
            "the request does not say which records it changes",
        );
    }
    let alone;
    let is_order = operation
        .task
        .is_some_and(|task| task.order.is_some() && task.job.is_none() && task.workflow.is_none());
    let record = if needs_only(step) || is_order {
        // Only what was made for it will do: what is alone, or paid in advance.
        stage.is_prepaid = is_order;
        let mut above = Pins::new();
        let made = parent(resource).map_or(Ok(()), |parent| {
            let (record, _) = stage.make(parent, &Pins::new(), 0)?;
            above = stage.pins(parent, &record);
            Ok::<_, String>(())
        });
        let made = made.and_then(|()| stage.make(resource, &above, 0));
        stage.is_prepaid = false;
        match made {
            Ok((record, _)) => {
                alone = record;
                &alone
            }
            Err(why) => return report.wrong(format!("{}: {why}", operation.id)),
        }
    } else {
        record
    };
    let is_mine = |one: &Record| one["_seq"] == record["_seq"];
    let current = stage.records(resource.name).into_iter().find(is_mine);
    let record = current.unwrap_or_else(|| record.clone());
    let mut request = match stage.about(operation, step, resource, &record) {
        Ok(request) => request,
        Err(why) => return report.wrong(format!("{}: {why}", operation.id)),
    };
    let is_id = |name: &str| resource.id.iter().any(|path| path.0 == name);
    let copied = step.copies.iter().map(|path| (path.0, copied(step, *path)));
    let set = step.sets.iter().filter_map(|(path, source)| Some((path.0, input(source)?)));
    for (name, input) in copied.chain(set).collect::<Vec<_>>() {
        if is_id(name) || is_ref(operation, input) || !request.has(input) {
            continue;
        }
        let old = record.get(name).cloned();
        let differs = |request: &Request| {
            let now = given(request, step, &record);
            let now = now.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
            now.zip(old.as_ref()).is_none_or(|(now, old)| !same(&now, old))
        };
        // An example need not be about this record.
        let allowed = bounded::values(resource, &record, name);
        if let Some(value) = allowed.into_iter().find(|value| record.get(name) != Some(value)) {
            request.put(input, None, value);
        }
        let is_when = step.when.iter().any(|(known, _)| *known == input);
        if differs(&request) || is_when {
            continue;
        }
        if !vary(&mut request, input, |_| true) || !differs(&request) {
            let what = format!("{name} by {}", operation.id);
            report.undriven(resource, &what, "the description allows one value alone");
        }
    }
    let (status, answer) = request.send(&mut stage.wire);
    if status >= 300 {
        return report.wrong(format!("{}: {status} {answer} {:?}", operation.id, request.body));
    }
    report.checked += 1;
    let given = given(&request, step, &record);
    if given.is_empty() {
        let attributes = step.copies.len() + step.sets.len();
        if attributes > 0 {
            report.undriven(
                resource,
                operation.id,
                "what it sets does not come from the request alone",
            );
        }
        return;
    }
    if let Some(parent) = parent(resource)
        && steps(parent, operation).any(|step| step.does == Does::Create)
        && let Some(newest) = stage.records(parent.name).pop()
    {
        let record = serde_json::json!({ "_parent": newest["_seq"] });
        return shows(stage, resource, &record, &given, report);
    }
    // The record's id may be new.
    let record = match stage.records(resource.name).into_iter().find(is_mine) {
        Some(record) => record,
        None => record,
    };
    let before = report.wrong.len();
    shows(stage, resource, &record, &given, report);
    for wrong in &mut report.wrong[before..] {
        *wrong += &format!(", after {} {} {:?}", operation.id, request.path(), request.body);
    }
}

fn parent(resource: &Resource) -> Option<&'static Resource> {
    match resource.parent {
        Parent::Resource(name) => SERVICE.resource(name),
        Parent::Project => None,
    }
}

/// A record that is made up is changed like one that is kept.
pub(super) fn generated(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    above: &Pins,
    report: &mut Report,
) {
    if resource.change.is_empty() {
        return;
    }
    for (operation, view) in readers(resource) {
        if !tells_apart(operation, view, resource) {
            continue;
        }
        let rows =
            List::new(stage, resource, operation, view, above).and_then(|list| list.all(stage));
        let Some(row) = rows.unwrap_or_default().into_iter().next() else { continue };
        let mut record = row.value.clone();
        if let Parent::Resource(parent) = resource.parent {
            record["_parent"] = above[parent]["_seq"].clone();
        }
        record["_seq"] = serde_json::Value::Null;
        return all(stage, resource, &record, report);
    }
    report.undriven(resource, "change", "no answer tells its records apart");
}

/// Begins work, so that there are tasks.
pub(super) fn begin_tasks(
    stage: &mut Stage<'_>,
    resource: &'static Resource,
    several: usize,
    report: &mut Report,
) {
    let is_later = resource.name != "task";
    let mut begun = 0;
    for operation in SERVICE.operations() {
        let Some(task) = operation.task else { continue };
        if is_later != task.delayed_by.is_some() || stage.records(resource.name).len() >= several {
            continue;
        }
        let mut pins = Pins::new();
        let request = stage.request(
            operation,
            &mut pins,
            |request| {
                if let Some(input) = task.delayed_by {
                    request.put(input, None, true.into());
                    if !request.broken().is_empty() {
                        request.put(input, None, "true".into());
                    }
                }
            },
            0,
        );
        if let Ok(request) = request {
            begun += usize::from(request.send(&mut stage.wire).0 < 300);
        }
    }
    if begun == 0 {
        report.wrong("no call begins one");
    }
    report.checked += begun;
}
