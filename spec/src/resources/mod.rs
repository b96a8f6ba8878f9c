//! The service seen as things that exist: `spec/overlay/resources`, typed.
//!
//! [`Resources::load`] reads the files, [`Resources::validate`] holds them against the
//! specification. `spec/overlay/resources/README.md` says what each key means.
//!
//! ```no_run
//! let api = taurusdb_spec::Api::load(std::path::Path::new("spec"))?;
//! let restart = api.resources.operation("instances.restart").expect("a known operation");
//! assert_eq!(restart.resource.as_deref(), Some("instance"));
//! assert!(restart.task.is_some());
//! # Ok::<(), taurusdb_spec::LoadError>(())
//! ```

mod check;
mod input;
mod like;
mod load;
mod operation;
mod path;
mod per_operation;
mod places;
mod resource;
mod shape;
mod source;
mod state;
mod step;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;

pub use input::Input;
pub use taurusdb_vocabulary::Effect;

pub use operation::{
    Counts, Cursor, Lock, OperationFacts, Paging, PagingStyle, Target, Targets, Task,
};
pub use path::{FieldPath, Inside, Segment};
pub use per_operation::PerOperation;
pub use resource::{Fits, IdShape, Kind, Parent, Prepaid, Resource, Role, Settled};
pub use source::{End, Hop, Reading, Source, Word};
pub use state::{Class, ErrorAnswer, Errors, MovedBy, State};
pub use step::{Allowed, Does, MatchKey, Moment, Presence, Step};
pub use view::{Filter, Match, View};

use places::Places;

/// The resource model: which things exist, and what each operation does to them.
///
/// Two models are equal if they say the same; where they say it does not count.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    /// Resources by name.
    pub resources: BTreeMap<String, Resource>,
    /// What each operation is about, by operation id.
    pub operations: BTreeMap<String, OperationFacts>,
    places: Places,
}

impl PartialEq for Resources {
    fn eq(&self, other: &Self) -> bool {
        self.resources == other.resources && self.operations == other.operations
    }
}

impl Resources {
    /// The resource whose records are what operations with a `task` start.
    pub const TASK: &str = "task";

    /// The operation that shows how a task goes.
    pub fn follows_tasks(&self) -> Option<&str> {
        self.resource(Self::TASK)?.show.first().map(String::as_str)
    }

    /// The resource of this name.
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.resources.get(name)
    }

    /// What is known of an operation: its resource, effect, task and paging.
    pub fn operation(&self, id: &str) -> Option<&OperationFacts> {
        self.operations.get(id)
    }

    /// Whether nothing is known at all, as where the folder is missing.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.operations.is_empty()
    }

    /// Names of the resources that lie directly under this one.
    pub fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.resources
            .iter()
            .filter(move |(_, resource)| resource.parent.resource() == Some(name))
            .map(|(child, _)| child.as_str())
    }
}
