//! Records that nobody creates: logs, findings, parameters. The service makes them up, by rule, so that
//! the same question always has the same answer, and narrower questions a part of it.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;
use taurusdb_descriptor_types::Type;
use taurusdb_descriptor_types::resources::IdShape;

use super::datum::Datum;
use super::model::SortModel;
use super::record::{Record, Seq, Shared};
use super::scene::Scene;
use super::sort::{Made, Sort};
use super::times::Span;
use super::{ids, maker, times};

/// The time between two events, in milliseconds; each happens somewhere in its part.
const STEP: i64 = 20 * 60 * 1000;

/// How far back events go if a question does not say.
const BACK: i64 = 24 * 60 * 60 * 1000;

/// How many events a question has at most: those that are the oldest in its span.
const MOST: i64 = 10_000;

impl Scene<'_> {
    /// The records of a resource under a record, within a span of time if they happen at moments.
    pub(crate) fn rows(&self, parent: &Record, sort: Sort, span: Option<Span>) -> Vec<Shared> {
        let entry = self.world.model.sort(sort);
        if !entry.resource.seeds.is_empty() {
            let rows = self.seed_rows(sort, parent.seq, |_| Seq(0));
            return rows.into_iter().map(Arc::new).collect();
        }
        match entry.moment {
            Some(moment) => events(self, parent, sort, moment, span.unwrap_or_default()),
            None => {
                let rows = 0..entry.rows.len().max(1);
                rows.filter_map(|at| row(self, parent, sort, at, at as u64, parent.born()))
                    .collect()
            }
        }
    }
}

/// Events happen at fixed moments of virtual time, whenever one asks; those that lie ahead are not seen.
fn events(
    scene: &Scene<'_>,
    parent: &Record,
    sort: Sort,
    moment: &'static str,
    span: Span,
) -> Vec<Shared> {
    let rows = scene.world.model.sort(sort).rows.len().max(1) as u64;
    let until = span.1.map_or(scene.now, |until| until.min(scene.now));
    let from = span.0.unwrap_or(until - BACK).max(until - MOST * STEP);
    let seed = scene.world.seed ^ ids::hash(&scene.id(parent)) ^ u64::from(sort.0);
    let parts = from.div_euclid(STEP)..=until.div_euclid(STEP);
    let found = parts.filter_map(|part| {
        let number = ids::mix(seed, part as u64);
        let at = part * STEP + (number % STEP as u64) as i64;
        if !(from..=until).contains(&at) {
            return None;
        }
        let shown = usize::try_from((number >> 32) % rows).unwrap_or_default();
        let event = row(scene, parent, sort, shown, number, at)?;
        let mut event = Arc::unwrap_or_clone(event);
        event.set(moment, Datum::Moment(at));
        let entry = scene.world.model.sort(sort);
        // What tells events apart is another one for each.
        if let Some(key) = entry.key()
            && let Some(shown) = event.get(key).and_then(Datum::as_text)
        {
            let own = named(scene, parent, &event, &shown, number, at);
            event.set(key, own.into());
        }
        // A number by which one pages grows with time.
        for path in entry.resource.id {
            let kind = entry.attributes.get(path.0).and_then(|attribute| attribute.field);
            if kind.is_some_and(|field| {
                matches!(field.kind, Type::Integer | Type::Long | Type::String)
                    && field.name.ends_with("num")
            }) {
                event.set(path.0, at.into());
            }
        }
        Some(Arc::new(event))
    });
    found.collect()
}

/// The name of an event, after the one that the example shows: with its time, the ids of what it is about, and
/// digits of its own.
fn named(
    scene: &Scene<'_>,
    parent: &Record,
    event: &Record,
    shown: &str,
    number: u64,
    at: i64,
) -> String {
    let model = &scene.world.model;
    let part = |part: &str| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        if digits == part.len() && digits == 14 {
            let time = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
            return time.strftime("%Y%m%d%H%M%S").to_string();
        }
        let is_of = |sort: &Sort| match model.resource(*sort).id_shape {
            Some(IdShape::Uuid32(Some(suffix))) => part.ends_with(suffix),
            _ => false,
        };
        let about = model.sorts().find(is_of).filter(|_| maker::is_id(part));
        let near = about.and_then(|sort| near(scene, parent, sort, event, number));
        near.map_or_else(|| part.to_owned(), |id| super::datum::text(&id))
    };
    let mut parts: Vec<String> = shown.split('_').map(part).collect();
    parts.push(format!("{number:016x}"));
    parts.join("_")
}

/// One record, made after an element of the example. It is nothing if it would be about something that
/// is not there.
fn row(
    scene: &Scene<'_>,
    parent: &Record,
    sort: Sort,
    shown: usize,
    number: u64,
    born: i64,
) -> Option<Shared> {
    let entry = scene.world.model.sort(sort);
    let mut record = Record::new(&entry.bare, sort, Seq(0), parent.seq, born);
    record.state = entry.ready();
    for (path, name) in entry.resource.refs {
        let Some(other) = scene.world.model.named(name) else { continue };
        let near = near(scene, parent, other, &record, number);
        match near {
            Some(id) => record.set(path.0, id),
            None => return None,
        }
    }
    for (name, attribute) in &entry.attributes {
        if record.get(name).is_some() || entry.resource.refs.iter().any(|(path, _)| path.0 == *name)
        {
            continue;
        }
        let value = value(scene, entry, parent, &record, name, shown, number)
            .or_else(|| scene.made(&record, name, &attribute.made).map(Cow::into_owned));
        if let Some(value) = value {
            record.set(name, value);
        }
    }
    for (index, path) in entry.resource.id.iter().enumerate() {
        if record.get(path.0).is_none() {
            let shape = entry.resource.id_shape.unwrap_or(IdShape::Uuid36);
            let value: Datum = match shape {
                IdShape::Name => {
                    format!("{}-{}", entry.resource.name.replace('_', "-"), shown + 1).into()
                }
                _ => ids::id(scene.world.seed ^ parent.seq.0, number ^ index as u64, shape).into(),
            };
            record.set(path.0, value);
        }
    }
    Some(Arc::new(record))
}

/// The id of a record that there is: one under those that are already referred to, or under the parent.
fn near(
    scene: &Scene<'_>,
    parent: &Record,
    sort: Sort,
    record: &Record,
    number: u64,
) -> Option<Datum> {
    if let Some(own) = scene.nearest(parent, sort) {
        return Some(scene.id(own).into());
    }
    let above = scene.world.model.sort(sort).parent?;
    // A node of the instance that the row is about, rather than of any.
    let referred = scene.world.model.resource(record.sort).refs.iter().find_map(|(path, name)| {
        let of_above = scene.world.model.named(name) == Some(above);
        let id = record.get(path.0).filter(|_| of_above)?;
        scene.by_id(above, &id.as_text()?, None)
    });
    let place = match referred {
        Some(seq) => seq,
        None => scene.nearest(parent, above)?.seq,
    };
    let all = scene.world.store.children(place, sort);
    let at = usize::try_from(number % (all.len() as u64).max(1)).ok()?;
    let found = scene.record(*all.get(at)?)?;
    Some(scene.id(found).into())
}

/// A value as the element of the example has it, if it is about no particular thing.
fn value(
    scene: &Scene<'_>,
    entry: &SortModel,
    parent: &Record,
    record: &Record,
    name: &str,
    shown: usize,
    number: u64,
) -> Option<Datum> {
    let attribute = entry.attributes.get(name)?;
    let field = attribute.field?;
    // What is called as a resource whose ids somebody chose is one of its records, if there are any.
    if let Some(sort) = scene.world.model.named(field.name)
        && scene.world.model.resource(sort).id_shape == Some(IdShape::Name)
        && let Some(found) = scene.any(record, sort)
    {
        return Some(scene.id(&found).into());
    }
    let own = entry.resource.id.iter().any(|path| path.0 == name);
    if own && matches!(entry.resource.id_shape, Some(IdShape::Uuid36 | IdShape::Uuid32(_))) {
        let shape = entry.resource.id_shape?;
        return Some(ids::id(scene.world.seed ^ parent.seq.0, number, shape).into());
    }
    if let [_, _, ..] = field.facts.values
        && !own
    {
        let values = field.facts.values;
        let at = usize::try_from((number >> 16) % values.len() as u64).unwrap_or_default();
        return Some(Datum::fixed(values[at]));
    }
    let shown = entry.rows.get(shown)?.get(name)?;
    let is_plain = match shown {
        Value::String(text) => {
            !maker::is_id(text)
                && !text.contains("**")
                && times::style(field, Some(shown)).is_none()
                && !matches!(attribute.made, Made::Link | Made::Ip)
        }
        Value::Null => false,
        Value::Number(_) => times::style(field, Some(shown)).is_none(),
        _ => true,
    };
    is_plain.then(|| shown.into())
}
