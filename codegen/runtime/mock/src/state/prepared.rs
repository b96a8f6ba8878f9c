//! What follows from a resource or a step alone, worked out when a world begins instead of with each call.

use taurusdb_descriptor_types::resources::{End, FieldPath, Hop, Reading, Resource, Source, Word};

use super::datum::Datum;
use super::names::{Name, Names};
use super::paths::interned;

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

/// What a record is given where its creation has left something open, in the order of the description.
#[derive(Debug)]
pub(crate) enum Filling {
    /// The same for all records, or the time: by the numbers of the attributes.
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
    let mut first: Vec<(u8, Known)> = Vec::new();
    let mut rest = Vec::new();
    // The attributes that sources are about so far: what comes later must not be there before them.
    let mut passed: Vec<&str> = Vec::new();
    for (path, source) in resource.defaults {
        let known = match source {
            Source::Text(text) => Some(Known::Fixed(Datum::fixed(text))),
            Source::Word(Word::Now) => Some(Known::Now),
            _ => None,
        };
        let is_passed = passed.iter().any(|one| is_within(one, path.0) || is_within(path.0, one));
        match known.zip(names.number(path.0)) {
            Some(known) if !is_passed => first.push((known.1, known.0)),
            Some((known, number)) => rest.push(Filling::Known([(number, known)].into())),
            None => {
                passed.push(path.0);
                read_by(source, &mut passed);
                rest.push(Filling::Source(path.0, source));
            }
        }
    }
    // Of two for one attribute, the first one counts.
    first.sort_by_key(|(number, _)| *number);
    first.dedup_by_key(|(number, _)| *number);
    let first = Some(Filling::Known(first.into()));
    first.into_iter().chain(rest).collect()
}

/// Whether a path is another one, or leads to a part of it.
fn is_within(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The attributes that a source reads, of whatever record.
fn read_by(source: &Source, found: &mut Vec<&'static str>) {
    match source {
        Source::Read(Reading { through, end }) => {
            found.extend(through.iter().filter_map(|hop| match hop {
                Hop::Attribute(path) => Some(path.0),
                Hop::Parent | Hop::Input(_) => None,
            }));
            match end {
                End::Attribute(path) => found.push(path.0),
                End::Under { attribute, .. }
                | End::All { attribute, .. }
                | End::Touched { attribute, .. } => {
                    found.push(attribute.0);
                }
                End::Input(_) | End::Count(_) | End::Left(_) | End::Made(_) | End::State(_) => {}
            }
        }
        Source::First { from, default, .. } => {
            read_by(from, found);
            default.iter().for_each(|default| read_by(default, found));
        }
        Source::Join { parts, .. } => parts.iter().for_each(|part| read_by(part, found)),
        Source::Entry { of, key } => {
            read_by(of, found);
            read_by(key, found);
        }
        Source::Text(_) | Source::Word(_) => {}
    }
}

/// The names that the model gives the attributes of tasks.
#[derive(Clone, Debug)]
pub(crate) struct TaskNames {
    pub(crate) id: Name,
    pub(crate) name: Name,
    pub(crate) created: Name,
    pub(crate) ended: Name,
    /// The attributes with the ids of what a task is about, and those with what that is called.
    pub(crate) subjects: Box<[(Name, Option<Name>)]>,
}

impl TaskNames {
    pub(crate) fn of(resource: &Resource, names: &Names) -> Self {
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
            id: names.name(if let [FieldPath(one)] = resource.id { one } else { "id" }),
            name: names.name(resource.label.map_or("name", |path: FieldPath| path.0)),
            created: names.name(created.map_or("created", |(path, _)| path.0)),
            ended: names.name(ended.unwrap_or("ended")),
            subjects: resource
                .refs
                .iter()
                .map(|(path, _)| (names.name(path.0), called(path.0).map(|name| names.name(name))))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::resources::{
        End, FieldPath, Kind, Reading, Resource, Source, Word,
    };

    use super::super::names::Names;
    use super::super::sort::Sort;
    use super::{Filling, defaults};

    const fn own(path: &'static str) -> Source {
        Source::Read(Reading::of(End::Attribute(FieldPath(path))))
    }

    /// What is known before is filled in at once, unless a source that comes earlier would see it.
    #[test]
    fn a_source_sees_what_stands_before_it_and_nothing_behind() {
        static RESOURCE: Resource = Resource {
            defaults: &[
                (FieldPath("z"), Source::Text("1")),
                (FieldPath("copy"), own("late")),
                (FieldPath("late.part"), Source::Text("2")),
                (FieldPath("a"), Source::Word(Word::Now)),
                (FieldPath("copy"), Source::Text("3")),
                (FieldPath("z"), Source::Text("4")),
            ],
            ..Resource::new("thing", Kind::Record)
        };
        let names = Names::new(Sort(1), RESOURCE.defaults.iter().map(|(path, _)| path.0));
        let said = |filling: &Filling| match filling {
            Filling::Known(values) => {
                let values = values.iter().map(|(number, known)| {
                    format!("{} {:?}", names.text(*number), known.at(7).to_value())
                });
                values.collect::<Vec<_>>().join(", ")
            }
            Filling::Source(name, _) => format!("{name}?"),
        };
        let all: Vec<_> = defaults(&RESOURCE, &names).iter().map(said).collect();
        assert_eq!(
            all,
            [
                r#"a String("1970-01-01T00:00:00.007Z"), z String("1")"#,
                "copy?",
                r#"late.part String("2")"#,
                r#"copy String("3")"#,
            ]
        );
    }
}
