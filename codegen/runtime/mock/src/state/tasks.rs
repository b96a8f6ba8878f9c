//! The records of tasks: made by the rules of the model, not by steps.

use smol_str::{SmolStr, format_smolstr};
use taurusdb_descriptor_types::resources::{Class, IdShape, Task};

use super::ask::Place;
use super::change::Change;
use super::datum::{Datum, plain, text};
use super::model::Model;
use super::record::{Record, Seq};
use super::scene::{At, Scene};
use super::sort::Sort;
use super::{World, guard, ids};

/// How long work takes whose duration nobody knows: in seconds, least and most.
const USUAL: [u32; 2] = [20, 90];

/// How long a record stays in a state that it passes through by itself.
const PASSING: [u32; 2] = [60, 180];

/// How long a task waits before it runs, in milliseconds.
const WAITING: i64 = 3_000;

/// How many tasks are remembered in one project.
const MOST_TASKS: usize = 10_000;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The window in which tasks run that were told to wait, if the record has none of its own.
const WINDOW: (i64, i64) = (2 * 60 * MINUTE, 6 * 60 * MINUTE);

/// The attribute that has the window: `hh:mm-hh:mm`.
const WINDOW_ATTRIBUTE: &str = "maintenance_window";

/// The handles that a call answers with.
pub(crate) fn handles(scene: &mut Scene<'_>, task: &Task, locked: &[Seq]) {
    let is_delayed = guard::is_delayed(scene);
    let model = &scene.world.model;
    let sort = if is_delayed { model.tasks.later } else { model.tasks.now };
    let shape = sort.and_then(|sort| model.resource(sort).id_shape).unwrap_or(IdShape::Uuid36);
    let is_prepaid = prepaid(scene, locked);
    let is_order =
        task.order.is_some() && (is_prepaid || task.job.is_none() && task.workflow.is_none());
    if is_order {
        scene.order = Some(order(scene));
    } else if task.job.is_some() || task.workflow.is_some() {
        scene.task = Some(scene.fresh(shape));
    }
}

/// Whether the call is about something that is paid in advance: the record that it locks, or the one
/// that it will make.
fn prepaid(scene: &Scene<'_>, locked: &[Seq]) -> bool {
    let world = scene.world;
    let own = locked.iter().filter_map(|seq| scene.record(*seq));
    if own.into_iter().any(|record| guard::is_prepaid(scene, record)) {
        return true;
    }
    let operation = world.model.operation(scene.ask.index);
    operation.steps.iter().any(|one| {
        let Some(prepaid) = world.model.resource(one.sort).prepaid else { return false };
        let Some(source) = &one.prepaid else { return false };
        let at = At { record: None, sort: one.sort, place: &Place::default() };
        let value = scene.value(source, at).ok().flatten();
        value.is_some_and(|value| plain(&value) == prepaid.is)
    })
}

/// The number of an order, as such systems write it.
fn order(scene: &Scene<'_>) -> SmolStr {
    scene.ids.set(scene.ids.get() + 1);
    let number = ids::mix(scene.world.seed, scene.ids.get());
    format_smolstr!("CS{:010}{:05X}", number % 10_000_000_000, (number >> 40) & 0xf_ffff)
}

/// The record of the task that a call starts.
pub(crate) fn record(
    scene: &Scene<'_>,
    handle: &str,
    is_delayed: bool,
    locked: &[Seq],
) -> Option<Record> {
    let model = &scene.world.model;
    let sort = if is_delayed { model.tasks.later? } else { model.tasks.now? };
    let entry = model.sort(sort);
    let names = entry.task_names.as_ref()?;
    let operation = model.operation(scene.ask.index).operation;
    let mut record = Record::new(&entry.bare, sort, scene.reserve(), scene.project, scene.now);
    record.set_named(names.id, handle.into());
    let name = operation.task.and_then(|task| task.name).unwrap_or(operation.id);
    record.set_named(names.name, Datum::fixed(name));
    record.set_named(names.created, Datum::Moment(scene.now));
    for (attribute, called) in &names.subjects {
        let Some(near) = subject(scene, attribute.text, locked) else { continue };
        record.set_named(*attribute, scene.id_value(near));
        if let (Some(called), Some(label)) = (called, scene.label(near)) {
            record.set_named(*called, label.into_owned());
        }
    }
    if let Some(order) = &scene.order {
        record.set("order_id", order.as_str().into());
    }
    record.state = waiting(model, sort).or_else(|| entry.initial());
    scene.defaults(&mut record, &Place::default());
    record.settled();
    Some(record)
}

/// What a task is about: the first locked record, or the nearest above it, that paths call by the name
/// that the attribute has. Without a lock, what the call has just made.
fn subject<'s>(scene: &'s Scene<'_>, attribute: &str, locked: &[Seq]) -> Option<&'s Record> {
    let is_it = |record: &Record| {
        let parameter = scene.world.model.resource(record.sort).path_parameter;
        parameter.is_some_and(|parameter| parameter.ends_with(attribute))
    };
    let named = scene.named.iter().flat_map(|(_, seqs)| seqs);
    for seq in locked.iter().chain(&scene.created).chain(named) {
        let mut at = scene.record(*seq);
        while let Some(record) = at {
            if is_it(record) {
                return Some(record);
            }
            at = scene.parent(record);
        }
    }
    None
}

/// The state of a task that does not run yet, and that of one that runs: two that pass by themselves.
fn waiting(model: &Model, sort: Sort) -> Option<u8> {
    let entry = model.sort(sort);
    if Some(sort) == model.tasks.later {
        return entry.initial();
    }
    other(model, sort)
}

fn running(model: &Model, sort: Sort) -> Option<u8> {
    let entry = model.sort(sort);
    if Some(sort) == model.tasks.later {
        return other(model, sort).or_else(|| entry.initial());
    }
    entry.initial()
}

fn other(model: &Model, sort: Sort) -> Option<u8> {
    let entry = model.sort(sort);
    let mut states = (0..entry.resource.states.len() as u8).map(Some);
    let is_other = |state: &Option<u8>| {
        entry.class(*state) == Some(Class::Changing) && *state != entry.initial()
    };
    states.find(is_other).flatten()
}

impl World {
    /// How long work of an operation takes, in milliseconds: the same for the same seed and number.
    pub(crate) fn duration(&self, seconds: Option<[u32; 2]>) -> i64 {
        let [least, most] = seconds.unwrap_or(USUAL);
        self.span(least, most)
    }

    pub(crate) fn passing(&self) -> i64 {
        self.span(PASSING[0], PASSING[1])
    }

    fn span(&self, least: u32, most: u32) -> i64 {
        if self.is_instant() {
            return 0;
        }
        let most = u64::from(most.max(least)) - u64::from(least);
        let extra = ids::mix(self.seed, self.ids) % (most + 1);
        1000 * (i64::from(least) + i64::try_from(extra).unwrap_or_default())
    }

    /// How long a task waits before it runs.
    pub(crate) fn waiting(&self, duration: i64) -> i64 {
        if self.is_instant() { 0 } else { WAITING.min(duration / 4) }
    }

    /// A task begins to run.
    pub(crate) fn begin(&mut self, task: Seq, now: i64) {
        let Some(record) = self.store.get(task) else { return };
        let state = running(&self.model, record.sort);
        let is_later = Some(record.sort) == self.model.tasks.later;
        self.apply(Change::State { seq: task, state }, now);
        if is_later {
            let values = vec![("start_time", Datum::Moment(now))];
            self.apply(Change::Set { seq: task, values }, now);
        }
    }

    /// A task has ended.
    pub(crate) fn finish(&mut self, task: Seq, failed: Option<&str>, now: i64) {
        let Some(record) = self.store.get(task) else { return };
        let entry = self.model.sort(record.sort);
        let class = if failed.is_some() { Class::Failed } else { Class::Ready };
        let state = entry.resource.states.iter().position(|state| state.class == class);
        let state = state.and_then(|at| u8::try_from(at).ok());
        let ended = entry.task_names.as_ref().map(|names| (names.ended.text, Datum::Moment(now)));
        let reason = failed.map(|reason| ("fail_reason", reason.into()));
        let (sort, parent) = (record.sort, record.parent);
        self.store.set_state(task, state);
        self.store.update(&self.model, task, [ended, reason].into_iter().flatten());
        self.forget_tasks(sort, parent, now);
    }

    /// Forgets the oldest tasks that have ended, if there are too many: whoever goes on making calls would fill
    /// the memory with them.
    fn forget_tasks(&mut self, sort: Sort, parent: Seq, now: i64) {
        while self.store.children(parent, sort).len() > MOST_TASKS {
            let has_ended = |seq: &&Seq| {
                let record = self.store.get(**seq);
                let class = record.and_then(|one| self.model.sort(sort).class(one.state));
                matches!(class, Some(Class::Ready | Class::Failed))
            };
            let all = self.store.children(parent, sort);
            let Some(oldest) = all.iter().find(has_ended).copied() else { return };
            self.apply(Change::Delete(oldest), now);
        }
    }

    /// How far the work of a task is, where the attribute says so; empty before and after.
    pub(crate) fn progress(&self, record: &Record, name: &str) -> Option<Datum> {
        if !self.model.is_progress(record.sort, name) {
            return None;
        }
        let (work, due) = self.works.of_task(record.seq)?;
        let length = (due - work.began).max(1);
        let share = (self.time() - work.began).clamp(0, length) * 100 / length;
        Some(format!("{}%", share.min(99)).into())
    }

    /// When the window of a record opens next, or now if it is open.
    pub(crate) fn window(&self, scene: &Scene<'_>, locked: &[Seq]) -> i64 {
        let mut window = WINDOW;
        for seq in locked {
            let mut at = scene.record(*seq);
            while let Some(record) = at {
                if let Some(own) = record.get(WINDOW_ATTRIBUTE).and_then(|value| span(&text(value)))
                {
                    window = own;
                }
                at = scene.parent(record);
            }
        }
        let now = scene.now;
        let (from, until) = window;
        let day = now.rem_euclid(DAY);
        let is_open =
            if from <= until { (from..until).contains(&day) } else { day >= from || day < until };
        if is_open { now } else { now + (from - day).rem_euclid(DAY) }
    }
}

/// The milliseconds of the day between which a window lasts.
fn span(text: &str) -> Option<(i64, i64)> {
    let (from, until) = text.split_once('-')?;
    Some((of_day(from)?, of_day(until)?))
}

fn of_day(text: &str) -> Option<i64> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=24).contains(&hours) && (0..60).contains(&minutes))
        .then_some((hours * 60 + minutes) * MINUTE)
}

#[cfg(test)]
mod tests {
    use super::{MINUTE, span};

    #[test]
    fn windows_are_read() {
        assert_eq!(span("02:00-06:30"), Some((120 * MINUTE, 390 * MINUTE)));
        for wrong in ["", "02:00", "2-6", "25:00-26:00", "02:61-03:00"] {
            assert_eq!(span(wrong), None, "{wrong}");
        }
    }
}
