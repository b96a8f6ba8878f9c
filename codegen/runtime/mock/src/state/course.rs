//! The course of things: what happens when it is due, and what that changes.

use std::sync::Arc;

use taurusdb_descriptor_types::resources::Kind;

use super::change::Change;
use super::datum::Datum;
use super::record::{Seq, Shared};
use super::works::{Event, Work};
use super::world::World;

impl World {
    pub(super) fn takes_failure(&mut self, operation: &str) -> bool {
        let fits = |(wanted, _): &&mut (Option<String>, u32)| {
            wanted.as_deref().is_none_or(|wanted| wanted == operation)
        };
        let Some((_, times)) = self.failing.iter_mut().find(fits) else { return false };
        *times = times.saturating_sub(1);
        self.failing.retain(|(_, times)| *times > 0);
        true
    }

    /// Lets everything happen that is due.
    pub(crate) fn settle(&mut self) {
        let now = self.time();
        self.look_at_ends();
        loop {
            let until = self.endings.next().map_or(now, |end| end.min(now));
            let Some((due, event)) = self.works.due(until) else {
                match self.end_next(now) {
                    true => continue,
                    false => return,
                }
            };
            // What follows from it begins then, however much later somebody looks.
            self.clock.hold(Some(due));
            self.happen(due, event);
            self.clock.hold(None);
            self.look_at_ends();
        }
    }

    /// Lets work begin and end that nobody could have seen.
    pub(super) fn end_at_once(&mut self, work: Work) {
        let now = self.time();
        if let Some(task) = work.task {
            self.begin(task, now);
        }
        self.end(work, now);
    }

    fn end(&mut self, work: Work, due: i64) {
        for change in if work.fails { work.fail } else { work.end } {
            match change {
                Change::State { seq, state } => self.store.set_state(seq, state),
                other => self.apply(other, due),
            }
        }
        if let Some(task) = work.task {
            let reason = work.fails.then_some("the mock was told to let it fail");
            self.finish(task, reason, due);
        }
        if !work.fails {
            self.pass(work.then, due);
        }
    }

    fn happen(&mut self, due: i64, event: Event) {
        match event {
            Event::Begin { task } => self.begin(task, due),
            Event::End(work) => self.end(work, due),
            Event::Pass { seq, states } => self.pass(vec![(seq, states)], due),
            Event::Open { task, project, ask } => {
                if self.store.get(task).is_none() {
                    return;
                }
                self.begin(task, due);
                match self.decide(&ask, project, Some(task)) {
                    Ok(decided) => drop(self.start(&ask, project, decided, true)),
                    Err((refusal, _)) => self.finish(task, Some(&refusal.message()), due),
                }
            }
        }
    }

    /// Records enter the next of their states, and stay in it for a while unless it is the last.
    pub(super) fn pass(&mut self, then: Vec<(Seq, Vec<u8>)>, now: i64) {
        for (seq, mut states) in then {
            if states.is_empty() || self.store.get(seq).is_none() {
                continue;
            }
            let state = Some(states.remove(0));
            self.store.set_state(seq, state);
            if self.is_instant() {
                // No call can come in between.
                for state in states {
                    self.store.set_state(seq, Some(state));
                }
                continue;
            }
            if !states.is_empty() {
                let length = self.passing();
                self.works.add(now + length, Event::Pass { seq, states });
            }
        }
    }

    /// Keeps a record that no other one has the id of.
    pub(super) fn place(&mut self, record: Shared) {
        // Its parent may be gone by now.
        if self.store.get(record.parent).is_some() {
            self.store.insert(&self.model, record);
        }
    }

    /// Changes the world.
    pub(crate) fn apply(&mut self, change: Change, now: i64) {
        match change {
            Change::Create(mut record) => {
                give_end(&mut record, now);
                let is_entity = self.model.resource(record.sort).kind != Kind::Record;
                let other = if is_entity { self.store.same(&self.model, &record) } else { None };
                match other {
                    Some(seq) => {
                        let values = record.attributes();
                        let values = values.map(|(name, value)| (name, value.clone()));
                        self.store.update(&self.model, seq, values);
                    }
                    None => self.place(record),
                }
            }
            Change::Set { seq, values } => {
                let at_end = |value: Datum| match value.is_at_end() {
                    true => Datum::Moment(now),
                    false => value,
                };
                let values = values.into_iter().map(|(name, value)| (name, at_end(value)));
                self.store.update(&self.model, seq, values);
            }
            Change::State { seq, state } => self.store.set_state(seq, state),
            Change::Delete(seq) => {
                self.works.cancel(seq);
                self.store.remove(&self.model, seq);
            }
        }
    }
}

/// Gives a record the moment at which work ends, where it has none yet.
fn give_end(record: &mut Shared, now: i64) {
    if record.has_no_end() {
        Arc::make_mut(record).end_at(now);
    }
}
