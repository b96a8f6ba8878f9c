//! A resource model that was written for another issue, cut to the operations that there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::resources::PerOperation;
use crate::{Api, Resources};

impl Resources {
    /// Forgets what the model says of operations that the specification does not have, and returns the
    /// operations that the specification has and the model does not: they change nothing that is kept.
    ///
    /// An empty model stays empty, and lacks nothing.
    pub fn cut(&mut self, api: &Api) -> Vec<String> {
        if self.is_empty() {
            return Vec::new();
        }
        let there: BTreeSet<&str> = api.operations().map(|one| one.id.as_str()).collect();
        self.operations.retain(|id, _| there.contains(id.as_str()));
        for resource in self.resources.values_mut() {
            let roles = [
                &mut resource.create,
                &mut resource.show,
                &mut resource.list,
                &mut resource.change,
                &mut resource.act,
                &mut resource.delete,
            ];
            for role in roles {
                role.retain(|id| there.contains(id.as_str()));
            }
            resource.lookup.take_if(|id| !there.contains(id.as_str()));
            resource.settled.take_if(|settled| !there.contains(settled.operation.as_str()));
            keep(&mut resource.on, &there);
            keep(&mut resource.views, &there);
        }
        let operations = api.operations().map(|operation| operation.id.clone());
        let unknown: Vec<String> =
            operations.filter(|id| !self.operations.contains_key(id)).collect();
        self.undescribed = unknown.iter().cloned().collect();
        unknown
    }
}

/// Keeps what is said of operations that there are. Those that say the same as one that is gone say it
/// themselves.
fn keep<T: Clone>(said: &mut BTreeMap<String, PerOperation<T>>, there: &BTreeSet<&str>) {
    let own: BTreeMap<String, Vec<T>> = said
        .iter()
        .filter(|(id, _)| !there.contains(id.as_str()))
        .filter_map(|(id, one)| match one {
            PerOperation::Own(list) => Some((id.clone(), list.clone())),
            PerOperation::Like(_) => None,
        })
        .collect();
    said.retain(|id, _| there.contains(id.as_str()));
    for one in said.values_mut() {
        if let PerOperation::Like(other) = one
            && let Some(list) = own.get(other)
        {
            *one = PerOperation::Own(list.clone());
        }
    }
}
