//! The records, and the ways to find them: by number, by id, and by what they lie under.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use taurusdb_descriptor_types::resources::IdShape;

use super::changed::Changed;
use super::datum::{Datum, plain};
use super::index::{Index, Place};
use super::model::Model;
use super::record::{Record, Seq, Shared};
use super::records::Records;
use super::sort::Sort;

/// All records of a world.
#[derive(Debug, Default)]
pub(crate) struct Store {
    records: Records,
    ids: Index,
    projects: HashMap<String, Seq, foldhash::fast::RandomState>,
    last: u64,
    /// The records that were made, changed or taken out since it was last asked for them.
    changed: Changed<Seq, Sort>,
    /// Those among them that may end at another time now, or let others do so.
    stirred: Vec<Seq>,
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
        self.records.get(seq)
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
        self.records
            .insert(seq, Arc::new(Record::new(&Arc::default(), Sort::PROJECT, seq, seq, born)));
    }

    /// The records of a resource right under a record, the oldest first.
    pub(crate) fn children(&self, parent: Seq, sort: Sort) -> &[Seq] {
        self.records.under(parent, sort)
    }

    pub(crate) fn insert(&mut self, model: &Model, record: impl Into<Shared>) {
        let record = record.into();
        let seq = record.seq;
        self.changed.note(seq, record.sort);
        if !model.sort(record.sort).timed.is_empty() {
            self.stirred.push(seq);
        }
        self.learn(model, &record);
        self.records.put_under(record.parent, record.sort, seq);
        self.records.insert(seq, record);
    }

    /// Gives attributes of a record other values. If the id is among them, the record is found by the new one.
    pub(crate) fn update(
        &mut self,
        model: &Model,
        seq: Seq,
        values: impl IntoIterator<Item = (&'static str, Datum)>,
    ) {
        let Some(shared) = self.records.get_mut(seq) else { return };
        self.changed.note(seq, shared.sort);
        let paths = model.resource(shared.sort).id;
        let timed = &model.sort(shared.sort).timed;
        let record = Arc::make_mut(shared);
        // Most changes do not touch the id: then nobody looks at it.
        let mut before = None;
        for (name, value) in values {
            if before.is_none() && paths.iter().any(|path| path.0 == name) {
                before = Some(id(model, record).map(Cow::into_owned));
            }
            if timed.contains(&name) {
                self.stirred.push(seq);
            }
            record.set(name, value);
        }
        let Some(before) =
            before.filter(|before| before.as_deref() != id(model, record).as_deref())
        else {
            return;
        };
        let shared = Arc::clone(shared);
        if let Some(id) = before {
            self.ids.remove(place(model, &shared), &id, seq);
        }
        self.learn(model, &shared);
    }

    /// Changes the state of a record, on which nothing depends by which it is found.
    pub(crate) fn set_state(&mut self, seq: Seq, state: Option<u8>) {
        let Some(shared) = self.records.get_mut(seq) else { return };
        self.changed.note(seq, shared.sort);
        Arc::make_mut(shared).state = state;
    }

    /// Lets a record be found by its id.
    fn learn(&mut self, model: &Model, record: &Record) {
        let Some(id) = id(model, record) else { return };
        let place = place(model, record);
        let records = &self.records;
        self.ids.insert(place, &id, record.seq, |seq| has(model, records, seq, place, &id));
    }

    /// Takes a record out, and everything under it.
    pub(crate) fn remove(&mut self, model: &Model, seq: Seq) {
        let Some(record) = self.records.remove(seq) else { return };
        self.changed.note(seq, record.sort);
        if !model.sort(record.sort).timed.is_empty() {
            self.stirred.push(seq);
        }
        if let Some(id) = id(model, &record) {
            self.ids.remove(place(model, &record), &id, seq);
        }
        self.records.take_from_under(record.parent, record.sort, seq);
        for child in self.records.take_under(seq) {
            self.remove(model, child);
        }
    }

    /// The record with an id, under a parent. Ids that somebody chose are only looked for there; generated
    /// ones are found wherever they lie.
    pub(crate) fn find(&self, model: &Model, sort: Sort, parent: Seq, id: &[&str]) -> Option<Seq> {
        let place = (sort, above(model, sort, parent));
        let id = match id {
            [one] => Cow::Borrowed(*one),
            several => Cow::Owned(several.join(&String::from(BETWEEN))),
        };
        self.ids.get(place, &id, |seq| has(model, &self.records, seq, place, &id))
    }

    /// The record that is found by the id of this one, which need not be kept.
    pub(crate) fn same(&self, model: &Model, record: &Record) -> Option<Seq> {
        let (place, id) = (place(model, record), id(model, record)?);
        self.ids.get(place, &id, |seq| has(model, &self.records, seq, place, &id))
    }

    /// Whether a record lies under another one, over any number of steps.
    pub(crate) fn is_under(&self, seq: Seq, above: Seq) -> bool {
        let mut at = seq;
        while let Some(record) = self.records.get(at) {
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
        let mut next = self.records.get(seq);
        std::iter::from_fn(move || {
            let record = next?;
            next = if record.parent == record.seq { None } else { self.records.get(record.parent) };
            Some(record)
        })
    }

    /// Whether there are records that may end at another time now.
    pub(crate) fn is_stirred(&self) -> bool {
        !self.stirred.is_empty()
    }

    /// A record that may end at another time now, or on which it depends when others do; it counts as looked at.
    pub(crate) fn take_stirred(&mut self) -> Option<Seq> {
        self.stirred.pop()
    }

    /// What has changed since this was last called; `None` the first time.
    pub(crate) fn take_changed(&mut self) -> Option<BTreeMap<Seq, Sort>> {
        self.changed.take()
    }

    pub(crate) fn records(&self) -> impl Iterator<Item = &Shared> {
        self.records.iter()
    }
}

/// The record under which an id is looked for.
fn above(model: &Model, sort: Sort, parent: Seq) -> Seq {
    match model.resource(sort).id_shape {
        // What has the id of another record may lie under several parents.
        _ if model.sort(sort).follows.is_some() => parent,
        Some(IdShape::Uuid36 | IdShape::Uuid32(_)) => ANYWHERE,
        Some(IdShape::Name) | None => parent,
    }
}

fn place(model: &Model, record: &Record) -> Place {
    (record.sort, above(model, record.sort, record.parent))
}

/// Whether a record is found at a place by an id.
fn has(model: &Model, records: &Records, seq: Seq, at: Place, text: &str) -> bool {
    records.get(seq).is_some_and(|record| {
        record.sort == at.0
            && place(model, record) == at
            && id(model, record).as_deref() == Some(text)
    })
}

/// The id by which a record is found; nothing if it has none, or a part of it is not known.
fn id<'r>(model: &Model, record: &'r Record) -> Option<Cow<'r, str>> {
    let entry = model.sort(record.sort);
    if let Some(name) = entry.id_name {
        return record.named(name).map(plain);
    }
    joined(entry.resource.id.iter().map(|path| record.get(path.0)))
}

/// An id of several parts as one text.
fn joined<'d>(parts: impl Iterator<Item = Option<&'d Datum>>) -> Option<Cow<'d, str>> {
    let mut whole: Option<Cow<'d, str>> = None;
    for part in parts {
        let part = plain(part?);
        whole = Some(match whole {
            None => part,
            Some(before) => {
                let mut text = before.into_owned();
                text.push(BETWEEN);
                text.push_str(&part);
                text.into()
            }
        });
    }
    whole
}
