//! The records that a call names: whether they exist, under the parents that it names.

use taurusdb_descriptor_types::resources::{FieldPath, Input};

use super::ask::Place;
use super::beside;
use super::datum::text;
use super::record::Seq;
use super::scene::{Missing, Scene};
use super::sort::Sort;

/// Finds the records of all inputs that carry ids, and keeps them in the scene.
pub(crate) fn resolve(scene: &mut Scene<'_>) -> Result<(), Missing> {
    let operation = scene.world.model.operation(scene.ask.index);
    for (input, sorts, attribute) in &operation.refs {
        if attribute.is_none() && !operation.only_filters(*input) {
            simple(scene, *input, sorts)?;
        }
    }
    combined(scene, &operation.refs)?;
    beside::check(scene, &operation.beside)
}

fn simple(scene: &mut Scene<'_>, input: Input, sorts: &[Sort]) -> Result<(), Missing> {
    let mut found = Vec::new();
    for id in scene.ask.each(input, &Place::default()) {
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
    scene.named.push((input, found));
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
fn combined(
    scene: &mut Scene<'_>,
    refs: &[(Input, Vec<Sort>, Option<FieldPath>)],
) -> Result<(), Missing> {
    let parts = refs
        .iter()
        .filter_map(|(input, sorts, attribute)| Some((*input, *sorts.first()?, (*attribute)?.0)));
    let mut sorts: Vec<(Sort, Vec<(Input, &'static str)>)> = Vec::new();
    for (input, sort, attribute) in parts {
        match sorts.iter_mut().find(|(known, _)| *known == sort) {
            Some((_, inputs)) => inputs.push((input, attribute)),
            None => sorts.push((sort, vec![(input, attribute)])),
        }
    }
    for (sort, mut inputs) in sorts {
        // In the order in which the model has them, so that messages name them as people do.
        let id = scene.world.model.resource(sort).id;
        inputs.sort_by_key(|(_, name)| id.iter().position(|path| path.0 == *name));
        let all: Vec<Input> = inputs.iter().map(|(input, _)| *input).collect();
        let mut found = Vec::new();
        let ask = scene.ask;
        for place in ask.places(&all) {
            let values: Vec<(&'static str, String)> = inputs
                .iter()
                .filter_map(|(input, name)| Some((*name, text(&ask.read(*input, &place)?))))
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
        for input in all {
            scene.named.push((input, found.clone()));
        }
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
