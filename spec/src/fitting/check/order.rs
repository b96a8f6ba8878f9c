//! Checks that steps read of the same call only what has been done before them.

use super::checker::Check;
use crate::Operation;
use crate::resources::places::Key;
use crate::resources::{Does, End, MatchKey, Reading, Source, Step};

/// What has to have been done before a step.
enum Before<'a> {
    /// A record of the resource was made.
    Made(&'a str),
    /// A record of the resource was changed.
    Touched(&'a str),
    /// All records of the resource that the call makes are there: they are counted.
    Counted(&'a str),
}

/// When a step is done: parents before children, then by the names of resources, then as listed.
type Turn = (usize, String, usize);

impl Check<'_> {
    /// Checks the order in which a step, and what it reads of other steps, are done.
    pub(super) fn order(
        &mut self,
        key: &Key,
        name: &str,
        operation: &Operation,
        position: usize,
        step: &Step,
    ) {
        let own = self.turn(name, position);
        for (key, reading) in readings(key, step) {
            let Some(before) = before(reading) else { continue };
            let (resource, what) = match before {
                Before::Made(resource) => (resource, "makes"),
                Before::Touched(resource) => (resource, "changes"),
                Before::Counted(resource) => (resource, "makes"),
            };
            let turns = self.turns(resource, operation, &before);
            let is_counted = matches!(before, Before::Counted(_));
            if turns.is_empty() {
                if !is_counted {
                    self.report(&key, format!("no step of {} {what} a {resource}: expected one that is done before this one", operation.id));
                }
                continue;
            }
            let is_late = |turn: &Turn| *turn >= own;
            let fails = match is_counted {
                true => turns.iter().any(is_late),
                false => turns.iter().all(is_late),
            };
            if fails {
                self.report(
                    &key,
                    format!(
                        "the step that {what} a {resource} is done after this one: parents come before children, then resources by their names, then steps as they are listed; move this to a step that comes later, or read what the other one reads"
                    ),
                );
            }
        }
    }

    /// Checks that a call does what its answer reads of it: by then, all steps are done.
    pub(super) fn answered(&mut self, key: &Key, operation: &Operation, source: &Source) {
        for reading in source.readings() {
            let Some(before) = before(reading) else { continue };
            let (resource, what) = match before {
                Before::Made(resource) => (resource, "makes"),
                Before::Touched(resource) => (resource, "changes"),
                Before::Counted(_) => continue,
            };
            if self.turns(resource, operation, &before).is_empty() {
                self.report(
                    key,
                    format!("no step of {} {what} a {resource}: expected one", operation.id),
                );
            }
        }
    }

    /// When the steps of an operation are done that do it to a resource.
    fn turns(&self, resource: &str, operation: &Operation, before: &Before<'_>) -> Vec<Turn> {
        let does = |step: &Step| match before {
            Before::Made(_) | Before::Counted(_) => matches!(step.does, Does::Create | Does::Put),
            Before::Touched(_) => matches!(step.does, Does::Change | Does::Put),
        };
        if self.model.resource(resource).is_none_or(|known| !known.on.contains_key(&operation.id)) {
            return Vec::new();
        }
        let steps = self.model.steps(self.api, resource, &operation.id);
        let steps = steps.iter().enumerate().filter(|(_, step)| does(step));
        steps.map(|(position, _)| self.turn(resource, position)).collect()
    }

    fn turn(&self, resource: &str, position: usize) -> Turn {
        let mut depth = 0;
        let mut at = self.model.resource(resource);
        while let Some(known) = at.filter(|_| depth <= self.model.resources.len()) {
            depth += 1;
            at = known.parent.resource().and_then(|above| self.model.resource(above));
        }
        (depth, resource.to_owned(), position)
    }
}

fn before(reading: &Reading) -> Option<Before<'_>> {
    match &reading.end {
        End::Made(resource) => Some(Before::Made(resource)),
        End::Touched { resource, .. } => Some(Before::Touched(resource)),
        End::Left(spent) => {
            Some(Before::Counted(spent.split_once('.').map_or(spent.as_str(), |(name, _)| name)))
        }
        _ => None,
    }
}

/// All that a step reads, each with its place.
fn readings<'s>(key: &Key, step: &'s Step) -> Vec<(Key, &'s Reading)> {
    let mut sources: Vec<(Key, &'s Source)> = Vec::new();
    for (word, entries) in [("sets", &step.sets), ("ends", &step.ends)] {
        sources.extend(entries.iter().map(|(path, source)| (key.to(word).to(path), source)));
    }
    for (word, source) in [("times", &step.times), ("parent", &step.parent)] {
        sources.extend(source.iter().map(|source| (key.to(word), source)));
    }
    sources.extend(step.matches.values().map(|source| (key.to("match"), source)));
    let mut found: Vec<(Key, &'s Reading)> = Vec::new();
    for (key, source) in sources {
        found.extend(source.readings().into_iter().map(|reading| (key.clone(), reading)));
    }
    for what in step.matches.keys() {
        if let MatchKey::Value(reading) = what {
            found.push((key.to("match"), reading));
        }
    }
    found
}
