//! The service behind the gateway: it answers calls that passed all checks.

use std::time::Duration;

use serde_json::Value;
use taurusdb_descriptor_types::resources::{ErrorAnswer, Errors};
use taurusdb_descriptor_types::{Examples, Service};

use super::address::{self, Missing};
use super::ask::Ask;
use super::clock::{Clock, Running};
use super::layout::Layouts;
use super::model::{Model, Sort};
use super::plan::{self, Change, Plan};
use super::record::{Record, Seq};
use super::scene::Scene;
use super::store::Store;
use super::works::{Event, Work, Works};
use super::{adopt, guard, render, seeds, tasks, times};
use crate::answer::Answer;
use crate::call::Call;
use crate::refusal::{Refusal, shorten};
use crate::sample::Sampler;

/// How a world behaves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// How time passes.
    pub(crate) clock: Clock,
    /// Worlds with the same seed give the same answers to the same calls.
    pub(crate) seed: u64,
    /// When virtual time begins, in milliseconds since 1970, instead of the usual moment.
    pub(crate) start: Option<i64>,
    /// Whether an id that nobody knows counts as that of a record which is made on the spot.
    pub(crate) adopts: bool,
}

/// The name of the path parameter that says in which project a call works.
const PROJECT: &str = taurusdb_descriptor_types::Parameter::PROJECT_ID;

/// The project of seeds that name none.
pub(crate) const USUAL_PROJECT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// The service behind the gateway: answers calls that passed all checks.
pub(crate) struct World {
    pub(crate) model: Model,
    pub(crate) layouts: Layouts,
    pub(crate) store: Store,
    pub(crate) works: Works,
    pub(crate) seed: u64,
    /// How many ids were given out.
    pub(crate) ids: u64,
    clock: Running,
    settings: Settings,
    /// Work that will fail: the operation, or any, and how often.
    failing: Vec<(Option<String>, u32)>,
}

impl World {
    pub(crate) fn new(
        service: &'static Service,
        examples: &'static Examples,
        settings: Settings,
    ) -> Self {
        let model = Model::new(service, Sampler::new(service, examples));
        let layouts = Layouts::new(&model);
        let clock = Running::new(settings.clock, service.date, settings.start);
        Self {
            model,
            layouts,
            store: Store::default(),
            works: Works::default(),
            seed: settings.seed,
            ids: 0,
            clock,
            settings,
            failing: Vec::new(),
        }
    }

    /// The virtual time, in milliseconds since 1970.
    pub(crate) fn time(&self) -> i64 {
        self.clock.now()
    }

    /// The virtual time.
    pub(crate) fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.time()).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// Moves the virtual time on; what is due by then happens, in order and at its time.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
        self.settle();
    }

    /// Forgets everything: as if the world had just begun.
    pub(crate) fn reset(&mut self) {
        self.store = Store::default();
        self.works = Works::default();
        self.failing.clear();
        self.ids = 0;
        self.clock =
            Running::new(self.settings.clock, self.model.service.date, self.settings.start);
    }

    /// Lets the next work of an operation fail, or of any without one.
    pub(crate) fn fail_next(&mut self, operation: Option<&str>, times: u32) {
        self.failing.push((operation.map(str::to_owned), times));
    }

    /// Whether ids that nobody knows are taken for those of records.
    pub(crate) fn adopts(&self) -> bool {
        self.settings.adopts
    }

    /// Whether work ends before the next call.
    pub(crate) fn is_instant(&self) -> bool {
        self.clock.mode == Clock::Instant
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn clock_mut(&mut self) -> &mut Running {
        &mut self.clock
    }

    /// Carries out a call.
    pub(crate) fn answer(&mut self, call: &Call) -> Result<Answer, Refusal> {
        self.settle();
        let ask = Ask::of(call);
        let project = self.project(ask.path(PROJECT).unwrap_or_default());
        let writes = self.model.operation(ask.index).writes();
        let answer = self.carry_out(&ask, project)?;
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
        // Each round makes one record that was missing; a request has not many ids.
        for _ in 0..64 {
            let mut scene = Scene::new(self, ask, project);
            match address::resolve(&mut scene) {
                Ok(()) => break,
                Err(missing) if adopts => adopt::missing(self, ask, project, &missing),
                Err(missing) => return Err(self.unknown(&missing)),
            }
        }
        if adopts {
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
                Some(missing) if adopts && rounds < 64 => {
                    adopt::missing(self, ask, project, &missing);
                }
                _ => return Err(refusal),
            }
        }
    }

    fn carried_out(
        &mut self,
        ask: &Ask,
        project: Seq,
    ) -> Result<Answer, (Refusal, Option<Missing>)> {
        if !self.model.operation(ask.index).writes() {
            let mut scene = Scene::new(self, ask, project);
            address::resolve(&mut scene).map_err(|missing| (self.unknown(&missing), None))?;
            let answer = render::answer(&scene, &[]);
            return answer.map_err(|refusal| (refusal, scene.wanting.take()));
        }
        let decided = self.decide(ask, project, None)?;
        let (named, created) = (decided.named.clone(), decided.created.clone());
        let (task, order, shown) =
            (decided.task.clone(), decided.order.clone(), decided.plan.shown.clone());
        self.start(ask, project, decided);
        // What was written is shown as it is now, before its work can end.
        let mut scene = Scene::new(self, ask, project);
        (scene.named, scene.created, scene.task, scene.order) = (named, created, task, order);
        render::answer(&scene, &shown).map_err(|refusal| (refusal, None))
    }

    /// Works out what a call does, or why it is refused. `task` is set if it has waited for its window.
    fn decide(
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
            named: std::mem::take(&mut scene.named),
            created: std::mem::take(&mut scene.created),
            task: scene.task.take(),
            order: scene.order.take(),
        })
    }

    /// Carries out what was decided: now, and what follows.
    fn start(&mut self, ask: &Ask, project: Seq, decided: Decided) {
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
            return;
        }
        let mut plan = decided.plan;
        for change in std::mem::take(&mut plan.start) {
            self.apply(change, now);
        }
        if !decided.runs {
            for change in std::mem::take(&mut plan.end) {
                self.apply(change, now);
            }
            self.pass(plan.then, now);
            return;
        }
        let operation = self.model.operation(ask.index).operation;
        let follow = operation.task;
        let length = self.duration(follow.and_then(|task| task.seconds));
        if let Some(task) = task {
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
        self.works.add(now + length, Event::End(work));
    }

    fn takes_failure(&mut self, operation: &str) -> bool {
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
        while let Some((due, event)) = self.works.due(now) {
            self.happen(due, event);
        }
    }

    fn happen(&mut self, due: i64, event: Event) {
        match event {
            Event::Begin { task } => self.begin(task, due),
            Event::End(work) => {
                for change in if work.fails { work.fail } else { work.end } {
                    self.apply(change, due);
                }
                if let Some(task) = work.task {
                    let reason = work.fails.then_some("the mock was told to let it fail");
                    self.finish(task, reason, due);
                }
                if !work.fails {
                    self.pass(work.then, due);
                }
            }
            Event::Pass { seq, states } => self.pass(vec![(seq, states)], due),
            Event::Open { task, project, ask } => {
                if self.store.get(task).is_none() {
                    return;
                }
                self.begin(task, due);
                match self.decide(&ask, project, Some(task)) {
                    Ok(decided) => self.start(&ask, project, decided),
                    Err((refusal, _)) => self.finish(task, Some(&refusal.message()), due),
                }
            }
        }
    }

    /// Records enter the next of their states, and stay in it for a while unless it is the last.
    fn pass(&mut self, then: Vec<(Seq, Vec<u8>)>, now: i64) {
        for (seq, mut states) in then {
            if states.is_empty() || self.store.get(seq).is_none() {
                continue;
            }
            let state = Some(states.remove(0));
            self.apply(Change::State { seq, state }, now);
            if !states.is_empty() {
                let length = self.passing();
                self.works.add(now + length, Event::Pass { seq, states });
            }
        }
    }

    /// Changes the world.
    pub(crate) fn apply(&mut self, change: Change, now: i64) {
        match change {
            Change::Create(mut record) => {
                self.fill_in(&mut record, now);
                let id = self.key(&record);
                let id: Vec<&str> = id.iter().map(String::as_str).collect();
                let other = match id.is_empty() {
                    true => None,
                    false => self.store.find(&self.model, record.sort, record.parent, &id),
                };
                let is_entity = self.model.resource(record.sort).kind
                    != taurusdb_descriptor_types::resources::Kind::Record;
                match other.filter(|_| is_entity) {
                    Some(seq) => self.store.update(&self.model, seq, |other| {
                        for (name, value) in record.attributes() {
                            other.set(name, value.clone());
                        }
                    }),
                    // Its parent may be gone by now.
                    None if self.store.get(record.parent).is_some() => {
                        self.store.insert(&self.model, record);
                    }
                    None => {}
                }
            }
            Change::Set { seq, values } => self.store.update(&self.model, seq, |record| {
                for (name, value) in values {
                    let value = if value == times::at_end() { times::internal(now) } else { value };
                    record.set(name, value);
                }
            }),
            Change::State { seq, state } => {
                self.store.update(&self.model, seq, |record| record.state = state);
            }
            Change::Delete(seq) => {
                self.works.cancel(seq);
                self.store.remove(&self.model, seq);
            }
        }
    }

    fn fill_in(&self, record: &mut Record, now: i64) {
        let open: Vec<&'static str> = record
            .attributes()
            .filter(|(_, value)| **value == times::at_end())
            .map(|(name, _)| name)
            .collect();
        for name in open {
            record.set(name, times::internal(now));
        }
    }

    fn key(&self, record: &Record) -> Vec<String> {
        let id = self.model.resource(record.sort).id.iter();
        let parts: Option<Vec<_>> =
            id.map(|path| record.get(path.0).map(super::ask::text)).collect();
        parts.unwrap_or_default()
    }

    /// The record of a project, made when a call first names it, with what every project has.
    pub(crate) fn project(&mut self, id: &str) -> Seq {
        if let Some(seq) = self.store.project(id) {
            return seq;
        }
        let seq = self.store.reserve();
        self.store.add_project(id, seq);
        let ask = Ask::in_project(PROJECT, id);
        let scene = Scene::new(self, &ask, seq);
        let records = seeds::under(&scene, Sort::PROJECT, seq);
        let (ids, seqs) = (scene.ids.get(), scene.seqs.get());
        self.ids = ids;
        self.store.set_last(seqs);
        for record in records {
            self.store.insert(&self.model, record);
        }
        seq
    }

    /// The refusal of an id that belongs to nothing.
    fn unknown(&self, missing: &Missing) -> Refusal {
        let id: Vec<_> = missing.id.iter().map(|(_, value)| value.as_str()).collect();
        self.missing(missing.sort, Some(&id.join("@")))
    }

    /// The refusal for something that is not there.
    pub(crate) fn missing(&self, sort: Sort, id: Option<&str>) -> Refusal {
        let name = self.model.resource(sort).name.replace('_', " ");
        let message = match id {
            Some(id) => format!("there is no {name} '{}'", shorten(id)),
            None => format!("there is no such {name}"),
        };
        self.refusal(sort, |errors| errors.missing, 404, message)
    }

    /// A refusal by the error that the resource, or one above it, has for the case.
    pub(crate) fn refusal(
        &self,
        sort: Sort,
        which: impl Fn(&Errors) -> Option<ErrorAnswer>,
        usual: u16,
        message: String,
    ) -> Refusal {
        match guard::error_of(&self.model, sort, which) {
            Some(answer) => self.answered(answer, usual, message),
            None => Refusal::Service {
                code: self.model.service.parameter_error,
                status: usual,
                message: message.into(),
            },
        }
    }

    pub(crate) fn answered(&self, answer: ErrorAnswer, usual: u16, message: String) -> Refusal {
        let listed = self.model.service.error_code(answer.code).and_then(|code| code.status);
        let status = answer.status.or(listed).unwrap_or(usual);
        Refusal::Service { code: answer.code, status, message: message.into() }
    }

    /// A record as a message names it.
    pub(crate) fn called(&self, scene: &Scene<'_>, record: &Record) -> String {
        let name = self.model.resource(record.sort).name.replace('_', " ");
        let id = scene.id(record);
        if id.is_empty() { name } else { format!("{name} '{}'", shorten(&id)) }
    }

    /// Refuses a record that would be one too many.
    pub(crate) fn quota(&self, _scene: &Scene<'_>, _record: &Record) -> Result<(), Refusal> {
        Ok(())
    }

    /// The records of a resource in all projects, the oldest first.
    pub(crate) fn records(&self, resource: &str) -> Vec<Value> {
        let Some(sort) = self.model.named(resource) else { return Vec::new() };
        let mut found: Vec<_> = self.store.records().filter(|record| record.sort == sort).collect();
        found.sort_by_key(|record| record.seq);
        found.into_iter().map(|record| self.to_json(record)).collect()
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("records", &self.store.len()).finish_non_exhaustive()
    }
}

/// What a call does, decided before anything is changed.
struct Decided {
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
    named: Vec<(taurusdb_descriptor_types::resources::Input, Vec<Seq>)>,
    created: Vec<Seq>,
    task: Option<String>,
    order: Option<String>,
}
