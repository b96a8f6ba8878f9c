//! The records that a step is done to, and those that its new records lie under.

use smallvec::smallvec;
use taurusdb_descriptor_types::resources::{Does, Kind};

use super::ask::Place;
use super::datum::{plain, text};
use super::recipe::{Goal, Way};
use super::record::{Seq, Seqs, Shared};
use super::scene::{At, Scene};
use super::sort::Sort;
use super::steps::{Key, StepModel};
use crate::refusal::Refusal;

/// A step at one place of the body.
pub(crate) struct Aim<'d> {
    pub(crate) sort: Sort,
    pub(crate) step: &'d StepModel,
    pub(crate) place: &'d Place<'d>,
}

impl Aim<'_> {
    /// A change of one thing that is not there: an error if the resource has one for it.
    pub(crate) fn nothing_found(&self, scene: &Scene<'_>) -> Result<(), Refusal> {
        let resource = scene.world.model.resource(self.sort);
        let mut id = Vec::new();
        for (key, source) in &self.step.matches {
            let Key::Value { way, is_id: true } = key else { continue };
            let Goal::Attribute(access) = &way.goal else { continue };
            let at = At { record: None, sort: self.sort, place: self.place };
            if let Some(value) = scene.value(source, at)? {
                id.push((access.name.text, text(&value)));
            }
        }
        let is_change = self.step.step.does == Does::Change;
        let is_wanted = match resource.kind {
            Kind::Optional => is_change || resource.errors.missing.is_some(),
            _ => is_change && !id.is_empty() && resource.errors.missing.is_some(),
        };
        if is_wanted { Err(scene.lacks(self.sort, id)) } else { Ok(()) }
    }

    /// The records that a new one lies under.
    pub(crate) fn parents(&self, scene: &Scene<'_>) -> Result<Seqs, Refusal> {
        let Some(sort) = scene.world.model.sort(self.sort).parent else { return Ok(Seqs::new()) };
        if let Some(source) = &self.step.parent {
            let at = At { record: None, sort, place: self.place };
            let Some(id) = scene.value(source, at)? else { return Ok(Seqs::new()) };
            return Ok(scene.by_id(sort, &text(&id), None).into_iter().collect());
        }
        Ok(self.above(scene, sort))
    }

    /// The parents that the same call makes, or else those that the request names.
    fn above(&self, scene: &Scene<'_>, sort: Sort) -> Seqs {
        if sort == Sort::PROJECT {
            return smallvec![scene.project];
        }
        let is_of = |seq: &&Seq| scene.record(**seq).is_some_and(|record| record.sort == sort);
        let made: Seqs = scene.created.iter().filter(is_of).copied().collect();
        if made.is_empty() { scene.places_of(self.sort) } else { made }
    }

    /// The records that the step is done to.
    pub(crate) fn matched(&self, scene: &Scene<'_>) -> Result<Vec<Shared>, Refusal> {
        let world = scene.world;
        let entry = world.model.sort(self.sort);
        let shared = |seq: &Seq| world.store.get(*seq).cloned();
        if self.step.matches.is_empty() {
            return Ok(match entry.resource.kind {
                Kind::Setting | Kind::Optional => self.under(scene, &self.above_own(scene)),
                _ => scene.named_of(self.sort).iter().filter_map(shared).collect(),
            });
        }
        let mut parents = None;
        let mut wanted: Vec<(&Way, bool, String)> = Vec::new();
        for (key, source) in &self.step.matches {
            let sort = match key {
                Key::Parent => entry.parent.unwrap_or(Sort::PROJECT),
                Key::Value { .. } => self.sort,
            };
            let at = At { record: None, sort, place: self.place };
            let Some(value) = scene.value(source, at)? else { continue };
            match key {
                Key::Parent => {
                    parents = Some(scene.by_id(sort, &text(&value), None).into_iter().collect());
                }
                Key::Value { way, is_id } => wanted.push((way, *is_id, text(&value))),
            }
        }
        let parents: Seqs = parents.unwrap_or_else(|| self.above_own(scene));
        // By id there is no need to look at all.
        if let [(_, true, id)] = wanted.as_slice()
            && entry.resource.id.len() == 1
        {
            let stored = parents.iter().any(|p| !world.store.children(*p, self.sort).is_empty());
            if stored || !entry.is_virtual() {
                let found = parents.iter().filter_map(|parent| {
                    let seq = world.store.find(&world.model, self.sort, *parent, &[id])?;
                    world.store.get(seq).filter(|record| record.parent == *parent)
                });
                return Ok(found.cloned().collect());
            }
        }
        let place = Place::default();
        let fits = |record: &Shared| {
            wanted.iter().all(|(way, _, value)| {
                let at = At { record: Some(record), sort: self.sort, place: &place };
                scene.read(way, at).is_some_and(|own| plain(&own) == *value)
            })
        };
        Ok(self.under(scene, &parents).into_iter().filter(fits).collect())
    }

    fn above_own(&self, scene: &Scene<'_>) -> Seqs {
        match scene.world.model.sort(self.sort).parent {
            Some(parent) => self.above(scene, parent),
            None => Seqs::new(),
        }
    }

    fn under(&self, scene: &Scene<'_>, parents: &[Seq]) -> Vec<Shared> {
        let parents = parents.iter().filter_map(|seq| scene.record(*seq));
        match scene.world.model.resource(self.sort).kind {
            // There is one of them.
            Kind::Setting => parents.filter_map(|parent| scene.child(parent, self.sort)).collect(),
            _ => parents.flat_map(|parent| scene.children(parent, self.sort)).collect(),
        }
    }
}
