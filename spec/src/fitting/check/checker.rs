//! The state of a check: what all checks read, and the problems that they find.

use std::collections::{BTreeMap, BTreeSet};

use super::attributes::{self, Attributes};
use crate::resources::places::Key;
use crate::resources::{FieldPath, Resources, Role};
use crate::{Api, Operation, OverlayError};

/// A model that is being checked.
pub(super) struct Check<'a> {
    pub(super) model: &'a Resources,
    pub(super) api: &'a Api,
    pub(super) operations: BTreeMap<&'a str, &'a Operation>,
    pub(super) attributes: BTreeMap<&'a str, Attributes>,
    /// For each operation, the resource that it belongs to and its role there.
    pub(super) owners: BTreeMap<&'a str, (&'a str, Role)>,
    /// The refs of resources that a source goes through.
    pub(super) used_refs: BTreeSet<(String, FieldPath)>,
    pub(super) problems: Vec<OverlayError>,
}

impl<'a> Check<'a> {
    pub(super) fn new(model: &'a Resources, api: &'a Api) -> Self {
        let operations = api.operations().map(|operation| (operation.id.as_str(), operation));
        Self {
            model,
            api,
            operations: operations.collect(),
            attributes: attributes::collect(model, api),
            owners: BTreeMap::new(),
            used_refs: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    /// Adds a problem with the value of a key.
    pub(super) fn report(&mut self, key: &Key, message: impl std::fmt::Display) {
        let (path, line) = self.model.places.of(key);
        self.problems.push(OverlayError {
            path,
            line,
            message: format!("{}: {message}", key.name()),
        });
    }
}
