//! What has changed, as a file keeps it: key by key, so that a call costs as much as it changes, however much
//! there is.

use serde_json::Value;

use super::record::{Record, Seq};
use super::sort::Sort;
use super::times;
use super::works::Event;
use super::world::World;

/// What a file keeps: the value of a key, or that there is none any more.
pub(crate) type Entry = (String, Option<String>);

/// What has changed.
#[derive(Debug)]
pub(crate) enum Changes {
    /// It is not known: whatever is not among these is no more.
    All(Vec<Entry>),
    /// These alone.
    Some(Vec<Entry>),
}

/// Stands between the name of a resource, or `events`, and a number; no name has it.
pub(crate) const BETWEEN: char = '/';

/// What the events are called.
pub(crate) const EVENTS: &str = "events";

impl World {
    /// What has changed since this was last called.
    pub(crate) fn take_changes(&mut self) -> Changes {
        let mut entries: Vec<Entry> = vec![
            ("seed".to_owned(), Some(self.seed.to_string())),
            ("time".to_owned(), Some(Value::from(times::text(self.time())).to_string())),
            ("ids".to_owned(), Some(self.ids.to_string())),
            ("last".to_owned(), Some(self.store.last().to_string())),
        ];
        let (records, events) = (self.store.take_changed(), self.works.take_changed());
        let (Some(records), Some(events)) = (records, events) else {
            entries.extend(self.store.records().map(|record| self.entry(record)));
            let events = self.works.events();
            entries.extend(events.map(|(key, event)| self.event_entry(key, Some(event))));
            return Changes::All(entries);
        };
        entries.extend(records.into_iter().map(|(seq, sort)| match self.store.get(seq) {
            Some(record) => self.entry(record),
            None => (self.key_of(sort, seq), None),
        }));
        let events = events.into_keys().map(|key| self.event_entry(key, self.works.event(key)));
        entries.extend(events);
        Changes::Some(entries)
    }

    fn entry(&self, record: &Record) -> Entry {
        (self.key_of(record.sort, record.seq), Some(self.whole(record).to_string()))
    }

    /// In the order of their numbers, which are the order of creation.
    fn key_of(&self, sort: Sort, seq: Seq) -> String {
        format!("{}{BETWEEN}{:020}", self.model.resource(sort).name, seq.0)
    }

    fn event_entry(&self, (due, number): (i64, u64), event: Option<&Event>) -> Entry {
        // Ordered like the moments, those before 1970 included.
        let moment = due.cast_unsigned() ^ (1 << 63);
        let value = event.map(|event| self.event_to_json(due, event).to_string());
        (format!("{EVENTS}{BETWEEN}{moment:016x}{number:016x}"), value)
    }

    /// A record as JSON; a project with its id, which is no attribute.
    pub(crate) fn whole(&self, record: &Record) -> Value {
        let mut value = self.to_json(record);
        if record.sort == Sort::PROJECT {
            let mut projects = self.store.projects();
            let id = projects.find(|(_, seq)| *seq == record.seq).map(|(id, _)| id);
            value["id"] = id.unwrap_or_default().into();
        }
        value
    }
}
