//! Where values come from: inputs, attributes of records that are passed on the way, and what the
//! service makes up.

use std::borrow::Cow;

use serde_json::Value;
use smol_str::SmolStrBuilder;
use taurusdb_descriptor_types::resources::{Class, IdShape, Word};

use super::access::Access;
use super::ask::Place;
use super::datum::{Datum, plain, text};
use super::recipe::{Goal, Leg, Recipe, Way};
use super::record::{Record, Seq, Shared};
use super::scene::{At, Scene};
use super::translation::Translation;
use crate::refusal::Refusal;

impl Scene<'_> {
    /// What a source gives.
    pub(crate) fn value(&self, source: &Recipe, at: At<'_>) -> Result<Option<Datum>, Refusal> {
        Ok(match source {
            Recipe::Read(way) => self.read(way, at).map(Cow::into_owned),
            Recipe::Fixed(value) => Some(value.clone()),
            Recipe::Word(word) => self.word(*word, at)?,
            Recipe::First { from, default, map } => {
                let mut found = self.value(from, at)?;
                if found.is_none()
                    && let Some(default) = default
                {
                    found = self.value(default, at)?;
                }
                found.map(|value| translated(value, map))
            }
            Recipe::Join { parts, with } => {
                let mut texts = SmolStrBuilder::new();
                for (number, part) in parts.iter().enumerate() {
                    let Some(value) = self.value(part, at)? else { return Ok(None) };
                    if number > 0 {
                        texts.push_str(with);
                    }
                    match value.items() {
                        Some([only]) => texts.push_str(&plain(only)),
                        _ => texts.push_str(&plain(&value)),
                    }
                }
                Some(texts.finish().into())
            }
            Recipe::Entry { of, key } => {
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
            Word::Task => self.task.clone().map(Datum::from),
            Word::Order => self.order.clone().map(Datum::from),
            Word::Key => at.place.key.map(Datum::from),
            Word::Ordinal => at.record.map(|record| self.ordinal(record).into()),
            Word::Only => {
                let only = self.only(at.sort)?;
                only.and_then(|seq| self.record(seq)).map(|record| self.id(record).into())
            }
        })
    }

    /// What a way leads to.
    pub(crate) fn read<'a>(&'a self, way: &'a Way, at: At<'a>) -> Option<Cow<'a, Datum>> {
        let mut record = at.record;
        for leg in &way.through {
            let Some(seq) = self.pass(leg, record, at.place) else {
                return self.gone(leg, record?, &way.goal).map(Cow::Owned);
            };
            record = Some(self.record(seq)?);
        }
        self.end(&way.goal, record, at.place)
    }

    /// The record of which a way reads in the end.
    pub(crate) fn before_the_end(&self, way: &Way, at: At<'_>) -> Option<Seq> {
        let mut seq = at.record?.seq;
        let mut record = at.record;
        for leg in &way.through {
            seq = self.pass(leg, record, at.place)?;
            record = Some(self.record(seq)?);
        }
        Some(seq)
    }

    /// What is said of a record that there is no more, but whose id another one still has: its state.
    fn gone(&self, leg: &Leg, from: &Record, goal: &Goal) -> Option<Datum> {
        let (Leg::Attribute(access), Goal::State(vocabulary)) = (leg, goal) else { return None };
        from.named(access.name)?;
        let sort = self.world.model.referred(from.sort, access.name.text)?;
        let mut states = self.world.model.resource(sort).states.iter();
        let gone = states.find(|state| state.class == Class::Gone)?;
        let word = gone.words.iter().find(|(known, _)| known == vocabulary);
        Some(Datum::fixed(word.map_or(gone.name, |(_, word)| word)))
    }

    fn pass(&self, leg: &Leg, record: Option<&Record>, place: &Place<'_>) -> Option<Seq> {
        match leg {
            Leg::Parent => record.map(|record| record.parent),
            Leg::Input(input) => {
                let (_, seqs) = self.named.iter().find(|(known, _)| known == input)?;
                if let [one] = seqs.as_slice() {
                    return Some(*one);
                }
                let id = text(&self.ask.read(*input, place)?);
                let is_it = |seq: &&Seq| self.record(**seq).is_some_and(|r| self.id(r) == id);
                seqs.iter().find(is_it).copied()
            }
            Leg::Attribute(access) => {
                let record = record?;
                let sort = self.world.model.referred(record.sort, access.name.text)?;
                let id = text(&*self.reached(record, access)?);
                self.by_id(sort, &id, Some(record)).or_else(|| self.by_id(sort, &id, None)).or_else(
                    || self.world.store.find(&self.world.model, sort, self.project, &[&id]),
                )
            }
        }
    }

    fn end<'a>(
        &'a self,
        goal: &'a Goal,
        record: Option<&'a Record>,
        place: &Place<'_>,
    ) -> Option<Cow<'a, Datum>> {
        let value: Datum = match goal {
            Goal::Attribute(access) => return self.reached(record?, access),
            Goal::Input(inlet) => self.ask.take(inlet, place)?,
            Goal::Under(of) => {
                let (sort, access) = of.as_ref()?;
                let found = self.child(record?, *sort)?;
                // An answer shows what its call has said, also where that counts only later.
                let written = self.written.iter().rev().find(|written| written.seq == found.seq);
                self.reached(written.unwrap_or(&found), access)?.into_owned()
            }
            Goal::All(of) => {
                let (sort, access) = of.as_ref()?;
                let mut all = Vec::new();
                for child in self.children(record?, *sort) {
                    let Some(value) = self.reached(&child, access) else { continue };
                    match value.items() {
                        Some(items) => all.extend_from_slice(items),
                        None => all.push(value.to_value()),
                    }
                }
                Value::Array(all).into()
            }
            Goal::Count(of) => {
                let (sort, parent) = (*of)?;
                let above = self.nearest(record?, parent)?;
                let kept = self.world.store.children(above.seq, sort).len();
                let drafts = self.drafts.iter().filter(|draft| {
                    draft.sort == sort
                        && draft.parent == above.seq
                        && self.world.store.get(draft.seq).is_none()
                });
                Value::from(kept + drafts.count()).into()
            }
            Goal::Made(sort) => {
                let sort = (*sort)?;
                let made = self.created.iter().rev().filter_map(|seq| self.record(*seq));
                self.id(made.into_iter().find(|record| record.sort == sort)?).into()
            }
            Goal::Touched(of) => {
                let (sort, access) = of.as_ref()?;
                let above = record?.seq;
                let mut of_it = self
                    .touched
                    .iter()
                    .filter(|touched| touched.sort == *sort && touched.parent == above);
                let is_true = |touched: &Shared| {
                    let value = self.reached(touched, access);
                    value.is_some_and(|value| plain(&value) == "true")
                };
                of_it.any(is_true).then(|| Value::Bool(true).into())?
            }
            Goal::Left(resource) => Value::from(self.left(record?, resource)?).into(),
            Goal::State(vocabulary) => self.state(record?, vocabulary)?,
        };
        Some(Cow::Owned(value))
    }

    /// The state of a record in the words of a vocabulary.
    fn state(&self, record: &Record, vocabulary: &str) -> Option<Datum> {
        let states = self.world.model.resource(record.sort).states;
        let state = states.get(usize::from(record.state?))?;
        let word = state.words.iter().find(|(known, _)| *known == vocabulary);
        Some(Datum::fixed(word.map_or(state.name, |(_, word)| word)))
    }

    /// The value of an attribute to which the way is known.
    pub(crate) fn reached<'a>(
        &'a self,
        record: &'a Record,
        access: &'a Access,
    ) -> Option<Cow<'a, Datum>> {
        let name = access.name;
        if record.sort != name.sort {
            return self.attribute(record, name.text);
        }
        if access.is_live
            && let Some(value) = self.kept(record, name.text)
        {
            return value;
        }
        if let Some(value) = record.named(name) {
            return Some(Cow::Borrowed(value));
        }
        for (whole, parts) in &access.wholes {
            if let Some(whole) = record.named(*whole) {
                return whole.part(parts).map(|part| Cow::Owned(part.into()));
            }
        }
        self.made(record, name.text, &access.made)
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
            return Some(self.state(record, "raw").map(Cow::Owned));
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
fn translated(value: Datum, map: &Translation) -> Datum {
    if map.is_empty() {
        return value;
    }
    let found = map.of(&plain(&value));
    found.unwrap_or(value)
}
