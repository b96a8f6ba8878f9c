//! Looks up once, when a world begins, what sources, steps and views would otherwise look up with each call.

use std::sync::Arc;

use taurusdb_descriptor_types::resources::{
    Does, End, FieldPath, Hop, Input, MatchKey, Reading, Source, Step, View, Word,
};

use super::access::Access;
use super::datum::Datum;
use super::inlet::{Combined, Inlet, prefixes};
use super::model::{Fill, Model, OperationModel};
use super::numbers::Numbers;
use super::paths::{interned, join};
use super::prepared::{self, Filling, Known, TaskNames};
use super::recipe::{Goal, Leg, Recipe, Way};
use super::sort::{Made, Sort};
use super::steps::{Key, StepModel};
use super::translation::Translation;
use super::views::Choice;

/// Prepares the whole model; its attributes are known by now.
pub(crate) fn all(model: &mut Model) {
    for sort in model.sorts() {
        let Defaults { common, times, fills } = defaults(model, sort);
        let is_task = [model.tasks.now, model.tasks.later].contains(&Some(sort));
        let entry = model.sort_mut(sort);
        entry.filled = Arc::new(entry.bare.with(&common, times));
        entry.fills = fills;
        entry.task_names = is_task.then(|| TaskNames::of(entry.resource, &entry.bare.names));
        entry.id_name = entry.key().map(|key| entry.bare.names.name(key));
    }
    for sort in std::iter::once(Sort::PROJECT).chain(model.sorts()) {
        // What the service only makes up until it is changed is not there from the beginning.
        let is_seeded = |child: &Sort| {
            let child = model.sort(*child);
            !child.is_generated && !child.seeds.is_empty()
        };
        let seeded = model.sort(sort).children.iter().copied().filter(is_seeded).collect();
        model.sort_mut(sort).seeded = seeded;
    }
    for index in 0..model.operations().count() {
        let operation = model.operation(index);
        let steps = operation.steps.iter().map(|one| step(model, one.sort, one.step)).collect();
        let choices = operation.views.iter().map(|(sort, view)| choice(model, *sort, view));
        let choices = choices.collect();
        let (simple, combined) = (simple(operation), combined(model, operation));
        let asks = asks_what_was_touched(operation);
        let operation = model.operation_mut(index);
        (operation.steps, operation.choices) = (steps, choices);
        (operation.simple, operation.combined) = (simple, combined);
        operation.asks_what_was_touched = asks;
    }
}

/// The inputs that carry whole ids, and do more than narrow a list.
fn simple(operation: &OperationModel) -> Vec<(Inlet, Vec<Sort>)> {
    let refs = operation.refs.iter();
    let simple = refs.filter(|(input, _, part)| part.is_none() && !operation.only_filters(*input));
    simple.map(|(input, sorts, _)| (Inlet::new(*input), sorts.clone())).collect()
}

/// The inputs that carry ids of several attributes, by what they are ids of.
fn combined(model: &Model, operation: &OperationModel) -> Vec<Combined> {
    let mut all: Vec<(Sort, Vec<(Input, &'static str)>)> = Vec::new();
    for (input, sorts, attribute) in &operation.refs {
        let (Some(sort), Some(attribute)) = (sorts.first(), attribute) else { continue };
        match all.iter_mut().find(|(known, _)| known == sort) {
            Some((_, inputs)) => inputs.push((*input, attribute.0)),
            None => all.push((*sort, vec![(*input, attribute.0)])),
        }
    }
    let combined = all.into_iter().map(|(sort, mut inputs)| {
        let id = model.resource(sort).id;
        inputs.sort_by_key(|(_, name)| id.iter().position(|path| path.0 == *name));
        let each: Vec<Input> = inputs.iter().map(|(input, _)| *input).collect();
        let inputs = inputs.into_iter().map(|(input, name)| (Inlet::new(input), name));
        Combined { sort, inputs: inputs.collect(), prefixes: prefixes(&each) }
    });
    combined.collect()
}

/// Whether a step or a view of an operation asks which records a call gives other values.
fn asks_what_was_touched(operation: &OperationModel) -> bool {
    let steps = operation.steps.iter().flat_map(|one| one.step.sets.iter().chain(one.step.ends));
    let views = operation.views.iter().flat_map(|(_, view)| view.fields);
    steps.chain(views).any(|(_, source)| touches(source))
}

fn touches(source: &Source) -> bool {
    match source {
        Source::Read(reading) => matches!(reading.end, End::Touched { .. }),
        Source::Text(_) | Source::Word(_) => false,
        Source::First { from, default, .. } => touches(from) || default.is_some_and(touches),
        Source::Join { parts, .. } => parts.iter().any(touches),
        Source::Entry { of, key } => touches(of) || touches(key),
    }
}

/// What records have where their creation has left something open.
struct Defaults {
    /// The same for all.
    common: Vec<(u8, Datum)>,
    /// The attributes that say when it was made.
    times: Numbers,
    /// How the rest is filled in.
    fills: Vec<Fill>,
}

fn defaults(model: &Model, sort: Sort) -> Defaults {
    let entry = model.sort(sort);
    let (mut common, mut times) = (Vec::new(), Numbers::default());
    let mut fills = Vec::new();
    for (at, filling) in
        prepared::defaults(entry.resource, &entry.bare.names).into_iter().enumerate()
    {
        match filling {
            // What comes first is seen by all that follows, wherever it is kept.
            Filling::Known(values) if at == 0 => {
                for (number, known) in values {
                    match known {
                        Known::Fixed(value) => common.push((number, value)),
                        Known::Now => times.insert(number),
                    }
                }
            }
            Filling::Known(values) => fills.push(Fill::Known(values)),
            Filling::Source(name, source) => {
                let name = entry.bare.names.name(name);
                fills.push(match recipe(model, source, sort) {
                    Recipe::Read(Way { through, goal: Goal::Attribute(access) })
                        if matches!(&*through, [Leg::Parent]) =>
                    {
                        Fill::FromParent(name, access)
                    }
                    recipe => Fill::Recipe(name, recipe),
                });
            }
        }
    }
    Defaults { common, times, fills }
}

fn step(model: &Model, sort: Sort, step: &'static Step) -> StepModel {
    let entry = model.sort(sort);
    let name = |path: &FieldPath| entry.bare.names.name(path.0);
    let values = |list: &'static [(FieldPath, Source)]| {
        list.iter().map(|(path, source)| (name(path), recipe(model, source, sort))).collect()
    };
    let base = match step.each.first() {
        Some(Input::Body(path)) => path.0,
        _ => "",
    };
    let copies = step.copies.iter().map(|path| {
        let from = if base.is_empty() { path.0 } else { interned(&join(base, path.0)) };
        (name(path), Inlet::new(Input::Body(FieldPath(from))))
    });
    // In the order in which records keep them: then each comes behind the others.
    let mut copies: Vec<_> = copies.collect();
    copies.sort_by_key(|(name, _)| (name.number, name.text));
    let above = entry.parent.unwrap_or(Sort::PROJECT);
    let matches = step.matches.iter().map(|(key, source)| match key {
        MatchKey::Parent => (Key::Parent, recipe(model, source, above)),
        MatchKey::Value(reading) => {
            let is_own = reading.through.is_empty();
            let is_id = is_own
                && matches!(reading.end, End::Attribute(path) if entry.resource.id.contains(&path));
            let way = way(model, reading, sort);
            (Key::Value { way, is_id }, recipe(model, source, sort))
        }
    });
    let state = |name: Option<&str>| name.and_then(|name| entry.state(name));
    let reads_itself = step.sets.iter().any(|(_, source)| reads_itself(source));
    StepModel {
        prepaid: prepaid(model, sort, step),
        reads_itself,
        when: step.when.iter().map(|(input, values)| (Inlet::new(*input), *values)).collect(),
        prefixes: prefixes(step.each),
        times: step.times.as_ref().map(|source| recipe(model, source, sort)),
        parent: step.parent.as_ref().map(|source| recipe(model, source, above)),
        matches: matches.collect(),
        copies: copies.into(),
        sets: values(step.sets),
        ends: values(step.ends),
        via: state(step.via),
        to: state(step.to),
        fail: state(step.fail),
        then: step.then.iter().filter_map(|name| entry.state(name)).collect(),
        ..StepModel::new(sort, step)
    }
}

/// Where a step that makes records says whether they are paid in advance.
fn prepaid(model: &Model, sort: Sort, step: &'static Step) -> Option<Recipe> {
    let paid = model.resource(sort).prepaid.filter(|_| step.does == Does::Create)?;
    Some(match step.sets.iter().find(|(path, _)| *path == paid.attribute) {
        Some((_, source)) => recipe(model, source, sort),
        None => {
            let goal = Goal::Input(Inlet::new(Input::Body(paid.attribute)));
            Recipe::Read(Way { through: Box::default(), goal })
        }
    })
}

/// Whether a source may read attributes of the record at hand.
fn reads_itself(source: &Source) -> bool {
    match source {
        Source::Read(reading) => !matches!(reading, Reading { through: [], end: End::Input(_) }),
        Source::Text(_) => false,
        Source::Word(word) => matches!(word, Word::Ordinal | Word::Only),
        Source::First { from, default, .. } => {
            reads_itself(from) || default.is_some_and(reads_itself)
        }
        Source::Join { parts, .. } => parts.iter().any(reads_itself),
        Source::Entry { of, key } => reads_itself(of) || reads_itself(key),
    }
}

fn choice(model: &Model, sort: Sort, view: &'static View) -> Choice {
    let only = view.only.iter().map(|(reading, values)| (way(model, reading, sort), *values));
    let filters = view.filters.iter().map(|(input, filter)| {
        let attribute = filter.attribute.as_ref();
        (Inlet::new(*input), filter, attribute.map(|reading| way(model, reading, sort)))
    });
    Choice { only: only.collect(), filters: filters.collect() }
}

/// A source that is followed from records of a resource.
pub(crate) fn recipe(model: &Model, source: &'static Source, sort: Sort) -> Recipe {
    let inner = |source: &'static Source| Box::new(recipe(model, source, sort));
    match source {
        Source::Read(reading) => Recipe::Read(way(model, reading, sort)),
        Source::Text(text) => Recipe::Fixed(Datum::fixed(text)),
        Source::Word(word) => Recipe::Word(*word),
        Source::First { from, default, map } => {
            let map = Translation::new(map);
            Recipe::First { from: inner(from), default: default.map(inner), map }
        }
        Source::Join { parts, with } => {
            let parts = parts.iter().map(|part| recipe(model, part, sort)).collect();
            Recipe::Join { parts, with }
        }
        Source::Entry { of, key } => Recipe::Entry { of: inner(of), key: inner(key) },
    }
}

/// A reading that begins at records of a resource.
pub(crate) fn way(model: &Model, reading: &Reading, sort: Sort) -> Way {
    let mut at = sort;
    let mut through = Vec::new();
    for hop in reading.through {
        // Where a call decides what is meant, the likeliest; the names of other records are looked up then.
        let (leg, next) = match hop {
            Hop::Parent => (Leg::Parent, model.sort(at).parent),
            Hop::Attribute(path) => {
                (Leg::Attribute(access(model, at, path.0)), model.referred(at, path.0))
            }
            Hop::Input(input) => (Leg::Input(*input), model.behind(*input)),
        };
        through.push(leg);
        at = next.unwrap_or(at);
    }
    let of = |resource: &str, attribute: FieldPath| {
        let sort = model.named(resource)?;
        Some((sort, access(model, sort, attribute.0)))
    };
    let goal = match reading.end {
        End::Input(input) => Goal::Input(Inlet::new(input)),
        End::Attribute(path) => Goal::Attribute(access(model, at, path.0)),
        End::Under { resource, attribute } => Goal::Under(of(resource, attribute)),
        End::All { resource, attribute } => Goal::All(of(resource, attribute)),
        End::Count(resource) => {
            let sort = model.named(resource);
            Goal::Count(sort.and_then(|sort| Some((sort, model.sort(sort).parent?))))
        }
        End::Made(resource) => Goal::Made(model.named(resource)),
        End::Touched { resource, attribute } => Goal::Touched(of(resource, attribute)),
        End::Left(resource) => Goal::Left(resource),
        End::State(vocabulary) => Goal::State(vocabulary),
    };
    Way { through: through.into(), goal }
}

/// The way to an attribute of records of a resource.
pub(crate) fn access(model: &Model, sort: Sort, name: &'static str) -> Access {
    let entry = model.sort(sort);
    let names = &entry.bare.names;
    let is_state = entry.resource.state.is_some_and(|path| path.0 == name);
    let wholes = name
        .match_indices('.')
        .map(|(at, _)| (names.name(&name[..at]), name[at + 1..].split('.').collect()));
    Access {
        name: names.name(name),
        is_live: is_state || model.is_progress(sort, name),
        wholes: wholes.collect(),
        made: entry.attributes.get(name).map_or(Made::Never, |known| known.made.clone()),
    }
}
