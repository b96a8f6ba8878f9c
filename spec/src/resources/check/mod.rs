//! Whether the resource model fits the specification.

mod attributes;
mod needs;
mod operations;
mod paging;
mod resources;
mod sources;
mod states;
mod steps;
mod tasks;
mod views;

use std::collections::BTreeMap;

use super::places::Key;
use super::{Resources, Role};
use crate::{Api, Operation, OverlayError};

use attributes::Attributes;

impl Resources {
    /// Checks that the model fits the specification; an empty list says that it does.
    ///
    /// Every operation must be described once; every operation, resource, state, input, path and
    /// attribute that is referred to must exist; every resource must have what its kind needs, and
    /// every role the steps and views that make it one; every state must be entered somehow.
    pub fn validate(&self, api: &Api) -> Vec<OverlayError> {
        let mut check = Check::new(self, api);
        check.all_resources();
        check.all_operations();
        let mut problems = check.problems;
        problems.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
        problems.dedup();
        problems
    }
}

/// A model while it is checked.
struct Check<'a> {
    model: &'a Resources,
    api: &'a Api,
    operations: BTreeMap<&'a str, &'a Operation>,
    attributes: BTreeMap<&'a str, Attributes>,
    /// The resource that each operation belongs to, and as what.
    owners: BTreeMap<&'a str, (&'a str, Role)>,
    problems: Vec<OverlayError>,
}

impl<'a> Check<'a> {
    fn new(model: &'a Resources, api: &'a Api) -> Self {
        let operations = api.operations().map(|operation| (operation.id.as_str(), operation));
        Self {
            model,
            api,
            operations: operations.collect(),
            attributes: attributes::collect(model, api),
            owners: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    /// Notes a problem with the value of a key.
    fn report(&mut self, key: &Key, message: impl std::fmt::Display) {
        let (path, line) = self.model.places.of(key);
        self.problems.push(OverlayError {
            path,
            line,
            message: format!("{}: {message}", key.name()),
        });
    }
}
