//! The inside of a server: what its connections, its control and its owner in the same program share.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLockWriteGuard};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use taurusdb_descriptor_types::{Effect, Examples, Service};

use crate::answer::Answer;
use crate::call::Call;
use crate::coverage::{Coverage, Seen as Covered};
use crate::durable::{Durable, NotKept};
use crate::error::Error;
use crate::expectations::{Expectations, Expected, Unmet};
use crate::faults::{Engine, Fault, Faults, Plan, Seen};
use crate::journal::{Entry, Journal};
use crate::past::Past;
use crate::refusal::Refusal;
use crate::remembered::{self, Question, Remembered};
use crate::request_id::RequestId;
use crate::shared::Shared;
use crate::state::{Ask, Clock, Settings, World};
use crate::tree::Misread;

/// The inside of a server.
#[derive(Debug)]
pub(crate) struct Mock {
    pub(crate) service: &'static Service,
    world: Shared<World>,
    /// How often the world may have changed.
    version: AtomicU64,
    /// Whether time passes though nobody calls.
    has_own_time: bool,
    remembered: Remembered,
    engine: Mutex<Engine>,
    /// Whether the engine has rules: most servers have none, and no request should wait to find out.
    has_faults: AtomicBool,
    past: Mutex<Past>,
    /// Whether the past is kept: nobody may ever ask for it.
    keeps_past: AtomicBool,
    /// What is kept across restarts, if anything is.
    durable: Mutex<Option<Durable>>,
    is_durable: AtomicBool,
    records: Mutex<Records>,
    requests: AtomicU64,
    /// How often everything was reset.
    pub(crate) begun: Arc<AtomicU64>,
}

/// What is written down about requests.
#[derive(Debug)]
struct Records {
    journal: Journal,
    coverage: Coverage,
    expectations: Expectations,
}

impl Mock {
    pub(crate) fn new(
        service: &'static Service,
        examples: &'static Examples,
        settings: Settings,
        journal: usize,
    ) -> Self {
        Self {
            service,
            engine: Mutex::new(Engine::new(service, settings.seed)),
            past: Mutex::new(Past::new(service, examples, settings.clone())),
            keeps_past: AtomicBool::new(false),
            durable: Mutex::new(None),
            is_durable: AtomicBool::new(false),
            requests: AtomicU64::new(0),
            begun: Arc::default(),
            version: AtomicU64::new(0),
            has_own_time: matches!(settings.clock, Clock::Real | Clock::Scaled(_)),
            remembered: Remembered::default(),
            world: Shared::new(World::new(service, examples, settings)),
            has_faults: AtomicBool::new(false),
            records: Mutex::new(Records {
                journal: Journal::new(journal),
                coverage: Coverage::default(),
                expectations: Expectations::default(),
            }),
        }
    }

    /// The service behind the gateway, to change it.
    pub(crate) fn world(&self) -> RwLockWriteGuard<'_, World> {
        self.changing(self.world.write())
    }

    /// Counts that the world may change.
    fn changing<'w>(&self, world: RwLockWriteGuard<'w, World>) -> RwLockWriteGuard<'w, World> {
        self.version.fetch_add(1, Ordering::AcqRel);
        world
    }

    /// The id of the next request.
    pub(crate) fn next_request_id(&self) -> RequestId {
        RequestId::of(self.requests.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Carries out a call; with an age, answers a call that changes nothing from what was kept so long
    /// ago.
    pub(crate) async fn answer(
        &self,
        call: Call,
        stale: Option<Duration>,
    ) -> Result<Answer, Refusal> {
        // Who changes something does not wait for the others twice.
        let may_look = call.operation.effect == Effect::Read;
        if may_look && stale.is_none() && !self.keeps_past.load(Ordering::Relaxed) {
            let question = self.question(&call);
            if let Some(answer) = question.as_ref().and_then(|asked| self.known(asked)) {
                return Ok(answer);
            }
            let world = self.world.read_in_turn().await;
            if let Some(project) = world.only_looks(&call) {
                // Whoever changes the world waits meanwhile, and counts up before.
                let version = self.version();
                let answered = world.look(call, project);
                if let (Ok(answer), Some(question)) = (&answered, question) {
                    self.remembered.add(version, question, answer);
                }
                return answered;
            }
        }
        let mut world = self.changing(self.world.write_in_turn().await);
        if stale.is_some() {
            self.keeps_past.store(true, Ordering::Relaxed);
        }
        if self.keeps_past.load(Ordering::Relaxed) {
            let mut past = locked(&self.past);
            if let Some(age) = stale
                && let Some(earlier) = past.answer(age, world.now(), &call)
            {
                return earlier;
            }
            past.watch(&world, &call);
        }
        let effect = call.operation.effect;
        let ask = Ask::of(call);
        let answered = world.answer(&ask);
        if effect != Effect::Read {
            // Also after a refusal: time may have passed, and work may have ended.
            self.keep(&mut world).map_err(|not_kept| Refusal::Service {
                code: "",
                status: 500,
                message: format!("what was done could not be kept: {not_kept}").into(),
            })?;
        }
        // What was asked is taken apart when the others can go on.
        drop(world);
        answered
    }

    /// What a call asks whose answer only changes with the world; `None` if it does more, or time passes by
    /// itself.
    fn question(&self, call: &Call) -> Option<Question> {
        let is_it =
            !self.has_own_time && call.operation.effect == Effect::Read && call.body.is_none();
        is_it.then(|| remembered::question(call))
    }

    /// The answer to a question, if it was given since the world last changed.
    fn known(&self, question: &Question) -> Option<Answer> {
        self.remembered.answer(self.version(), question)
    }

    fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Keeps the world in a file from now on, and begins with what is in it.
    pub(crate) fn make_durable(&self, file: &Path) -> Result<(), Error> {
        let durable = Durable::open(file)?;
        let mut world = self.world();
        if let Some(kept) = durable.load()? {
            world.restore(&kept).map_err(|(field, wrong)| Misread {
                source: file.display().to_string(),
                line: None,
                field,
                wrong,
            })?;
        }
        *locked(&self.durable) = Some(durable);
        self.is_durable.store(true, Ordering::Relaxed);
        self.keep(&mut world)?;
        Ok(())
    }

    /// Lets go of the file, which another mock may want at once. What is done from now on is not kept.
    pub(crate) fn close(&self) {
        // After the call that is being written down, if there is one.
        let _world = self.world();
        *locked(&self.durable) = None;
    }

    /// Writes down what has changed in the world, if it is to be kept.
    pub(crate) fn keep(&self, world: &mut World) -> Result<(), NotKept> {
        if !self.is_durable.load(Ordering::Relaxed) {
            return Ok(());
        }
        match &mut *locked(&self.durable) {
            Some(durable) => durable.save(world.take_changes()),
            // A call that was under way when the mock ended.
            None => {
                Err(NotKept { file: "the state".into(), wrong: "the mock has ended".to_owned() })
            }
        }
    }

    /// Changes the world from outside of a call, and writes it down.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.world();
        let done = change(&mut world);
        if let Err(not_kept) = self.keep(&mut world) {
            tracing::error!(%not_kept, "a change of the control could not be kept");
        }
        done
    }

    /// Everything as it was in the beginning, but for the faults in force, which count anew, and the
    /// expectations.
    pub(crate) fn reset(&self) {
        self.change(World::reset);
        locked(&self.past).clear();
        self.requests.store(0, Ordering::Relaxed);
        self.begun.fetch_add(1, Ordering::Relaxed);
        locked(&self.engine).restart();
        let mut records = locked(&self.records);
        records.journal.clear();
        records.coverage.clear();
        records.expectations.restart();
    }

    /// How many records each resource has.
    pub(crate) fn counts(&self) -> HashMap<&'static str, usize> {
        self.world.read().counts()
    }

    /// The time of the service.
    pub(crate) fn now(&self) -> Timestamp {
        self.world.read().now()
    }

    /// Lets time pass.
    pub(crate) fn advance(&self, by: Duration) {
        self.change(|world| world.advance(by));
    }

    /// What is done to a request.
    pub(crate) fn plan(&self, seen: &Seen<'_>) -> Result<Plan, Misread> {
        if !self.has_faults.load(Ordering::Relaxed) && !Engine::is_asked(seen) {
            return Ok(Plan::default());
        }
        locked(&self.engine).plan(seen)
    }

    /// Works with the faults.
    fn engine<T>(&self, work: impl FnOnce(&mut Engine) -> T) -> T {
        let mut engine = locked(&self.engine);
        let done = work(&mut engine);
        self.has_faults.store(!engine.is_empty(), Ordering::Relaxed);
        if engine.needs_the_past() {
            self.keeps_past.store(true, Ordering::Relaxed);
        }
        done
    }

    pub(crate) fn add_fault(&self, fault: Fault) -> Result<String, Misread> {
        self.engine(|engine| engine.add(fault))
    }

    pub(crate) fn add_faults(&self, faults: Faults) -> Result<Vec<String>, Misread> {
        self.engine(|engine| engine.add_all(faults))
    }

    pub(crate) fn remove_fault(&self, name: &str) -> bool {
        self.engine(|engine| engine.remove(name))
    }

    pub(crate) fn clear_faults(&self) {
        self.engine(Engine::clear);
    }

    pub(crate) fn faults(&self) -> Vec<Fault> {
        self.engine(|engine| engine.faults())
    }

    pub(crate) fn show_faults(&self) -> Value {
        self.engine(|engine| engine.show())
    }

    pub(crate) fn fault_names(&self) -> Vec<String> {
        self.engine(|engine| engine.names().map(str::to_owned).collect())
    }

    /// Writes a request and its answer down.
    pub(crate) fn note(&self, entry: Entry, covered: Option<Covered<'_>>) {
        let mut records = locked(&self.records);
        if let Some(covered) = covered {
            records.coverage.add(&covered, entry.code());
            records.expectations.count(covered.operation.id, covered.status);
        }
        // What is forgotten is dropped when the others can go on.
        let forgotten = records.journal.add(entry);
        drop(records);
        drop(forgotten);
    }

    pub(crate) fn journal<T>(&self, read: impl FnOnce(&Journal) -> T) -> T {
        read(&locked(&self.records).journal)
    }

    pub(crate) fn clear_journal(&self) {
        locked(&self.records).journal.clear();
    }

    pub(crate) fn coverage(&self) -> Value {
        locked(&self.records).coverage.report(self.service)
    }

    pub(crate) fn clear_coverage(&self) {
        locked(&self.records).coverage.clear();
    }

    pub(crate) fn expect(&self, expected: Expected) -> usize {
        locked(&self.records).expectations.add(expected)
    }

    /// Changes an expectation that was added as this one.
    pub(crate) fn change_expected(&self, index: usize, change: impl FnOnce(&mut Expected)) {
        if let Some(expected) = locked(&self.records).expectations.get_mut(index) {
            change(expected);
        }
    }

    pub(crate) fn show_expectations(&self) -> Vec<Value> {
        locked(&self.records).expectations.show()
    }

    pub(crate) fn clear_expectations(&self) {
        locked(&self.records).expectations.clear();
    }

    pub(crate) fn verify(&self) -> Result<(), Unmet> {
        locked(&self.records).expectations.verify(self.service)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
