//! How a step makes records: with the values that it has for them, and what lies under them from the beginning.

use std::sync::Arc;

use taurusdb_descriptor_types::Effect as Repeat;
use taurusdb_descriptor_types::resources::{Does, IdShape, Kind, Moment};

use super::change::Change;
use super::parameters;
use super::plan::Doing;
use super::record::{Record, Seq, Shared};
use super::scene::{At, Scene};
use crate::refusal::Refusal;

impl Doing<'_> {
    pub(super) fn create(&mut self, scene: &mut Scene<'_>) -> Result<(), Refusal> {
        for _ in 0..self.times(scene)?.unwrap_or(1) {
            for parent in self.aim().parents(scene)? {
                self.create_under(scene, parent)?;
            }
        }
        Ok(())
    }

    fn create_under(&mut self, scene: &mut Scene<'_>, parent: Seq) -> Result<(), Refusal> {
        let world = scene.world;
        let entry = world.model.sort(self.sort);
        let mut record = Record::new(&entry.bare, self.sort, scene.reserve(), parent, scene.now);
        self.write(scene, &mut record)?;
        parameters::check_new(scene, &record)?;
        let mut is_fresh = false;
        if let Some(key) = entry.id_name
            && record.named(key).is_none()
            && let Some(shape) = entry.resource.id_shape
            && entry.follows.is_none()
            && shape != IdShape::Name
        {
            record.set_named(key, scene.fresh(shape).into());
            is_fresh = true;
        }
        scene.defaults(&mut record, self.place);
        // An element without the values that would tell it apart stands for nothing.
        let is_incomplete = match entry.id_name {
            Some(key) => record.named(key).is_none(),
            None => entry.resource.id.iter().any(|path| record.get(path.0).is_none()),
        };
        if is_incomplete {
            return Ok(());
        }
        // No other record has an id that was made up just now.
        let is_new = is_fresh && entry.resource.kind == Kind::Entity;
        if !is_new && self.exists(scene, &record)? {
            return Ok(());
        }
        if !world.adopts() {
            scene.unique(&record)?;
        }
        scene.quota(&record)?;
        let (via, to) = (self.step.via, self.step.to);
        let at_end = self.runs && self.step.step.at == Some(Moment::End);
        record.state = match () {
            () if at_end || !self.runs => to.or_else(|| entry.initial()),
            () => via.or_else(|| entry.initial()),
        };
        let seq = record.seq;
        let ends = self.ends(scene, &record)?;
        record.settled();
        let record = Arc::new(record);
        scene.drafts.push(Arc::clone(&record));
        scene.created.push(seq);
        if at_end {
            let mut record = Record::clone(&record);
            for (name, value) in ends {
                record.set(name, value);
            }
            self.plan.end.push(Change::Create(Arc::new(record)));
        } else {
            self.plan.start.push(Change::Create(Arc::clone(&record)));
            let after = if self.runs { &mut self.plan.end } else { &mut self.plan.start };
            if !ends.is_empty() {
                after.push(Change::Set { seq, values: ends });
            }
            if self.runs {
                if to.is_some() {
                    self.plan.end.push(Change::State { seq, state: to });
                }
                self.plan.fail.push(match self.step.fail {
                    Some(state) => Change::State { seq, state: Some(state) },
                    None => Change::Delete(seq),
                });
            }
        }
        self.pass_on(seq);
        self.plan.shown.push(record);
        self.seeds(scene, seq);
        Ok(())
    }

    /// Records that every parent has from the beginning.
    fn seeds(&mut self, scene: &mut Scene<'_>, parent: Seq) {
        for mut record in scene.seeds_under(self.sort, parent) {
            record.settled();
            let record = Arc::new(record);
            scene.drafts.push(Arc::clone(&record));
            self.plan.start.push(Change::Create(record));
        }
    }

    /// Whether there is such a record already: then the call is refused, or changes it.
    fn exists(&mut self, scene: &mut Scene<'_>, record: &Record) -> Result<bool, Refusal> {
        let world = scene.world;
        let resource = world.model.resource(self.sort);
        let other = match resource.kind {
            Kind::Record => return Ok(false),
            Kind::Optional | Kind::Setting => {
                let parent = record.parent;
                let kept = world.store.children(parent, self.sort).first().copied();
                kept.and_then(|seq| world.store.get(seq).cloned())
            }
            Kind::Entity => {
                let kept = world.store.same(&world.model, record);
                let kept = kept.and_then(|seq| world.store.get(seq).cloned());
                let is_same = |draft: &&Shared| {
                    draft.sort == record.sort
                        && draft.parent == record.parent
                        && resource.id.iter().all(|path| draft.get(path.0) == record.get(path.0))
                };
                kept.or_else(|| scene.drafts.iter().find(is_same).cloned())
            }
        };
        let Some(other) = other else { return Ok(false) };
        if self.step.step.does == Does::Put {
            // Named twice in one call.
            self.change(scene, &other)?;
            return Ok(true);
        }
        let answer = world.model.error(self.sort, |errors| errors.exists);
        let operation = world.model.operation(scene.ask.index).operation;
        let is_repeatable = answer.is_none() && operation.effect == Repeat::Idempotent;
        if is_repeatable || world.adopts() {
            self.change(scene, &other)?;
            return Ok(true);
        }
        let what = scene.called(record);
        let message = format!("{what} exists already");
        Err(world.refusal(self.sort, |errors| errors.exists, 409, message))
    }

    /// Gives a new record the values that the step has for it.
    fn write(&self, scene: &Scene<'_>, record: &mut Record) -> Result<(), Refusal> {
        if self.step.reads_itself {
            // What is set is worked out before there is anything to read of the record.
            for (name, value) in self.values(scene, Some(record))? {
                record.set(name, value);
            }
            return Ok(());
        }
        for (name, inlet) in &self.step.copies {
            if let Some(value) = scene.ask.take(inlet, self.place) {
                record.set_named(*name, value);
            }
        }
        for (name, source) in &self.step.sets {
            let at = At { record: None, sort: self.sort, place: self.place };
            if let Some(value) = scene.value(source, at)? {
                record.set_named(*name, value);
            }
        }
        Ok(())
    }
}
