//! A call in front of the world: the records that it names, and where values come from.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use serde_json::Value;
use taurusdb_descriptor_types::resources::{End, Hop, IdShape, Input, Kind, Reading, Source, Word};

use super::World;
use super::address::Missing;
use super::ask::{Ask, Place, text};
use super::model::Sort;
use super::record::{Record, Seq, Shared};
use super::{ids, population};
use crate::refusal::Refusal;

/// What a call sees while it is looked at: nothing of the world changes meanwhile.
pub(crate) struct Scene<'w> {
    pub(crate) world: &'w World,
    pub(crate) ask: &'w Ask,
    pub(crate) project: Seq,
    pub(crate) now: i64,
    /// The records that each input names.
    pub(crate) named: Vec<(Input, Vec<Seq>)>,
    /// Records that the call makes.
    pub(crate) drafts: Vec<Record>,
    /// The records among them that are no seeds.
    pub(crate) created: Vec<Seq>,
    /// The handle of the task that the call starts, and of the order.
    pub(crate) task: Option<String>,
    pub(crate) order: Option<String>,
    /// How many ids and records the call has used up.
    pub(crate) ids: Cell<u64>,
    pub(crate) seqs: Cell<u64>,
    /// What the call was refused for the want of.
    pub(crate) wanting: RefCell<Option<Missing>>,
}

/// What a source is read for.
#[derive(Clone, Copy)]
pub(crate) struct At<'p> {
    /// The record at hand, if there is one.
    pub(crate) record: Option<&'p Record>,
    /// The resource that is dealt with: whose ids are made, whose only record is meant.
    pub(crate) sort: Sort,
    pub(crate) place: &'p Place<'p>,
}

impl<'w> Scene<'w> {
    pub(crate) fn new(world: &'w World, ask: &'w Ask, project: Seq) -> Self {
        Self {
            world,
            ask,
            project,
            now: world.time(),
            named: Vec::new(),
            drafts: Vec::new(),
            created: Vec::new(),
            task: None,
            order: None,
            ids: Cell::new(world.ids),
            seqs: Cell::new(world.store.last()),
            wanting: RefCell::new(None),
        }
    }

    /// A record, as it is or as this call makes it.
    pub(crate) fn record(&self, seq: Seq) -> Option<&Record> {
        let draft = self.drafts.iter().rev().find(|draft| draft.seq == seq);
        draft.or_else(|| self.world.store.get(seq).map(|shared| &**shared))
    }

    pub(crate) fn parent(&self, record: &Record) -> Option<&Record> {
        self.record(record.parent).filter(|parent| parent.seq != record.seq)
    }

    /// The record of a resource that is the record itself, or the nearest above it.
    pub(crate) fn nearest(&self, record: &Record, sort: Sort) -> Option<&Record> {
        let mut at = self.record(record.seq).or_else(|| self.parent(record))?;
        if record.sort == sort {
            return Some(at);
        }
        while at.sort != sort {
            at = self.parent(at)?;
        }
        Some(at)
    }

    /// The records of a resource that the request names, by any input.
    pub(crate) fn named_of(&self, sort: Sort) -> Vec<Seq> {
        let mut found = Vec::new();
        for (_, seqs) in &self.named {
            for seq in seqs {
                let is_of = self.record(*seq).is_some_and(|record| record.sort == sort);
                if is_of && !found.contains(seq) {
                    found.push(*seq);
                }
            }
        }
        found
    }

    /// The record of a resource with an id, among those that the request names or else under them.
    pub(crate) fn by_id(&self, sort: Sort, id: &str, near: Option<&Record>) -> Option<Seq> {
        let named = self.named_of(sort).into_iter();
        let is_it = |seq: &Seq| self.record(*seq).is_some_and(|record| self.id(record) == id);
        named.into_iter().find(is_it).or_else(|| {
            let places = near.map(|record| vec![record.parent, record.seq]);
            let places = places.unwrap_or_else(|| self.places_of(sort));
            let mut found = places.iter().filter_map(|parent| {
                self.world.store.find(&self.world.model, sort, *parent, &[id])
            });
            found.find(|seq| self.world.store.is_under(*seq, self.project))
        })
    }

    /// The records under which the request looks for records of a resource.
    pub(crate) fn places_of(&self, sort: Sort) -> Vec<Seq> {
        match self.world.model.sort(sort).parent {
            None | Some(Sort::PROJECT) => vec![self.project],
            Some(parent) => {
                let named = self.named_of(parent);
                if !named.is_empty() {
                    return named;
                }
                let above = self.places_of(parent);
                let children = above.iter().flat_map(|seq| self.world.store.children(*seq, parent));
                children.copied().collect()
            }
        }
    }

    /// What identifies a record among its siblings.
    pub(crate) fn id(&self, record: &Record) -> String {
        let resource = self.world.model.resource(record.sort);
        let parts = resource.id.iter().filter_map(|path| record.get(path.0)).map(text);
        parts.collect::<Vec<_>>().join(" ")
    }

    /// What a person calls a record: its label, or else its id.
    pub(crate) fn label(&self, record: &Record) -> Option<Value> {
        let resource = self.world.model.resource(record.sort);
        let label = resource.label.and_then(|path| self.attribute(record, path.0));
        label.or_else(|| resource.id.first().and_then(|path| record.get(path.0).cloned()))
    }

    /// The records of a resource under a record, as calls see them: kept, made up, or, for a setting, by
    /// its defaults.
    pub(crate) fn children(&self, parent: &Record, sort: Sort) -> Vec<Shared> {
        let kept = self.world.store.children(parent.seq, sort);
        let entry = self.world.model.sort(sort);
        let drafts = self.drafts.iter().filter(|draft| {
            draft.sort == sort && draft.parent == parent.seq && !kept.contains(&draft.seq)
        });
        let found: Vec<Shared> = kept
            .iter()
            .filter_map(|seq| self.world.store.get(*seq).cloned())
            .chain(drafts.map(|draft| Arc::new(draft.clone())))
            .collect();
        if !found.is_empty() {
            return found;
        }
        if entry.resource.kind == Kind::Setting {
            return vec![Arc::new(self.setting(parent, sort, Seq(0)))];
        }
        if entry.is_generated {
            return population::rows(self, parent, sort, None);
        }
        found
    }

    /// A setting that no call has changed yet.
    pub(crate) fn setting(&self, parent: &Record, sort: Sort, seq: Seq) -> Record {
        let mut record = Record::new(sort, seq, parent.seq, parent.born);
        record.state = self.world.model.sort(sort).initial();
        self.defaults(&mut record, &Place::default());
        record
    }

    /// Fills what creation has left open.
    pub(crate) fn defaults(&self, record: &mut Record, place: &Place<'_>) {
        let resource = self.world.model.resource(record.sort);
        for (path, source) in resource.defaults {
            if record.get(path.0).is_some() {
                continue;
            }
            let at = At { record: Some(record), sort: record.sort, place };
            if let Ok(Some(value)) = self.value(source, at) {
                record.set(path.0, value);
            }
        }
    }

    /// What a source gives.
    pub(crate) fn value(&self, source: &Source, at: At<'_>) -> Result<Option<Value>, Refusal> {
        Ok(match source {
            Source::Read(reading) => self.read(reading, at),
            Source::Text(text) => Some((*text).into()),
            Source::Word(word) => self.word(*word, at)?,
            Source::First { from, default, map } => {
                let mut found = self.value(from, at)?;
                if found.is_none()
                    && let Some(default) = default
                {
                    found = self.value(default, at)?;
                }
                found.map(|value| translated(value, map))
            }
            Source::Join { parts, with } => {
                let mut texts = Vec::new();
                for part in *parts {
                    match self.value(part, at)? {
                        Some(Value::Array(items)) if items.len() == 1 => {
                            texts.push(text(&items[0]))
                        }
                        Some(value) => texts.push(text(&value)),
                        None => return Ok(None),
                    }
                }
                Some(texts.join(with).into())
            }
            Source::Entry { of, key } => {
                let (of, key) = (self.value(of, at)?, self.value(key, at)?);
                of.zip(key).and_then(|(of, key)| of.get(text(&key)).cloned())
            }
        })
    }

    fn word(&self, word: Word, at: At<'_>) -> Result<Option<Value>, Refusal> {
        Ok(match word {
            Word::Now => Some(super::times::internal(self.now)),
            Word::New => {
                let shape = self.world.model.resource(at.sort).id_shape;
                Some(self.fresh(shape.unwrap_or(IdShape::Uuid36)).into())
            }
            Word::Null => Some(Value::Null),
            Word::Task => self.task.clone().map(Value::from),
            Word::Order => self.order.clone().map(Value::from),
            Word::Key => at.place.key.map(Value::from),
            Word::Ordinal => at.record.map(|record| self.ordinal(record).into()),
            Word::Only => {
                let only = self.only(at.sort)?;
                only.and_then(|seq| self.record(seq)).map(|record| self.id(record).into())
            }
        })
    }

    /// A new id of a shape.
    pub(crate) fn fresh(&self, shape: IdShape) -> String {
        self.ids.set(self.ids.get() + 1);
        ids::id(self.world.seed, self.ids.get(), shape)
    }

    /// The number of a new record.
    pub(crate) fn reserve(&self) -> Seq {
        self.seqs.set(self.seqs.get() + 1);
        Seq(self.seqs.get())
    }

    /// The one record of a resource under the parent in the request.
    pub(crate) fn only(&self, sort: Sort) -> Result<Option<Seq>, Refusal> {
        let places = self.places_of(sort);
        let mut found = Vec::new();
        for parent in places {
            found.extend(self.world.store.children(parent, sort));
        }
        match found.as_slice() {
            [] => Err(self.lacks(sort, Vec::new())),
            [one] => Ok(Some(*one)),
            [first, ..] if self.world.adopts() => Ok(Some(*first)),
            several => {
                let resource = self.world.model.resource(sort);
                let name = resource.path_parameter.unwrap_or(resource.name);
                Err(Refusal::parameter(
                    name,
                    "an id, because there are several",
                    format!("nothing for {} of them", several.len()),
                ))
            }
        }
    }

    /// The refusal for something that is not there although nothing names it.
    pub(crate) fn lacks(&self, sort: Sort, id: Vec<(&'static str, String)>) -> Refusal {
        let values: Vec<_> = id.iter().map(|(_, value)| value.as_str()).collect();
        let values = values.join("@");
        let refusal = self.world.missing(sort, (!values.is_empty()).then_some(values.as_str()));
        let places = self.places_of(sort);
        self.wanting.replace(Some(Missing { sort, id, places }));
        refusal
    }

    /// The number of a record among its siblings. Numbers of deleted siblings at the end are used again.
    fn ordinal(&self, record: &Record) -> String {
        let siblings = self.world.store.children(record.parent, record.sort).iter();
        let siblings =
            siblings.filter_map(|seq| self.world.store.get(*seq)).map(|shared| &**shared);
        let drafts = self.drafts.iter().filter(|draft| {
            draft.sort == record.sort && draft.parent == record.parent && draft.seq != record.seq
        });
        let used = siblings.chain(drafts).filter_map(|other| {
            let number = other.get("ordinal")?.as_str()?;
            number.parse::<u32>().ok()
        });
        format!("{:02}", used.max().unwrap_or(0) + 1)
    }

    /// What a reading gives.
    pub(crate) fn read(&self, reading: &Reading, at: At<'_>) -> Option<Value> {
        if reading.through.is_empty() {
            return self.end(&reading.end, at.record, at.place);
        }
        let mut record = at.record;
        let mut kept;
        for hop in reading.through {
            let seq = self.hop(hop, record, at.place)?;
            kept = self.record(seq)?;
            record = Some(kept);
        }
        self.end(&reading.end, record, at.place)
    }

    fn hop(&self, hop: &Hop, record: Option<&Record>, place: &Place<'_>) -> Option<Seq> {
        match hop {
            Hop::Parent => record.map(|record| record.parent),
            Hop::Input(input) => {
                let (_, seqs) = self.named.iter().find(|(known, _)| known == input)?;
                if let [one] = seqs.as_slice() {
                    return Some(*one);
                }
                let id = text(&self.ask.read(*input, place)?);
                let is_it = |seq: &&Seq| self.record(**seq).is_some_and(|r| self.id(r) == id);
                seqs.iter().find(is_it).copied()
            }
            Hop::Attribute(path) => {
                let record = record?;
                let sort = self.world.model.referred(record.sort, path.0)?;
                let id = text(&self.attribute(record, path.0)?);
                self.by_id(sort, &id, Some(record)).or_else(|| self.by_id(sort, &id, None)).or_else(
                    || self.world.store.find(&self.world.model, sort, self.project, &[&id]),
                )
            }
        }
    }

    fn end(&self, end: &End, record: Option<&Record>, place: &Place<'_>) -> Option<Value> {
        match end {
            End::Input(input) => self.ask.read(*input, place),
            End::Attribute(path) => self.attribute(record?, path.0),
            End::Under { resource, attribute } => {
                let sort = self.world.model.named(resource)?;
                let found = self.children(record?, sort);
                found.first().and_then(|record| self.attribute(record, attribute.0))
            }
            End::All { resource, attribute } => {
                let sort = self.world.model.named(resource)?;
                let mut all = Vec::new();
                for child in self.children(record?, sort) {
                    match self.attribute(&child, attribute.0) {
                        Some(Value::Array(items)) => all.extend(items),
                        Some(value) => all.push(value),
                        None => {}
                    }
                }
                Some(all.into())
            }
            End::Count(resource) => {
                let sort = self.world.model.named(resource)?;
                let parent = self.world.model.sort(sort).parent?;
                let above = self.nearest(record?, parent)?;
                let kept = self.world.store.children(above.seq, sort).len();
                let drafts = self.drafts.iter().filter(|draft| {
                    draft.sort == sort
                        && draft.parent == above.seq
                        && self.world.store.get(draft.seq).is_none()
                });
                Some((kept + drafts.count()).into())
            }
            End::State(vocabulary) => {
                let record = record?;
                let state = self
                    .world
                    .model
                    .resource(record.sort)
                    .states
                    .get(usize::from(record.state?))?;
                let word = state.words.iter().find(|(known, _)| known == vocabulary);
                Some(word.map_or(state.name, |(_, word)| word).into())
            }
        }
    }

    /// The value of an attribute: kept, its state, or made up.
    pub(crate) fn attribute(&self, record: &Record, name: &str) -> Option<Value> {
        let resource = self.world.model.resource(record.sort);
        if resource.state.is_some_and(|path| path.0 == name) {
            return self.end(&End::State("raw"), Some(record), &Place::default());
        }
        if let Some(value) = self.world.progress(record, name) {
            return Some(value);
        }
        if let Some(value) = record.get(name) {
            return Some(value.clone());
        }
        // A part of what is kept as a whole.
        if let Some((at, value)) = name
            .match_indices('.')
            .find_map(|(at, _)| record.get(&name[..at]).map(|value| (at, value)))
        {
            return name[at + 1..]
                .split('.')
                .try_fold(value, |value, part| value.get(part))
                .cloned();
        }
        let attribute = self.world.model.sort(record.sort).attributes.get(name)?;
        super::made::value(self, record, name, &attribute.made)
    }
}

/// A value in the words of a table; what it does not have stays as it is.
fn translated(value: Value, map: &[(&str, &str)]) -> Value {
    if map.is_empty() {
        return value;
    }
    let word = text(&value);
    let found = map.iter().find(|(from, _)| *from == word);
    found.map_or(value, |(_, to)| (*to).into())
}
