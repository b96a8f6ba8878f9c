//! The calls that the guide and the examples show: the plainest operation of each kind that the service has.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use taurusdb_spec::resources::Parent;
use taurusdb_spec::{Method, Resources, Type};

use super::imports::Imports;
use super::{example, paged};
use crate::plan::{ModulePlan, OperationPlan, Plan};

/// What is shown, by kind. A kind that the service does not have is missing.
///
/// - `list`: lists, and needs nothing, with its `operation`;
/// - `show`: shows one thing by its id, with `id` and, if it can be watched, `kind`;
/// - `task`: starts work on one thing;
/// - `change`: needs one text besides the id, with `short` without that text, `missing`, its `builder` and its
///   `operation`.
pub(super) fn shown(plan: &Plan<'_>) -> Value {
    let mut found = BTreeMap::new();
    let main = plan.top_modules().max_by_key(|module| module.operations.len()).map(|m| &m.id);
    for module in &plan.modules {
        for operation in &module.operations {
            if operation.operation.deprecated.is_some() {
                continue;
            }
            for (kind, what) in kinds(plan, module, operation) {
                let is_elsewhere = Some(&module.id) != main;
                let length = what["call"].as_str().map_or(0, str::len);
                let rank = (is_elsewhere, length, operation.operation.id.clone());
                let best = found.entry(kind).or_insert_with(|| (rank.clone(), what.clone()));
                if rank < best.0 {
                    *best = (rank, what);
                }
            }
        }
    }
    found.into_iter().map(|(kind, (_, what))| (kind.to_owned(), what)).collect::<Map<_, _>>().into()
}

/// The kinds that an operation is of, with what is shown of it.
fn kinds(
    plan: &Plan<'_>,
    module: &ModulePlan<'_>,
    operation: &OperationPlan<'_>,
) -> Vec<(&'static str, Value)> {
    // Without a resource model, nothing is known of lists and tasks.
    let known = plan.api.resources.operation(&operation.operation.id);
    let chain = example::chain(plan, module, operation);
    let links = &chain[..chain.len() - 2];
    let call = links.concat();
    let needs_nothing = operation.mandatory.is_empty();
    let is_paged =
        paged::methods(plan, operation, &Default::default(), None, &mut Imports::new()).is_some();
    let mut kinds = Vec::new();
    if is_paged && needs_nothing && operation.arguments.is_empty() {
        kinds.push(("list", json!({ "call": call, "operation": operation.operation.id })));
    }
    if operation.arguments.len() != 1 {
        return kinds;
    }
    let id = links[0].split('"').nth(1).unwrap_or_default();
    let is_list = known.is_some_and(|known| known.paging.is_some());
    if operation.operation.method == Method::Get && !is_list && needs_nothing {
        let resource = known.and_then(|known| known.resource.as_deref());
        let kind = resource.filter(|resource| is_watched(plan, resource));
        kinds.push(("show", json!({ "call": call, "id": id, "kind": kind })));
    }
    let is_task = known.is_some_and(|known| known.task.is_some());
    if is_task && needs_nothing && operation.operation.method != Method::Delete {
        kinds.push(("task", json!({ "call": call })));
    }
    if let [mandatory] = operation.mandatory.as_slice()
        && operation.operation.method != Method::Get
        && is_short_text(plan, operation, mandatory.field.as_deref())
    {
        let (group, _) = operation.operation.id.rsplit_once('.').unwrap_or_default();
        let what = json!({
            "call": call,
            "short": links[..links.len() - 1].concat(),
            "missing": mandatory.setter,
            "builder": format!("{}::{}", group.replace('.', "::"), operation.builder),
            "operation": operation.operation.id,
        });
        kinds.push(("change", what));
    }
    kinds
}

/// Whether a field of the body is a text of at least two characters, and no secret.
fn is_short_text(plan: &Plan<'_>, operation: &OperationPlan<'_>, name: Option<&str>) -> bool {
    let body = operation.body.map(|body| plan.record(body));
    let mut fields = body.into_iter().flat_map(|record| &record.fields);
    fields.any(|field| {
        let facts = &field.field.facts;
        let is_long = facts.length.and_then(|length| length.min).is_some_and(|min| min > 1);
        Some(field.field.name.as_str()) == name
            && field.field.kind == Type::String
            && field.enumeration.is_none()
            && is_long
            && !facts.sensitive
    })
}

/// Whether a resource has states, and lies under no other.
fn is_watched(plan: &Plan<'_>, name: &str) -> bool {
    let resource = plan.api.resources.resource(name);
    resource.is_some_and(|resource| {
        resource.state.is_some() && !matches!(resource.parent, Parent::Resource(_))
    })
}

/// The resources whose states can be waited for, with the resources whose ids they need, outermost first.
pub(super) fn watched(plan: &Plan<'_>) -> Vec<Value> {
    let resources = &plan.api.resources;
    let with_state = resources
        .resources
        .iter()
        // Tasks are waited for by their handles.
        .filter(|(name, resource)| resource.state.is_some() && *name != Resources::TASK);
    let kinds = with_state.map(|(name, _)| {
        let mut ids = vec![name.as_str()];
        while let Some(Parent::Resource(parent)) =
            resources.resource(ids[0]).map(|resource| &resource.parent)
        {
            if ids.contains(&parent.as_str()) {
                break;
            }
            ids.insert(0, parent);
        }
        json!({ "name": name, "ids": ids.join(", ") })
    });
    kinds.collect()
}
