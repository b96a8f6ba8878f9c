//! Work that goes on after the answer: what is running, what it locks, and what happens when it ends.

use std::collections::BTreeMap;

use taurusdb_descriptor_types::resources::ErrorAnswer;

use super::ask::Ask;
use super::change::Change;
use super::changed::Changed;
use super::numbered::Numbered;
use super::record::Seq;

/// Something that will happen at a moment.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// A task is no longer waiting.
    Begin { task: Seq },
    /// Work ends.
    End(Work),
    /// A record passes into the next of its states by itself; the last one stays.
    Pass { seq: Seq, states: Vec<u8> },
    /// The window of a task opens that waited for it.
    Open { task: Seq, project: Seq, ask: Ask },
}

/// Work under way.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// What people call it.
    pub(crate) name: &'static str,
    /// The operation that started it.
    pub(crate) index: usize,
    /// The task that shows it.
    pub(crate) task: Option<Seq>,
    /// What other calls are told meanwhile, if not what the resource says.
    pub(crate) busy: Option<ErrorAnswer>,
    pub(crate) locks: Vec<Seq>,
    /// When it began, in milliseconds of virtual time.
    pub(crate) began: i64,
    pub(crate) fails: bool,
    pub(crate) end: Vec<Change>,
    pub(crate) fail: Vec<Change>,
    pub(crate) then: Vec<(Seq, Vec<u8>)>,
}

/// All that will happen, in order.
#[derive(Debug, Default)]
pub(crate) struct Works {
    queue: BTreeMap<(i64, u64), Event>,
    last: u64,
    /// The work that locks a record.
    locks: Numbered<Seq, (i64, u64)>,
    /// The work that a task shows.
    tasks: Numbered<Seq, (i64, u64)>,
    /// The tasks that wait for their windows.
    waiting: Numbered<Seq, (i64, u64)>,
    /// The events that were added or taken out since it was last asked for them.
    changed: Changed<(i64, u64), ()>,
}

impl Works {
    pub(crate) fn add(&mut self, due: i64, event: Event) {
        self.last += 1;
        let key = (due, self.last);
        self.changed.note(key, ());
        match &event {
            Event::End(work) => {
                for seq in &work.locks {
                    self.locks.insert(*seq, key);
                }
                if let Some(task) = work.task {
                    self.tasks.insert(task, key);
                }
            }
            Event::Open { task, .. } => drop(self.waiting.insert(*task, key)),
            Event::Begin { .. } | Event::Pass { .. } => {}
        }
        self.queue.insert(key, event);
    }

    /// Whether something is due at a moment.
    pub(crate) fn is_due(&self, now: i64) -> bool {
        self.queue.first_key_value().is_some_and(|((due, _), _)| *due <= now)
    }

    /// The next event that is due at a moment, and when it was due.
    pub(crate) fn due(&mut self, now: i64) -> Option<(i64, Event)> {
        let entry = self.queue.first_entry().filter(|entry| entry.key().0 <= now)?;
        let (key, event) = entry.remove_entry();
        self.changed.note(key, ());
        match &event {
            Event::End(work) => {
                for seq in &work.locks {
                    // A record may be locked again meanwhile by other work.
                    if self.locks.get(seq) == Some(&key) {
                        self.locks.remove(seq);
                    }
                }
                if let Some(task) = work.task {
                    self.tasks.remove(&task);
                }
            }
            Event::Open { task, .. } => drop(self.waiting.remove(task)),
            Event::Begin { .. } | Event::Pass { .. } => {}
        }
        Some((key.0, event))
    }

    /// The work that locks a record.
    pub(crate) fn locking(&self, seq: Seq) -> Option<&Work> {
        self.work(*self.locks.get(&seq)?)
    }

    /// The work that a task shows, and when it ends.
    pub(crate) fn of_task(&self, task: Seq) -> Option<(&Work, i64)> {
        let key = *self.tasks.get(&task)?;
        self.work(key).map(|work| (work, key.0))
    }

    fn work(&self, key: (i64, u64)) -> Option<&Work> {
        match self.queue.get(&key)? {
            Event::End(work) => Some(work),
            _ => None,
        }
    }

    /// What is to come, in order: when, its number, and what.
    pub(crate) fn events(&self) -> impl Iterator<Item = ((i64, u64), &Event)> {
        self.queue.iter().map(|(key, event)| (*key, event))
    }

    /// What is to come at a moment under a number.
    pub(crate) fn event(&self, key: (i64, u64)) -> Option<&Event> {
        self.queue.get(&key)
    }

    /// What has changed since this was last called; `None` the first time.
    pub(crate) fn take_changed(&mut self) -> Option<BTreeMap<(i64, u64), ()>> {
        self.changed.take()
    }

    /// Forgets a task that waits for its window; whether there was one.
    pub(crate) fn cancel(&mut self, task: Seq) -> bool {
        let Some(key) = self.waiting.remove(&task) else { return false };
        self.changed.note(key, ());
        self.queue.remove(&key).is_some()
    }
}
