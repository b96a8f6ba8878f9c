//! Ids that nobody knows, taken for those of records: for clients that try calls without a life before
//! them, as documentation, generated tests and dry runs do.

use std::sync::Arc;

use taurusdb_descriptor_types::resources::{Allowed, Class, IdShape};

use super::address;
use super::ask::{Ask, Place};
use super::datum::Datum;
use super::guard;
use super::record::{Record, Seq};
use super::scene::{Missing, Scene};
use super::sort::Made;
use super::sort::Sort;
use super::world::World;
use crate::refusal::Refusal;
use crate::text::shorten;

/// How long an id may be that is adopted.
const LONGEST: usize = 64;

/// The refusal of an id that nothing can have: it has signs that no id of the service has. Placeholders, such as
/// `instance_id`, have not. Where people choose the id, any text can be one.
pub(crate) fn ill_formed(world: &World, missing: &Missing) -> Option<Refusal> {
    let resource = world.model.resource(missing.sort);
    let key = world.model.sort(missing.sort).key();
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let fits = |id: &str| id.len() <= LONGEST && id.bytes().all(is_sign);
    let is_outside = |name: &str| {
        let referred = world.model.referred(missing.sort, name);
        referred.is_some_and(|sort| world.model.resource(sort).outside)
    };
    let is_chosen =
        matches!(resource.id_shape, None | Some(IdShape::Name)) || key.is_some_and(is_outside);
    let (_, id) = missing.id.iter().find(|(name, id)| key == Some(*name) && !fits(id))?;
    (!is_chosen).then(|| {
        let (name, id) = (resource.name.replace('_', " "), shorten(id));
        let message = format!(
            "there can be no {name} {id:?}: expected an id of letters, digits, - and _, {LONGEST} at most"
        );
        let code = world.model.service.parameter_error;
        Refusal::Service { code, status: 400, message: message.into() }
    })
}

/// Makes the record that a request names, and what it lies under.
pub(crate) fn missing(world: &mut World, ask: &Ask, project: Seq, missing: &Missing) {
    let parent = match missing.places.first() {
        Some(place) => *place,
        None => parent_of(world, ask, project, missing.sort),
    };
    let id = missing.id.iter().map(|(name, value)| (*name, value.as_str()));
    make(world, ask, project, missing.sort, parent, id.collect());
}

/// A record that records of a resource can lie under: one that there is, or a new one.
fn parent_of(world: &mut World, ask: &Ask, project: Seq, sort: Sort) -> Seq {
    match world.model.sort(sort).parent {
        None | Some(Sort::PROJECT) => project,
        Some(parent) => {
            let above = parent_of(world, ask, project, parent);
            if let Some(first) = world.store.children(above, parent).first() {
                return *first;
            }
            make(world, ask, project, parent, above, Vec::new())
        }
    }
}

/// Makes a record that looks as if it had been there for a while.
pub(crate) fn make(
    world: &mut World,
    ask: &Ask,
    project: Seq,
    sort: Sort,
    parent: Seq,
    id: Vec<(&'static str, &str)>,
) -> Seq {
    let mut scene = Scene::new(world, ask, project);
    let entry = scene.world.model.sort(sort);
    // What was only made up so far stays beside the new one.
    let mut records = Vec::new();
    if entry.is_generated
        && let Some(above) = scene.record(parent)
    {
        for row in scene.children(above, sort).iter().filter(|row| row.seq == Seq(0)) {
            let mut row = Record::clone(row);
            row.seq = scene.reserve();
            records.push(row);
        }
    }
    let mut record = Record::new(&entry.bare, sort, scene.reserve(), parent, scene.now);
    for (name, value) in id {
        record.set(name, value.into());
    }
    if let (Some(key), Some(shape)) = (entry.key(), entry.resource.id_shape)
        && record.get(key).is_none()
    {
        let value = match shape {
            IdShape::Name => format!("{}-1", entry.resource.name.replace('_', "-")).into(),
            shape => scene.fresh(shape),
        };
        record.set(key, value.into());
    }
    for path in entry.resource.id {
        if record.get(path.0).is_none() {
            record.set(path.0, format!("{}-1", path.0).into());
        }
    }
    record.state =
        fitting_state(&scene, sort).or_else(|| entry.ready()).or_else(|| entry.initial());
    scene.defaults(&mut record, &Place::default());
    // What creation would have been told: as the document shows it.
    for (name, attribute) in &entry.attributes {
        let is_secret =
            matches!(&attribute.usual, Made::Constant(Datum::Text(text)) if text == "******");
        if record.get(name).is_none()
            && !is_secret
            && let Some(value) = scene.made(&record, name, &attribute.usual)
        {
            record.set(name, value.into_owned());
        }
    }
    if let Some(label) = entry.resource.label
        && record.get(label.0).is_none()
    {
        record.set(
            label.0,
            format!("{}-{}", entry.resource.name.replace('_', "-"), record.seq.0).into(),
        );
    }
    let seq = record.seq;
    scene.drafts.push(Arc::new(record.clone()));
    records.push(record);
    records.extend(scene.seeds_under(sort, seq));
    let (ids, seqs) = (scene.ids.get(), scene.seqs.get());
    world.ids = ids;
    world.store.set_last(seqs);
    for record in records {
        world.store.insert(&world.model, record);
    }
    seq
}

/// The state in which the call wants records of a resource.
fn fitting_state(scene: &Scene<'_>, sort: Sort) -> Option<u8> {
    let entry = scene.world.model.sort(sort);
    let operation = scene.world.model.operation(scene.ask.index);
    let steps = operation.steps.iter().filter(|one| one.sort == sort);
    let mut from = steps.flat_map(|one| one.step.from);
    let is_ready = |allowed: &Allowed| matches!(allowed, Allowed::Class(Class::Ready));
    if from.clone().any(is_ready) {
        return None;
    }
    from.find_map(|allowed| match allowed {
        Allowed::State(name) => entry.state(name),
        Allowed::Class(class) => {
            let found = entry.resource.states.iter().position(|state| state.class == *class);
            found.and_then(|at| u8::try_from(at).ok())
        }
    })
}

/// Makes what the call needs beside the records that it names: whatever it locks is paid as it wants.
pub(crate) fn fitting(world: &mut World, ask: &Ask, project: Seq) {
    let operation = world.model.operation(ask.index).operation;
    let only_prepaid = operation
        .task
        .is_some_and(|task| task.order.is_some() && task.job.is_none() && task.workflow.is_none());
    if !only_prepaid {
        return;
    }
    let mut scene = Scene::new(world, ask, project);
    if address::resolve(&mut scene).is_err() {
        return;
    }
    let mut payers = Vec::new();
    for seq in guard::locked(&scene) {
        let payer = scene.world.store.ancestry(seq).find_map(|record| {
            let prepaid = scene.world.model.resource(record.sort).prepaid?;
            Some((record.seq, prepaid))
        });
        payers.extend(payer);
    }
    for (seq, prepaid) in payers {
        let values = [(prepaid.attribute.0, Datum::fixed(prepaid.is))];
        world.store.update(&world.model, seq, values);
    }
}
