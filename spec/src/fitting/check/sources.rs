//! Checks sources: the records and values that they read must exist.

use super::checker::Check;
use crate::Operation;
use crate::fitting::shape::nearest;
use crate::resources::places::Key;
use crate::resources::{End, FieldPath, Hop, Most, Reading, Source};

/// What lies above everything.
const PROJECT: &str = "project";

impl Check<'_> {
    /// Checks a source that is used for a record of `resource`, and in a call if `call` names one.
    pub(super) fn source(
        &mut self,
        key: &Key,
        resource: &str,
        source: &Source,
        call: Option<&Operation>,
    ) {
        for reading in source.readings() {
            self.reading(key, resource, reading, call);
        }
    }

    /// Checks that the records that a reading goes through exist, and the value at its end.
    pub(super) fn reading(
        &mut self,
        key: &Key,
        resource: &str,
        reading: &Reading,
        call: Option<&Operation>,
    ) {
        let mut at = resource.to_owned();
        for (number, hop) in reading.through.iter().enumerate() {
            let is_last = number + 1 == reading.through.len();
            if is_last && *hop == Hop::Parent && self.is_of_project(&at) {
                match &reading.end {
                    End::Under { resource, attribute } => {
                        self.single_under(key, PROJECT, resource);
                        self.need_attribute(key, resource, attribute);
                        return;
                    }
                    End::Count(resource) => {
                        self.need_resource(key, resource);
                        return;
                    }
                    // There is nothing else to be read of a project.
                    _ => {}
                }
            }
            match self.hop(key, &at, hop, call) {
                Some(next) => at = next,
                None => return,
            }
        }
        match &reading.end {
            End::Input(input) => match call {
                Some(operation) => {
                    self.need_input(key, operation, input);
                }
                None => self.report(
                    key,
                    format!("'{input}' is an input: only the entry of an operation can read it"),
                ),
            },
            End::Attribute(path) => self.need_attribute(key, &at, path),
            End::Under { resource, attribute } => {
                self.single_under(key, &at, resource);
                self.need_attribute(key, resource, attribute);
            }
            End::All { resource, attribute } | End::Touched { resource, attribute } => {
                if let Some(known) = self.need_resource(key, resource)
                    && known.parent.resource() != Some(&at)
                {
                    self.report(key, format!("{resource} has another parent than {at}"));
                }
                self.need_attribute(key, resource, attribute);
            }
            End::Count(resource) | End::Made(resource) => {
                self.need_resource(key, resource);
            }
            End::Left(spent) if spent.contains('.') => self.spent(key, &at, spent),
            End::Left(resource) => {
                let known = self.need_resource(key, resource);
                let states = |most: &Most| matches!(most, Most::Stated(one) if one.resource == at);
                if known.is_some_and(|known| !known.most.iter().any(states)) {
                    self.report(key, format!("no limit in `most` of {resource} is stated by {at}"));
                }
            }
            End::State(vocabulary) => self.vocabulary(key, &at, vocabulary),
        }
    }

    fn hop(&mut self, key: &Key, at: &str, hop: &Hop, call: Option<&Operation>) -> Option<String> {
        match hop {
            Hop::Parent => {
                let parent = self.need_resource(key, at)?.parent.resource();
                if parent.is_none() {
                    self.report(
                        key,
                        format!("the parent of {at} is the project, which is not a record"),
                    );
                }
                parent.map(str::to_owned)
            }
            Hop::Attribute(path) => self.referred(key, at, path),
            Hop::Input(input) => {
                let Some(operation) = call else {
                    self.report(
                        key,
                        format!(
                            "'{input}' is an input: only the entry of an operation can read it"
                        ),
                    );
                    return None;
                };
                if !self.need_input(key, operation, input) {
                    return None;
                }
                let target = self.facts(&operation.id).and_then(|facts| facts.refs.get(input));
                if target.is_none() {
                    self.report(
                        key,
                        format!(
                            "'{input}>' does not name a record: expected it among the refs of {}",
                            operation.id
                        ),
                    );
                }
                Some(target?.0.first()?.resource.clone())
            }
        }
    }

    /// The resource of the record that an attribute refers to.
    pub(super) fn referred(&mut self, key: &Key, at: &str, path: &FieldPath) -> Option<String> {
        let refs = &self.need_resource(key, at)?.refs;
        let target = refs.get(path);
        if target.is_none() {
            let names: Vec<String> = refs.keys().map(FieldPath::to_string).collect();
            let near = nearest(&path.to_string(), names.iter().map(String::as_str));
            self.report(
                key,
                format!("'{path}>' does not name a record: it is not among the refs of {at}{near}"),
            );
        }
        self.used_refs.insert((at.to_owned(), path.clone()));
        target.cloned()
    }

    /// Whether records of a resource lie right under the project.
    fn is_of_project(&self, name: &str) -> bool {
        self.model.resource(name).is_some_and(|known| known.parent.resource().is_none())
    }

    fn single_under(&mut self, key: &Key, at: &str, resource: &str) {
        let Some(known) = self.need_resource(key, resource) else { return };
        if !known.is_single() || known.parent.resource().unwrap_or(PROJECT) != at {
            self.report(
                key,
                format!("{resource} is not a setting or an optional resource whose parent is {at}: expected one"),
            );
        }
    }

    fn vocabulary(&mut self, key: &Key, at: &str, vocabulary: &str) {
        let Some(known) = self.need_resource(key, at) else { return };
        let words =
            || known.states.values().flat_map(|state| state.words.keys()).map(String::as_str);
        if vocabulary != "raw" && !words().any(|word| word == vocabulary) {
            let near = nearest(vocabulary, words().chain(["raw"]));
            self.report(key, format!("{at} has no vocabulary '{vocabulary}'{near}"));
        }
    }
}
