//! Further names under which an answer may contain the handle of a task.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::Api;
use taurusdb_spec::resources::{FieldPath, Task};

/// Further names of fields in answers, by schema and field.
pub(super) type Aliases<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a str>>;

/// Aliases for the handles of tasks at the top of answers. The service has switched from one kind
/// of handle to another and back, so an answer that declares one kind may contain another.
pub(super) fn aliases(api: &Api) -> Aliases<'_> {
    let tasks: Vec<(&str, &Task)> = api
        .operations()
        .filter_map(|operation| {
            let task = api.resources.operation(&operation.id)?.task.as_ref()?;
            let (_, response) = operation.success()?;
            // A field whose value is a handle only if it has a certain shape has a wider meaning:
            // it gets no aliases.
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

/// The names of the handle at the top of the answer. Orders do not count: another service shows
/// them.
fn names(task: &Task) -> impl Iterator<Item = &str> {
    task.job.iter().chain(&task.workflow).chain(&task.seen).filter_map(top)
}

fn top(path: &FieldPath) -> Option<&str> {
    match path.segments.as_slice() {
        [field] if field.into.is_empty() => Some(&field.name),
        _ => None,
    }
}
