//! Checks that the resource model fits the specification.

mod attributes;
mod beside;
mod bounds;
mod checker;
mod expires;
mod needs;
mod operations;
mod order;
mod paging;
mod resources;
mod sources;
mod states;
mod steps;
mod tasks;
mod uses;
mod views;

use crate::{Api, OverlayError, Resources};
use checker::Check;

impl Resources {
    /// Checks that the model fits the specification; an empty list says that it does.
    ///
    /// Every operation must have one entry. Every operation, resource, state, input, path and
    /// attribute that an entry names must exist. Every resource must have what its kind needs, and
    /// for every role the steps or views that the role needs. Something must lead to every state.
    pub fn validate(&self, api: &Api) -> Vec<OverlayError> {
        let mut check = Check::new(self, api);
        check.all_resources();
        check.all_operations();
        let mut problems = check.problems;
        problems.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
        problems.dedup();
        problems
    }

    /// The attributes of a resource: the fields of its views after renaming, and the hidden ones.
    pub fn attributes(&self, api: &Api, resource: &str) -> Vec<String> {
        let all = attributes::collect(self, api);
        all.get(resource).into_iter().flat_map(|known| known.names().map(str::to_owned)).collect()
    }
}
