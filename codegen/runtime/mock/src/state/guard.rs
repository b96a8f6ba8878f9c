//! Whether a call may be carried out now: what it locks has to be free and in a state that allows it.

use taurusdb_descriptor_types::resources::{
    Allowed, Class, ErrorAnswer, Input, Lock, Prepaid, Step,
};

use super::ask::Place;
use super::record::{Record, Seq};
use super::scene::Scene;
use super::sort::Sort;
use crate::refusal::Refusal;

/// The records that a call locks.
pub(crate) fn locked(scene: &Scene<'_>) -> Vec<Seq> {
    let model = &scene.world.model;
    let mut found = Vec::new();
    for lock in model.operation(scene.ask.index).operation.locks {
        let some = match lock {
            Lock::Input(input) => by_input(scene, *input),
            Lock::Resource(name) => match model.named(name) {
                Some(sort) => by_sort(scene, sort),
                None => continue,
            },
        };
        found.extend(some);
    }
    found.dedup();
    found
}

fn by_input(scene: &Scene<'_>, input: Input) -> Vec<Seq> {
    let named = scene.named.iter().find(|(known, _)| *known == input);
    named.map(|(_, seqs)| seqs.to_vec()).unwrap_or_default()
}

/// The records that the request names, or else those under the parent that it names.
fn by_sort(scene: &Scene<'_>, sort: Sort) -> Vec<Seq> {
    let named = scene.named_of(sort);
    if !named.is_empty() {
        return named.to_vec();
    }
    let Some(parent) = scene.world.model.sort(sort).parent else { return Vec::new() };
    let above = scene.named_of(parent).into_iter();
    above.flat_map(|seq| scene.world.store.children(seq, sort).to_vec()).collect()
}

/// Refuses a call whose records are busy, or in a state that does not allow it.
pub(crate) fn check(scene: &Scene<'_>, locked: &[Seq]) -> Result<(), Refusal> {
    let operation = scene.world.model.operation(scene.ask.index);
    for seq in locked {
        let Some(record) = scene.record(*seq) else { continue };
        let steps = operation.steps.iter().filter(|one| one.sort == record.sort);
        let from: Vec<&Allowed> = steps.flat_map(|one| one.step.from).collect();
        free(scene, record)?;
        allowed(scene, record, &from)?;
    }
    made(scene, locked)?;
    // Work that is only for what is paid in advance.
    if let Some(task) = operation.operation.task
        && task.order.is_some()
        && task.job.is_none()
        && task.workflow.is_none()
        && let Some(seq) = locked.first()
        && let Some(record) = scene.record(*seq)
        && !is_prepaid(scene, record)
    {
        let what = scene.called(record);
        let message =
            format!("{what} is not paid in advance: this call is only for those that are");
        return Err(scene.world.refusal(record.sort, |errors| errors.state, 400, message));
    }
    Ok(())
}

/// Refuses a call that uses what is not made yet, or what has failed to be: a backup that is being written, an
/// instance that is being built.
fn made(scene: &Scene<'_>, locked: &[Seq]) -> Result<(), Refusal> {
    let model = &scene.world.model;
    let steps = &model.operation(scene.ask.index).steps;
    for (input, seqs) in &scene.named {
        for seq in seqs.iter().filter(|seq| !locked.contains(seq)) {
            let Some(record) = scene.record(*seq) else { continue };
            let entry = model.sort(record.sort);
            // The step itself says in which states it is done.
            let is_said =
                steps.iter().any(|one| one.sort == record.sort && !one.step.from.is_empty());
            let class = entry.class(record.state);
            let is_new = class == Some(Class::Changing) && record.state == entry.initial();
            let has_failed = class == Some(Class::Failed) && !matches!(input, Input::Path(_));
            if !is_said && (is_new || has_failed) {
                return allowed(scene, record, &[]);
            }
        }
    }
    Ok(())
}

/// Whether no work runs on a record, nor on what it is waiting for.
fn free(scene: &Scene<'_>, record: &Record) -> Result<(), Refusal> {
    let Some(work) = scene.world.works.locking(record.seq) else { return Ok(()) };
    let what = scene.called(record);
    let message = format!("{what} is busy: {} is running", work.name);
    Err(busy(scene, record, work.busy, message))
}

fn busy(scene: &Scene<'_>, record: &Record, own: Option<ErrorAnswer>, message: String) -> Refusal {
    match own {
        Some(answer) => scene.world.answered(answer, 409, message),
        None => scene.world.refusal(record.sort, |errors| errors.busy, 409, message),
    }
}

/// Whether a record is in one of these states, or, without any, ready.
pub(crate) fn allowed(
    scene: &Scene<'_>,
    record: &Record,
    from: &[&Allowed],
) -> Result<(), Refusal> {
    let entry = scene.world.model.sort(record.sort);
    let Some(state) = record.state.and_then(|at| entry.resource.states.get(usize::from(at))) else {
        return Ok(());
    };
    let fits = |allowed: &&Allowed| match allowed {
        Allowed::State(name) => state.name == *name,
        Allowed::Class(class) => state.class == *class,
    };
    if from.iter().any(fits) || from.is_empty() && state.class == Class::Ready {
        return Ok(());
    }
    let what = scene.called(record);
    if state.class == Class::Changing {
        let message = format!("{what} is busy: its state is {}", state.name);
        return Err(busy(scene, record, None, message));
    }
    let message = format!("{what} does not allow this in the state {}", state.name);
    Err(scene.world.refusal(record.sort, |errors| errors.state, 400, message))
}

/// Refuses if a record has a value that excludes a step.
pub(crate) fn excluded(scene: &Scene<'_>, record: &Record, step: &Step) -> Result<(), Refusal> {
    for (path, values) in step.refuse_if {
        let Some(value) = scene.attribute(record, path.0) else { continue };
        let value = super::datum::plain(&value);
        if values.contains(&&*value) {
            let what = scene.called(record);
            let message = format!("{what} cannot be changed: its {} is {value}", path.0);
            return Err(scene.world.refusal(record.sort, |errors| errors.state, 400, message));
        }
    }
    Ok(())
}

/// Refuses to delete a record that another one refers to, where there is an error for it.
pub(crate) fn unused(scene: &Scene<'_>, record: &Record) -> Result<(), Refusal> {
    let world = scene.world;
    // Where ids are adopted, calls come in no order: what one has named must not be in the way of another.
    if world.adopts() || world.model.resource(record.sort).errors.used.is_none() {
        return Ok(());
    }
    let id = scene.id(record);
    // Only what a call has said counts: what the service makes up is nobody's choice.
    let uses = |other: &Record| {
        world.model.resource(other.sort).refs.iter().any(|(path, _)| {
            world.model.referred(other.sort, path.0) == Some(record.sort)
                && other.get(path.0).is_some_and(|own| super::datum::text(own) == id)
        })
    };
    let mut others =
        world.store.records().filter(|other| world.store.is_under(other.seq, scene.project));
    let Some(user) = others.find(|other| uses(other)) else { return Ok(()) };
    let message =
        format!("{} cannot be deleted: {} uses it", scene.called(record), scene.called(user));
    Err(world.refusal(record.sort, |errors| errors.used, 409, message))
}

/// Whether a record, or one that it lies under, is paid in advance.
pub(crate) fn is_prepaid(scene: &Scene<'_>, record: &Record) -> bool {
    let mut at = Some(record);
    while let Some(one) = at {
        if let Some(Prepaid { attribute, is }) = scene.world.model.resource(one.sort).prepaid {
            let value = scene.attribute(one, attribute.0);
            return value.is_some_and(|value| super::datum::text(&value) == is);
        }
        at = scene.parent(one);
    }
    false
}

/// Whether the input that delays work says so.
pub(crate) fn is_delayed(scene: &Scene<'_>) -> bool {
    let task = scene.world.model.operation(scene.ask.index).operation.task;
    let Some(input) = task.and_then(|task| task.delayed_by) else { return false };
    let value = scene.ask.read(input, &Place::default());
    value.is_some_and(|value| super::datum::text(&value).eq_ignore_ascii_case("true"))
}
