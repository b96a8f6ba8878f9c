//! What follows from a resource or a step alone, worked out when a world begins instead of with each call.

use taurusdb_descriptor_types::resources::{
    End, FieldPath, Input, Reading, Resource, Source, Step, Word,
};

use super::datum::Datum;
use super::names::Names;
use super::paths::{interned, join};

/// The attributes of the records that every parent has from the beginning.
pub(crate) type Seeds = Vec<Vec<(&'static str, Datum)>>;

pub(crate) fn seeds(resource: &Resource) -> Seeds {
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).ok();
    let attributes = |seed: &&'static [(FieldPath, &'static str)]| {
        let seed = seed.iter();
        seed.filter_map(|(path, json)| Some((path.0, value(json)?.into()))).collect()
    };
    resource.seeds.iter().map(attributes).collect()
}

/// The attributes that a step copies from the body, and where they stand there.
pub(crate) type Copies = Box<[(&'static str, Input)]>;

pub(crate) fn copies(step: &Step) -> Copies {
    let base = match step.each.first() {
        Some(Input::Body(path)) => path.0,
        _ => "",
    };
    let copies = step.copies.iter().map(|path| {
        let from = if base.is_empty() { path.0 } else { interned(&join(base, path.0)) };
        (path.0, Input::Body(FieldPath(from)))
    });
    copies.collect()
}

/// What a record is given where its creation has left something open, in the order of the description.
#[derive(Debug)]
pub(crate) enum Filling {
    /// The same for all records, or the time: by the numbers of the attributes, which are in their order.
    Known(Box<[(u8, Known)]>),
    /// What has to be looked for.
    Source(&'static str, &'static Source),
}

/// A default that nothing has to be looked at for.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    Fixed(Datum),
    Now,
}

impl Known {
    pub(crate) fn at(&self, now: i64) -> Datum {
        match self {
            Self::Fixed(value) => value.clone(),
            Self::Now => Datum::Moment(now),
        }
    }
}

pub(crate) fn defaults(resource: &Resource, names: &Names) -> Vec<Filling> {
    let mut all = Vec::new();
    let mut run: Vec<(u8, Known)> = Vec::new();
    let close = |run: &mut Vec<(u8, Known)>, all: &mut Vec<Filling>| {
        // Of two for one attribute, the first one counts.
        run.sort_by_key(|(number, _)| *number);
        run.dedup_by_key(|(number, _)| *number);
        if !run.is_empty() {
            all.push(Filling::Known(std::mem::take(run).into()));
        }
    };
    for (path, source) in resource.defaults {
        let known = match source {
            Source::Text(text) => Some(Known::Fixed(Datum::fixed(text))),
            Source::Word(Word::Now) => Some(Known::Now),
            _ => None,
        };
        match known.zip(names.number(path.0)) {
            Some((known, number)) => run.push((number, known)),
            None => {
                close(&mut run, &mut all);
                all.push(Filling::Source(path.0, source));
            }
        }
    }
    close(&mut run, &mut all);
    all
}

/// The names that the model gives the attributes of tasks.
#[derive(Clone, Debug)]
pub(crate) struct TaskNames {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) created: &'static str,
    pub(crate) ended: &'static str,
    /// The attributes with the ids of what a task is about, and those with what that is called.
    pub(crate) subjects: Box<[(&'static str, Option<&'static str>)]>,
}

impl TaskNames {
    pub(crate) fn of(resource: &Resource) -> Self {
        let is_now = |source: &Source| matches!(source, Source::Word(Word::Now));
        let created = resource.defaults.iter().find(|(_, source)| is_now(source));
        // Views that show tasks of both kinds at one place say what the attributes of each are called.
        let views = resource.views.iter().flat_map(|on| on.list);
        let mut fields = views.flat_map(|view| view.fields);
        let ended = fields.find(|(field, _)| field.0 == "ended");
        let ended = ended.and_then(|(_, source)| match source {
            Source::Read(Reading { through: [], end: End::Attribute(path) }) => Some(path.0),
            _ => None,
        });
        let called = |attribute: &'static str| {
            let stem = attribute.strip_suffix("_id")?;
            Some(interned(&format!("{stem}_name")))
        };
        Self {
            id: if let [FieldPath(one)] = resource.id { one } else { "id" },
            name: resource.label.map_or("name", |path: FieldPath| path.0),
            created: created.map_or("created", |(path, _)| path.0),
            ended: ended.unwrap_or("ended"),
            subjects: resource.refs.iter().map(|(path, _)| (path.0, called(path.0))).collect(),
        }
    }
}
