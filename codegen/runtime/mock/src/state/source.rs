//! Where values come from: inputs, attributes of records that are passed on the way, and what the
//! service makes up.

use std::borrow::Cow;

use serde_json::Value;
use taurusdb_descriptor_types::resources::{Class, End, Hop, IdShape, Reading, Source, Word};

use super::ask::Place;
use super::datum::{Datum, text};
use super::record::{Record, Seq, Shared};
use super::scene::{At, Scene};
use crate::refusal::Refusal;

impl Scene<'_> {
    /// What a source gives.
    pub(crate) fn value(&self, source: &Source, at: At<'_>) -> Result<Option<Datum>, Refusal> {
        Ok(match source {
            Source::Read(reading) => self.read(reading, at).map(Cow::into_owned),
            Source::Text(text) => Some(Datum::fixed(text)),
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
                    let Some(value) = self.value(part, at)? else { return Ok(None) };
                    texts.push(match value.items() {
                        Some([only]) => text(only),
                        _ => text(&value),
                    });
                }
                Some(texts.join(with).into())
            }
            Source::Entry { of, key } => {
                let (of, key) = (self.value(of, at)?, self.value(key, at)?);
                of.zip(key).and_then(|(of, key)| Some(of.as_json()?.get(text(&key))?.into()))
            }
        })
    }

    fn word(&self, word: Word, at: At<'_>) -> Result<Option<Datum>, Refusal> {
        Ok(match word {
            Word::Now => Some(Datum::Moment(self.now)),
            Word::New => {
                let shape = self.world.model.resource(at.sort).id_shape;
                Some(self.fresh(shape.unwrap_or(IdShape::Uuid36)).into())
            }
            Word::Null => Some(Value::Null.into()),
            Word::Task => self.task.as_deref().map(Datum::from),
            Word::Order => self.order.as_deref().map(Datum::from),
            Word::Key => at.place.key.map(Datum::from),
            Word::Ordinal => at.record.map(|record| self.ordinal(record).into()),
            Word::Only => {
                let only = self.only(at.sort)?;
                only.and_then(|seq| self.record(seq)).map(|record| self.id(record).into())
            }
        })
    }

    /// What a reading gives.
    pub(crate) fn read<'a>(&'a self, reading: &Reading, at: At<'a>) -> Option<Cow<'a, Datum>> {
        if reading.through.is_empty() {
            return self.end(&reading.end, at.record, at.place);
        }
        let mut record = at.record;
        let mut kept;
        for hop in reading.through {
            let Some(seq) = self.hop(hop, record, at.place) else {
                return self.gone(hop, record?, &reading.end).map(Cow::Owned);
            };
            kept = self.record(seq)?;
            record = Some(kept);
        }
        self.end(&reading.end, record, at.place)
    }

    /// What is said of a record that there is no more, but whose id another one still has: its state.
    fn gone(&self, hop: &Hop, from: &Record, end: &End) -> Option<Datum> {
        let (Hop::Attribute(path), End::State(vocabulary)) = (hop, end) else { return None };
        from.get(path.0)?;
        let sort = self.world.model.referred(from.sort, path.0)?;
        let mut states = self.world.model.resource(sort).states.iter();
        let gone = states.find(|state| state.class == Class::Gone)?;
        let word = gone.words.iter().find(|(known, _)| known == vocabulary);
        Some(Datum::fixed(word.map_or(gone.name, |(_, word)| word)))
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
                let id = text(&*self.attribute(record, path.0)?);
                self.by_id(sort, &id, Some(record)).or_else(|| self.by_id(sort, &id, None)).or_else(
                    || self.world.store.find(&self.world.model, sort, self.project, &[&id]),
                )
            }
        }
    }

    fn end<'a>(
        &'a self,
        end: &End,
        record: Option<&'a Record>,
        place: &Place<'_>,
    ) -> Option<Cow<'a, Datum>> {
        let value: Datum = match end {
            End::Attribute(path) => return self.attribute(record?, path.0),
            End::Input(input) => self.ask.read(*input, place)?,
            End::Under { resource, attribute } => {
                let sort = self.world.model.named(resource)?;
                let found = self.children(record?, sort);
                self.attribute(found.first()?, attribute.0)?.into_owned()
            }
            End::All { resource, attribute } => {
                let sort = self.world.model.named(resource)?;
                let mut all = Vec::new();
                for child in self.children(record?, sort) {
                    let Some(value) = self.attribute(&child, attribute.0) else { continue };
                    match value.items() {
                        Some(items) => all.extend_from_slice(items),
                        None => all.push(value.to_value()),
                    }
                }
                Value::Array(all).into()
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
                Value::from(kept + drafts.count()).into()
            }
            End::Made(resource) => {
                let sort = self.world.model.named(resource)?;
                let made = self.created.iter().rev().filter_map(|seq| self.record(*seq));
                self.id(made.into_iter().find(|record| record.sort == sort)?).into()
            }
            End::Touched { resource, attribute } => {
                let sort = self.world.model.named(resource)?;
                let above = record?.seq;
                let mut of_it = self
                    .touched
                    .iter()
                    .filter(|touched| touched.sort == sort && touched.parent == above);
                let is_true = |touched: &Shared| {
                    let value = self.attribute(touched, attribute.0);
                    value.is_some_and(|value| text(&value) == "true")
                };
                of_it.any(is_true).then(|| Value::Bool(true).into())?
            }
            End::Left(resource) => Value::from(self.left(record?, resource)?).into(),
            End::State(vocabulary) => {
                let record = record?;
                let state = self
                    .world
                    .model
                    .resource(record.sort)
                    .states
                    .get(usize::from(record.state?))?;
                let word = state.words.iter().find(|(known, _)| known == vocabulary);
                Datum::fixed(word.map_or(state.name, |(_, word)| word))
            }
        };
        Some(Cow::Owned(value))
    }

    /// The value of an attribute: kept, its state, or made up.
    pub(crate) fn attribute<'a>(
        &'a self,
        record: &'a Record,
        name: &str,
    ) -> Option<Cow<'a, Datum>> {
        self.kept(record, name).unwrap_or_else(|| {
            let attribute = self.world.model.sort(record.sort).attributes.get(name)?;
            self.made(record, name, &attribute.made)
        })
    }

    /// The value of an attribute that need not be made up; `Some(None)` where it is known that there is none.
    pub(crate) fn kept<'a>(
        &'a self,
        record: &'a Record,
        name: &str,
    ) -> Option<Option<Cow<'a, Datum>>> {
        let resource = self.world.model.resource(record.sort);
        if resource.state.is_some_and(|path| path.0 == name) {
            return Some(self.end(&End::State("raw"), Some(record), &Place::default()));
        }
        if let Some(value) = self.world.progress(record, name) {
            return Some(Some(Cow::Owned(value)));
        }
        if let Some(value) = record.get(name) {
            return Some(Some(Cow::Borrowed(value)));
        }
        // A part of what is kept as a whole.
        let (at, value) = name
            .match_indices('.')
            .find_map(|(at, _)| record.get(&name[..at]).map(|value| (at, value)))?;
        let parts: Vec<_> = name[at + 1..].split('.').collect();
        Some(value.part(&parts).map(|part| Cow::Owned(part.into())))
    }
}

/// A value in the words of a table; what it does not have stays as it is.
fn translated(value: Datum, map: &[(&str, &'static str)]) -> Datum {
    if map.is_empty() {
        return value;
    }
    let word = text(&value);
    let found = map.iter().find(|(from, _)| *from == word);
    found.map_or(value, |(_, to)| Datum::fixed(to))
}
