//! The resource model as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use super::{OperationFacts, Resource};

/// The resource model: which things exist, and what each operation does to them.
///
/// Two models are equal if they say the same, even in different places.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    /// Resources by name.
    pub resources: BTreeMap<String, Resource>,
    /// What is known of each operation, by operation id.
    pub operations: BTreeMap<String, OperationFacts>,
    /// Operations that need no entry: the model was written for an issue without them.
    pub(crate) undescribed: BTreeSet<String>,
    pub(crate) places: Places,
}

impl PartialEq for Resources {
    fn eq(&self, other: &Self) -> bool {
        self.resources == other.resources && self.operations == other.operations
    }
}

impl Resources {
    /// The resource of tasks: operations with a `task` start its records.
    pub const TASK: &str = "task";

    /// The operation that shows the progress of a task.
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

    /// Whether the model is empty, as without its folder.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.operations.is_empty()
    }
}
