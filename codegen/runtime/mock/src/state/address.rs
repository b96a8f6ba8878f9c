//! The records that a call names: whether they exist, under the parents that it names.

use super::ask::Place;
use super::beside;
use super::datum::text;
use super::inlet::{Combined, Inlet};
use super::record::{Seq, Seqs};
use super::scene::{Missing, Scene};
use super::sort::Sort;

/// Finds the records of all inputs that carry ids, and keeps them in the scene.
pub(crate) fn resolve(scene: &mut Scene<'_>) -> Result<(), Missing> {
    let operation = scene.world.model.operation(scene.ask.index);
    scene.named.reserve(operation.refs.len());
    for (inlet, sorts) in &operation.simple {
        simple(scene, inlet, sorts)?;
    }
    operation.combined.iter().try_for_each(|combined| together(scene, combined))?;
    beside::check(scene, &operation.beside)
}

fn simple(scene: &mut Scene<'_>, inlet: &Inlet, sorts: &[Sort]) -> Result<(), Missing> {
    let mut found = Seqs::new();
    for id in scene.ask.each(inlet, &Place::default()) {
        let seq = sorts.iter().find_map(|sort| find(scene, *sort, &id));
        let Some(sort) = sorts.first() else { continue };
        match seq {
            Some(seq) => found.push(seq),
            None if sorts.iter().any(|sort| scene.world.model.resource(*sort).outside) => {}
            None => {
                let name = scene.world.model.sort(*sort).key().unwrap_or("id");
                let places = scene.places_of(*sort);
                return Err(Missing { sort: *sort, id: vec![(name, id)], places });
            }
        }
    }
    scene.named.push((inlet.input, found));
    Ok(())
}

/// The record of a resource with an id, kept or made up, where the request looks.
fn find(scene: &Scene<'_>, sort: Sort, id: &str) -> Option<Seq> {
    let model = &scene.world.model;
    let places = scene.places_of(sort);
    let mut found =
        places.iter().filter_map(|place| scene.world.store.find(model, sort, *place, &[id]));
    let seq = found.next()?;
    // A generated id is found wherever its record lies; it has to lie where the request says.
    let is_there = |place: &Seq| scene.world.store.get(seq).is_some_and(|r| r.parent == *place);
    places.iter().any(is_there).then_some(seq)
}

/// Ids of several attributes: each element of the request has to be a record.
fn together(scene: &mut Scene<'_>, combined: &Combined) -> Result<(), Missing> {
    let sort = combined.sort;
    let mut found = Seqs::new();
    let ask = scene.ask;
    for place in ask.places(&combined.prefixes) {
        let values: Vec<(&'static str, String)> = combined
            .inputs
            .iter()
            .filter_map(|(inlet, name)| Some((*name, text(&ask.take(inlet, &place)?))))
            .collect();
        if values.is_empty() {
            continue;
        }
        let places = scene.places_of(sort);
        let seq = places.iter().find_map(|place| matching(scene, sort, *place, &values));
        match seq {
            Some(seq) => found.push(seq),
            None => return Err(Missing { sort, id: values, places }),
        }
    }
    for (inlet, _) in &combined.inputs {
        scene.named.push((inlet.input, found.clone()));
    }
    Ok(())
}

/// The record under a parent that has these values.
fn matching(
    scene: &Scene<'_>,
    sort: Sort,
    parent: Seq,
    values: &[(&'static str, String)],
) -> Option<Seq> {
    let children = scene.world.store.children(parent, sort).iter();
    let has = |seq: &&Seq| {
        let record = scene.world.store.get(**seq);
        record.is_some_and(|record| {
            values.iter().all(|(name, value)| record.get(name).map(text).as_ref() == Some(value))
        })
    };
    children.copied().find(|seq| has(&seq))
}
