//! What a call will do: its steps, worked out before anything is changed, so that a call which is
//! refused has changed nothing.

use std::sync::Arc;

use taurusdb_descriptor_types::resources::{Does, Moment, Presence, Word};

use super::ask::Place;
use super::change::Change;
use super::datum::{Datum, plain, text};
use super::matching::Aim;
use super::recipe::{Goal, Recipe, Way};
use super::record::{Record, Seq, Shared};
use super::scene::{At, Scene};
use super::sort::Sort;
use super::steps::StepModel;
use super::{guard, keeping, parameters, spending};
use crate::refusal::Refusal;

/// What a call does, in order.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) start: Vec<Change>,
    /// When its work has ended.
    pub(crate) end: Vec<Change>,
    /// If its work has failed.
    pub(crate) fail: Vec<Change>,
    /// States that records then pass through by themselves.
    pub(crate) then: Vec<(Seq, Vec<u8>)>,
    /// The records that the call writes, as they will be.
    pub(crate) shown: Vec<Shared>,
    /// Whether a step has a state that lasts.
    pub(crate) lasts: bool,
}

impl Plan {
    /// A plan with room for so many changes at the start.
    fn with_room(changes: usize) -> Self {
        let half = changes / 2;
        Self {
            start: Vec::with_capacity(changes),
            end: Vec::with_capacity(half),
            shown: Vec::with_capacity(half),
            ..Self::default()
        }
    }
}

/// Works out the steps of a call. `runs` says whether work goes on after the answer.
pub(crate) fn of(scene: &mut Scene<'_>, runs: bool) -> Result<Plan, Refusal> {
    let world = scene.world;
    let operation = world.model.operation(scene.ask.index);
    let mut plan = Plan::with_room(2 * operation.steps.len());
    scene.drafts.reserve(operation.steps.len());
    for step in &operation.steps {
        if !applies(scene, step) {
            continue;
        }
        let ask = scene.ask;
        let mut carry_out = |place: &Place<'_>| {
            let mut doing = Doing { sort: step.sort, step, place, runs, plan: &mut plan };
            doing.carry_out(scene)
        };
        if step.prefixes.is_empty() {
            carry_out(&Place::default())?;
            continue;
        }
        ask.places(&step.prefixes).iter().try_for_each(carry_out)?;
    }
    if operation.spends {
        spending::check(scene, &plan.start, &plan.end)?;
    }
    Ok(plan)
}

/// Whether a step of this call lasts, so that work goes on although no task shows it.
pub(crate) fn lasts(scene: &Scene<'_>) -> bool {
    let operation = scene.world.model.operation(scene.ask.index);
    operation.steps.iter().any(|step| step.step.via.is_some() && applies(scene, step))
}

fn applies(scene: &Scene<'_>, step: &StepModel) -> bool {
    step.when.iter().all(|(inlet, values)| {
        let sent = scene.ask.take(inlet, &Place::default());
        values.iter().any(|presence| match presence {
            Presence::Given => sent.is_some(),
            Presence::Absent => sent.is_none(),
            Presence::Value(value) => sent.as_ref().is_some_and(|sent| plain(sent) == *value),
        })
    })
}

/// A step at one place of the body.
pub(super) struct Doing<'d> {
    pub(super) sort: Sort,
    pub(super) step: &'d StepModel,
    pub(super) place: &'d Place<'d>,
    /// Whether work goes on after the answer.
    pub(super) runs: bool,
    pub(super) plan: &'d mut Plan,
}

impl Doing<'_> {
    fn carry_out(&mut self, scene: &mut Scene<'_>) -> Result<(), Refusal> {
        match self.step.step.does {
            Does::Create => self.create(scene),
            Does::Put => match self.aim().matched(scene)? {
                found if found.is_empty() => self.create(scene),
                found => found.into_iter().try_for_each(|record| self.change(scene, &record)),
            },
            Does::Change => {
                let found = self.aim().matched(scene)?;
                if found.is_empty() {
                    return self.aim().nothing_found(scene);
                }
                found.into_iter().try_for_each(|record| self.change(scene, &record))
            }
            Does::Delete => {
                let mut found = self.aim().matched(scene)?;
                if found.is_empty() {
                    return self.aim().nothing_found(scene);
                }
                if let Some(times) = self.times(scene)? {
                    // The newest go first.
                    found = found.split_off(found.len().saturating_sub(times));
                }
                found.into_iter().try_for_each(|record| self.delete(scene, &record))
            }
        }
    }

    pub(super) fn aim(&self) -> Aim<'_> {
        Aim { sort: self.sort, step: self.step, place: self.place }
    }

    pub(super) fn times(&self, scene: &Scene<'_>) -> Result<Option<usize>, Refusal> {
        let Some(source) = &self.step.times else { return Ok(None) };
        let at = At { record: None, sort: self.sort, place: self.place };
        if let Recipe::Read(Way { through, goal: Goal::Input(inlet) }) = source
            && through.is_empty()
        {
            return Ok(Some(scene.ask.times(inlet, self.place).unwrap_or(0)));
        }
        let value = scene.value(source, at)?.map(|value| text(&value));
        Ok(Some(value.and_then(|text| text.parse().ok()).unwrap_or(0)))
    }

    pub(super) fn change(&mut self, scene: &mut Scene<'_>, record: &Shared) -> Result<(), Refusal> {
        guard::excluded(scene, record, self.step.step)?;
        if !self.step.step.from.is_empty() {
            let from: Vec<_> = self.step.step.from.iter().collect();
            guard::allowed(scene, record, &from)?;
        }
        let record = keeping::kept(scene, record, &mut self.plan.start);
        let seq = record.seq;
        let values = self.values(scene, Some(&record))?;
        parameters::check(scene, &record, &values)?;
        let ends = self.ends(scene, &record)?;
        let mut shown = (*record).clone();
        for (name, value) in &values {
            shown.set(name, value.clone());
        }
        if !scene.world.adopts() {
            scene.unique(&shown)?;
        }
        let differs = |(name, value): &(&'static str, Datum)| {
            scene.attribute(&record, name).is_none_or(|own| plain(&own) != plain(value))
        };
        let is_asked = scene.world.model.operation(scene.ask.index).asks_what_was_touched;
        if is_asked && values.iter().any(differs) {
            scene.touched.push(Arc::clone(&record));
        }
        let at_start = !self.runs || self.step.step.at == Some(Moment::Start);
        let when = if at_start { &mut self.plan.start } else { &mut self.plan.end };
        if !values.is_empty() {
            when.push(Change::Set { seq, values });
        }
        let after = if self.runs { &mut self.plan.end } else { &mut self.plan.start };
        if !ends.is_empty() {
            after.push(Change::Set { seq, values: ends });
        }
        let to = self.step.to;
        if let Some(via) = self.step.via {
            shown.state = Some(via);
            self.plan.start.push(Change::State { seq, state: Some(via) });
            self.plan.end.push(Change::State { seq, state: to.or(record.state) });
            self.plan.fail.push(Change::State { seq, state: self.step.fail.or(record.state) });
        } else if to.is_some() {
            let when = if self.runs { &mut self.plan.end } else { &mut self.plan.start };
            when.push(Change::State { seq, state: to });
        }
        self.pass_on(seq);
        self.plan.shown.push(Arc::new(shown));
        Ok(())
    }

    fn delete(&mut self, scene: &mut Scene<'_>, record: &Shared) -> Result<(), Refusal> {
        guard::excluded(scene, record, self.step.step)?;
        let from: Vec<_> = self.step.step.from.iter().collect();
        if !from.is_empty() {
            guard::allowed(scene, record, &from)?;
        }
        guard::unused(scene, record)?;
        let seq = record.seq;
        let mut shown = (**record).clone();
        if let Some(via) = self.step.via {
            shown.state = Some(via);
            self.plan.start.push(Change::State { seq, state: Some(via) });
            self.plan.fail.push(Change::State { seq, state: record.state });
        }
        let at_start = !self.runs || self.step.step.at == Some(Moment::Start);
        let when = if at_start { &mut self.plan.start } else { &mut self.plan.end };
        when.push(Change::Delete(seq));
        self.plan.shown.push(Arc::new(shown));
        Ok(())
    }

    pub(super) fn pass_on(&mut self, seq: Seq) {
        self.plan.lasts |= self.step.step.via.is_some();
        if !self.step.then.is_empty() {
            self.plan.then.push((seq, self.step.then.to_vec()));
        }
    }

    /// The attributes that the step gives values.
    pub(super) fn values(
        &self,
        scene: &Scene<'_>,
        record: Option<&Record>,
    ) -> Result<Vec<(&'static str, Datum)>, Refusal> {
        let mut values = Vec::with_capacity(self.step.copies.len() + self.step.sets.len());
        for (name, inlet) in &self.step.copies {
            if let Some(value) = scene.ask.take(inlet, self.place) {
                values.push((name.text, value));
            }
        }
        for (name, source) in &self.step.sets {
            let at = At { record, sort: self.sort, place: self.place };
            if let Some(value) = scene.value(source, at)? {
                values.push((name.text, value));
            }
        }
        Ok(values)
    }

    pub(super) fn ends(
        &self,
        scene: &Scene<'_>,
        record: &Record,
    ) -> Result<Vec<(&'static str, Datum)>, Refusal> {
        let mut values = Vec::new();
        for (name, source) in &self.step.ends {
            // The time is that of the end, which is filled in then.
            if matches!(source, Recipe::Word(Word::Now)) {
                values.push((name.text, Datum::at_end()));
                continue;
            }
            let at = At { record: Some(record), sort: self.sort, place: self.place };
            if let Some(value) = scene.value(source, at)? {
                values.push((name.text, value));
            }
        }
        Ok(values)
    }
}
