//! The records, and the ways to find them: by number, by id, and by what they lie under.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::Value;
use taurusdb_descriptor_types::resources::IdShape;

use super::changed::Changed;
use super::model::Model;
use super::numbered::Numbered;
use super::record::{Record, Seq, Shared};
use super::sort::Sort;

/// All records of a world.
#[derive(Debug, Default)]
pub(crate) struct Store {
    records: Numbered<Seq, Shared>,
    /// In the order of creation.
    children: Numbered<(Seq, Sort), Vec<Seq>>,
    ids: HashMap<(Sort, Seq, Box<str>), Seq>,
    projects: HashMap<String, Seq>,
    last: u64,
    /// The records that were made, changed or taken out since it was last asked for them.
    changed: Changed<Seq, Sort>,
}

/// The place of ids that are the same under no two parents.
const ANYWHERE: Seq = Seq(0);

/// Stands between the values of an id that has several; no value has it.
const BETWEEN: char = '\u{1f}';

impl Store {
    /// The next free number.
    pub(crate) fn reserve(&mut self) -> Seq {
        self.last += 1;
        Seq(self.last)
    }

    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    pub(crate) fn set_last(&mut self, last: u64) {
        self.last = last;
    }

    pub(crate) fn get(&self, seq: Seq) -> Option<&Shared> {
        self.records.get(&seq)
    }

    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// The record of a project, if a call has named it.
    pub(crate) fn project(&self, id: &str) -> Option<Seq> {
        self.projects.get(id).copied()
    }

    pub(crate) fn projects(&self) -> impl Iterator<Item = (&str, Seq)> {
        self.projects.iter().map(|(id, seq)| (id.as_str(), *seq))
    }

    pub(crate) fn add_project(&mut self, id: &str, seq: Seq, born: i64) {
        self.changed.note(seq, Sort::PROJECT);
        self.projects.insert(id.to_owned(), seq);
        self.records.insert(seq, Arc::new(Record::new(Sort::PROJECT, seq, seq, born)));
    }

    /// The records of a resource right under a record, the oldest first.
    pub(crate) fn children(&self, parent: Seq, sort: Sort) -> &[Seq] {
        self.children.get(&(parent, sort)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn insert(&mut self, model: &Model, record: impl Into<Shared>) {
        let record = record.into();
        let (seq, place) = (record.seq, (record.parent, record.sort));
        self.changed.note(seq, record.sort);
        if let Some(key) = key(model, &record) {
            self.ids.insert(key, seq);
        }
        let siblings = self.children.entry(place).or_default();
        // Numbers grow, but one that was reserved may come after a later one.
        let at = siblings.partition_point(|other| *other < seq);
        siblings.insert(at, seq);
        self.records.insert(seq, record);
    }

    /// Changes a record. Its id is looked up anew: a call may change it.
    pub(crate) fn update(&mut self, model: &Model, seq: Seq, change: impl FnOnce(&mut Record)) {
        let Some(shared) = self.records.get_mut(&seq) else { return };
        self.changed.note(seq, shared.sort);
        let before = key(model, shared);
        change(Arc::make_mut(shared));
        let after = key(model, shared);
        if before != after {
            if let Some(key) = before {
                self.ids.remove(&key);
            }
            if let Some(key) = after {
                self.ids.insert(key, seq);
            }
        }
    }

    /// Takes a record out, and everything under it.
    pub(crate) fn remove(&mut self, model: &Model, seq: Seq) {
        let Some(record) = self.records.remove(&seq) else { return };
        self.changed.note(seq, record.sort);
        if let Some(key) = key(model, &record)
            && self.ids.get(&key) == Some(&seq)
        {
            self.ids.remove(&key);
        }
        if let Some(siblings) = self.children.get_mut(&(record.parent, record.sort)) {
            if let Ok(at) = siblings.binary_search(&seq) {
                siblings.remove(at);
            }
            if siblings.is_empty() {
                self.children.remove(&(record.parent, record.sort));
            }
        }
        for sort in &model.sort(record.sort).children {
            for child in self.children.remove(&(seq, *sort)).unwrap_or_default() {
                self.remove(model, child);
            }
        }
    }

    /// The record with an id, under a parent. Ids that somebody chose are only looked for there; generated
    /// ones are found wherever they lie.
    pub(crate) fn find(&self, model: &Model, sort: Sort, parent: Seq, id: &[&str]) -> Option<Seq> {
        let place = place(model, sort, parent);
        let text = id.join(&String::from(BETWEEN));
        self.ids.get(&(sort, place, text.into_boxed_str())).copied()
    }

    /// Whether a record lies under another one, over any number of steps.
    pub(crate) fn is_under(&self, seq: Seq, above: Seq) -> bool {
        let mut at = seq;
        while let Some(record) = self.records.get(&at) {
            if record.parent == above {
                return true;
            }
            if record.parent == at {
                return false;
            }
            at = record.parent;
        }
        false
    }

    /// The record and those above it, up to the project.
    pub(crate) fn ancestry(&self, seq: Seq) -> impl Iterator<Item = &Shared> {
        let mut next = self.records.get(&seq);
        std::iter::from_fn(move || {
            let record = next?;
            next =
                if record.parent == record.seq { None } else { self.records.get(&record.parent) };
            Some(record)
        })
    }

    /// What has changed since this was last called; `None` the first time.
    pub(crate) fn take_changed(&mut self) -> Option<BTreeMap<Seq, Sort>> {
        self.changed.take()
    }

    pub(crate) fn records(&self) -> impl Iterator<Item = &Shared> {
        self.records.values()
    }
}

fn place(model: &Model, sort: Sort, parent: Seq) -> Seq {
    match model.resource(sort).id_shape {
        // What has the id of another record may lie under several parents.
        _ if model.sort(sort).follows.is_some() => parent,
        Some(IdShape::Uuid36 | IdShape::Uuid32(_)) => ANYWHERE,
        Some(IdShape::Name) | None => parent,
    }
}

/// Where a record is found by its id; nothing if it has none, or a part of it is not known.
fn key(model: &Model, record: &Record) -> Option<(Sort, Seq, Box<str>)> {
    let id = model.resource(record.sort).id;
    if id.is_empty() {
        return None;
    }
    let mut text = String::new();
    for (index, part) in id.iter().enumerate() {
        if index > 0 {
            text.push(BETWEEN);
        }
        match record.get(part.0)? {
            Value::String(value) => text.push_str(value),
            other => text.push_str(&other.to_string()),
        }
    }
    Some((record.sort, place(model, record.sort, record.parent), text.into_boxed_str()))
}
