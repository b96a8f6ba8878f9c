//! How a call is carried out: found, decided, begun, answered.

use std::mem::take;
use std::time::Duration;

use smol_str::SmolStr;
use taurusdb_descriptor_types::Effect;
use taurusdb_descriptor_types::resources::Input;

use super::ask::Ask;
use super::change::Change;
use super::plan::{self, Plan};
use super::record::{Record, Seq, Seqs, Shared};
use super::scene::{Missing, Scene};
use super::works::{Event, Work};
use super::world::World;
use super::{address, adopt, beside, guard, render, tasks};
use crate::answer::Answer;
use crate::call::Call;
use crate::refusal::Refusal;

/// The name of the path parameter that says in which project a call works.
const PROJECT: &str = taurusdb_descriptor_types::Parameter::PROJECT_ID;

impl World {
    /// Moves the virtual time on; what is due by then happens, in order and at its time.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
        self.settle();
    }

    /// The project in which a call only looks; `None` if it does more, or something has to happen before it.
    pub(crate) fn only_looks(&self, call: &Call) -> Option<Seq> {
        let is_read =
            call.operation.effect == Effect::Read && !self.model.operation(call.index).writes();
        if !is_read || self.adopts() || self.is_something_due() {
            return None;
        }
        let named = call.path.iter().find(|(name, _)| *name == PROJECT);
        self.store.project(named.map(|(_, id)| id.as_str()).unwrap_or_default())
    }

    /// Answers a call that only looks.
    pub(crate) fn look(&self, call: Call, project: Seq) -> Result<Answer, Refusal> {
        self.looked(&Ask::of(call), project).map_err(|(refusal, _)| refusal)
    }

    fn looked(&self, ask: &Ask, project: Seq) -> Result<Answer, (Refusal, Option<Missing>)> {
        let mut scene = Scene::new(self, ask, project);
        address::resolve(&mut scene).map_err(|missing| (self.unknown(&missing), None))?;
        let answer = render::answer(&scene);
        answer.map_err(|refusal| (refusal, scene.wanting.take()))
    }

    /// Carries out a call.
    pub(crate) fn answer(&mut self, ask: &Ask) -> Result<Answer, Refusal> {
        self.settle();
        let project = self.project(ask.path(PROJECT).unwrap_or_default());
        let writes = self.model.operation(ask.index).writes();
        let answer = self.carry_out(ask, project)?;
        if writes && self.is_instant() {
            // One second for each call that changes something: later things have later times, and the
            // same calls have the same. Work has no length, so it has ended before the next call: a
            // caller that waits asks once, and no call meets a busy record. Conflicts are for the other
            // clocks.
            self.settle();
            self.clock.advance(Duration::from_secs(1));
        }
        Ok(answer)
    }

    fn carry_out(&mut self, ask: &Ask, project: Seq) -> Result<Answer, Refusal> {
        let adopts = self.adopts();
        if adopts {
            // Each round makes one record that was missing; a request has not many ids.
            for _ in 0..64 {
                let mut scene = Scene::new(self, ask, project);
                let Err(missing) = address::resolve(&mut scene) else { break };
                self.adopt(ask, project, &missing)?;
            }
            adopt::fitting(self, ask, project);
        }
        let mut rounds = 0;
        loop {
            rounds += 1;
            let (refusal, wanting) = match self.carried_out(ask, project) {
                Ok(answer) => return Ok(answer),
                Err((refusal, wanting)) => (refusal, wanting),
            };
            match wanting {
                Some(missing) if adopts && rounds < 64 => self.adopt(ask, project, &missing)?,
                _ => return Err(refusal),
            }
        }
    }

    fn adopt(&mut self, ask: &Ask, project: Seq, missing: &Missing) -> Result<(), Refusal> {
        match adopt::ill_formed(self, missing) {
            Some(refusal) => Err(refusal),
            None => {
                adopt::missing(self, ask, project, missing);
                Ok(())
            }
        }
    }

    fn carried_out(
        &mut self,
        ask: &Ask,
        project: Seq,
    ) -> Result<Answer, (Refusal, Option<Missing>)> {
        if !self.model.operation(ask.index).writes() {
            return self.looked(ask, project);
        }
        let mut decided = self.decide(ask, project, None)?;
        // What the answer shows; nothing of it is needed to begin.
        let (named, created) = (take(&mut decided.named), take(&mut decided.created));
        let touched = take(&mut decided.touched);
        let (task, order) = (decided.task.take(), decided.order.take());
        let written = take(&mut decided.plan.shown);
        let is_queued = !self.ends_with_answer(ask);
        let work = self.start(ask, project, decided, is_queued);
        // What was written is shown as it is now, before its work can end.
        let mut scene = Scene::new(self, ask, project);
        (scene.named, scene.created, scene.task, scene.order) = (named, created, task, order);
        (scene.touched, scene.written) = (touched, written);
        let answer = render::answer(&scene).map_err(|refusal| (refusal, None));
        // Records that somebody else holds would be copied before they change.
        drop(scene);
        if let Some(work) = work {
            self.end_at_once(work);
        }
        answer
    }

    /// Whether the work of a call ends as soon as it is answered, so that nobody can see it run. An answer that shows
    /// tasks does see it.
    fn ends_with_answer(&self, ask: &Ask) -> bool {
        let tasks = [self.model.tasks.now, self.model.tasks.later];
        let views = &self.model.operation(ask.index).views;
        self.is_instant() && !views.iter().any(|(sort, _)| tasks.contains(&Some(*sort)))
    }

    /// Works out what a call does, or why it is refused. `task` is set if it has waited for its window.
    pub(super) fn decide(
        &self,
        ask: &Ask,
        project: Seq,
        task: Option<Seq>,
    ) -> Result<Decided, (Refusal, Option<Missing>)> {
        let mut scene = Scene::new(self, ask, project);
        address::resolve(&mut scene).map_err(|missing| (self.unknown(&missing), None))?;
        self.decided(&mut scene, task).map_err(|refusal| (refusal, scene.wanting.take()))
    }

    fn decided(&self, scene: &mut Scene<'_>, task: Option<Seq>) -> Result<Decided, Refusal> {
        let ask = scene.ask;
        let operation = self.model.operation(ask.index).operation;
        let locked = guard::locked(scene);
        let waits = task.is_none() && guard::is_delayed(scene);
        let mut plan = Plan::default();
        let mut runs = operation.task.is_some();
        if !waits {
            guard::check(scene, &locked)?;
            runs |= plan::lasts(scene);
        }
        if task.is_none()
            && let Some(follow) = &operation.task
        {
            tasks::handles(scene, follow, &locked);
        }
        if !waits {
            plan = plan::of(scene, runs)?;
        }
        let record = match &scene.task {
            Some(handle) => tasks::record(scene, handle, waits, &locked),
            None => None,
        };
        let opens = waits.then(|| self.window(scene, &locked));
        Ok(Decided {
            plan,
            locked,
            runs,
            opens,
            record,
            task_seq: task,
            ids: scene.ids.get(),
            seqs: scene.seqs.get(),
            named: take(&mut scene.named),
            created: take(&mut scene.created),
            touched: take(&mut scene.touched),
            task: scene.task.take(),
            order: scene.order.take(),
        })
    }

    /// Carries out what was decided: now, and what follows.
    ///
    /// Work that is not to be queued is given back: it ends when the call is answered.
    pub(super) fn start(
        &mut self,
        ask: &Ask,
        project: Seq,
        decided: Decided,
        is_queued: bool,
    ) -> Option<Work> {
        self.ids = decided.ids;
        self.store.set_last(decided.seqs);
        let now = self.time();
        let mut task = decided.task_seq;
        if let Some(record) = decided.record {
            task = Some(record.seq);
            self.store.insert(&self.model, record);
        }
        if let Some(opens) = decided.opens {
            if let Some(task) = task {
                self.works.add(opens, Event::Open { task, project, ask: ask.clone() });
            }
            return None;
        }
        let mut plan = decided.plan;
        for change in take(&mut plan.start) {
            match change {
                // Nobody else could have made it since it was decided.
                Change::Create(record) => self.place(record),
                Change::State { seq, state } => self.store.set_state(seq, state),
                other => self.apply(other, now),
            }
        }
        if !decided.runs {
            for change in take(&mut plan.end) {
                self.apply(change, now);
            }
            self.pass(plan.then, now);
            return None;
        }
        let operation = self.model.operation(ask.index).operation;
        let follow = operation.task;
        let length = self.duration(follow.and_then(|task| task.seconds));
        if let Some(task) = task
            && is_queued
        {
            let waits = if decided.task_seq.is_some() { 0 } else { self.waiting(length) };
            self.works.add(now + waits, Event::Begin { task });
        }
        let fails = self.takes_failure(operation.id);
        let work = Work {
            name: follow.and_then(|task| task.name).unwrap_or(operation.id),
            index: ask.index,
            task,
            busy: follow.and_then(|task| task.busy),
            locks: decided.locked,
            began: now,
            fails,
            end: plan.end,
            fail: plan.fail,
            then: plan.then,
        };
        if !is_queued {
            return Some(work);
        }
        self.works.add(now + length, Event::End(work));
        None
    }

    /// The refusal of an id that belongs to nothing.
    fn unknown(&self, missing: &Missing) -> Refusal {
        beside::refusal(self, missing)
    }
}

/// What a call does, decided before anything is changed.
pub(super) struct Decided {
    plan: Plan,
    locked: Vec<Seq>,
    /// Whether work goes on after the answer.
    runs: bool,
    /// When the window opens for which the call waits.
    opens: Option<i64>,
    /// The record of the task that it starts.
    record: Option<Record>,
    /// The record of the task that it was already.
    task_seq: Option<Seq>,
    ids: u64,
    seqs: u64,
    named: Vec<(Input, Seqs)>,
    created: Vec<Seq>,
    touched: Vec<Shared>,
    task: Option<SmolStr>,
    order: Option<SmolStr>,
}
