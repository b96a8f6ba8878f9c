//! Other names under which answers may carry the handle of a task.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::Api;
use taurusdb_spec::resources::{FieldPath, Task};

/// Fields by schema and name, with further names under which answers may carry them.
pub(super) type Aliases<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a str>>;

/// The handles of tasks at the top of answers: the service has been seen to change from one kind
/// of handle to another and back, so that an answer which declares one kind may come with another.
pub(super) fn aliases(api: &Api) -> Aliases<'_> {
    let tasks: Vec<(&str, &Task)> = api
        .operations()
        .filter_map(|operation| {
            let task = api.resources.operation(&operation.id)?.task.as_ref()?;
            let (_, response) = operation.success()?;
            // A value that is a handle only if it looks like one has a name that means more.
            task.shape.is_none().then_some((response.schema.as_deref()?, task))
        })
        .collect();
    let kinds: BTreeSet<&str> = tasks.iter().flat_map(|(_, task)| names(task)).collect();
    let mut aliases = Aliases::new();
    for (schema, _) in tasks {
        let fields = api.schemas[schema].fields.iter().map(|field| field.name.as_str());
        let declared: Vec<&str> = fields.filter(|name| kinds.contains(name)).collect();
        if let [only] = declared[..] {
            let others = kinds.iter().copied().filter(|kind| *kind != only);
            aliases.insert((schema, only), others.collect());
        }
    }
    aliases
}

/// The names under which the answer carries the handle at its top. Orders are followed elsewhere.
fn names(task: &Task) -> impl Iterator<Item = &str> {
    task.job.iter().chain(&task.workflow).chain(&task.seen).filter_map(top)
}

fn top(path: &FieldPath) -> Option<&str> {
    match path.segments.as_slice() {
        [field] if field.into.is_empty() => Some(&field.name),
        _ => None,
    }
}
