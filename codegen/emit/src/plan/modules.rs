use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::{Api, Group};

use super::Home;
use super::enums::EnumPlan;
use super::ident::field_ident;
use super::operation::{OperationPlan, plan_operation};
use super::record::RecordPlan;
use crate::EmitError;

/// A module of the client crate: a group of operations, or the types that groups share.
pub struct ModulePlan<'a> {
    /// Its path below the crate; empty for the shared types.
    pub path: Home,
    /// Id of the group; empty for the shared types.
    pub id: String,
    /// Name of the struct that lends the group's operations.
    pub accessor: String,
    /// The group, unless the module only holds types or other groups.
    pub group: Option<&'a Group>,
    /// Its operations.
    pub operations: Vec<OperationPlan<'a>>,
    /// Names of the schemas that stand in it and are not the body of one operation.
    pub records: Vec<&'a str>,
    /// Names of the enumerations that stand in it.
    pub enums: Vec<String>,
    /// Last part of the path of each module directly below.
    pub children: Vec<String>,
}

/// For each schema, the innermost module that all its users stand in.
pub(super) fn homes(api: &Api) -> BTreeMap<&str, Home> {
    api.users()
        .into_iter()
        .map(|(schema, groups)| {
            let paths: Vec<Home> = groups.iter().map(|group| home_of(group)).collect();
            (schema, common(paths.iter()))
        })
        .collect()
}

/// The module of a group. A group may be called like a keyword.
pub(super) fn home_of(group: &str) -> Home {
    group.split('.').map(field_ident).collect()
}

/// The longest path that all paths begin with.
pub(super) fn common<'b>(paths: impl Iterator<Item = &'b Home>) -> Home {
    paths
        .cloned()
        .reduce(|a, b| a.into_iter().zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x).collect())
        .unwrap_or_default()
}

pub(super) fn plan<'a>(
    api: &'a Api,
    records: &BTreeMap<&'a str, RecordPlan<'a>>,
    enums: &BTreeMap<String, EnumPlan<'a>>,
) -> Result<Vec<ModulePlan<'a>>, EmitError> {
    // Every group, and every group that a group is nested in, in the order of the document.
    let mut ids: Vec<&str> = vec![""];
    for group in &api.groups {
        let ends = group.id.match_indices('.').map(|(at, _)| at).chain([group.id.len()]);
        for id in ends.map(|end| &group.id[..end]) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    let bodies: BTreeSet<&str> = api.operations().flat_map(own_bodies(api)).collect();
    let mut modules = Vec::new();
    for id in &ids {
        let path = if id.is_empty() { Home::new() } else { home_of(id) };
        let group = api.groups.iter().find(|group| group.id == *id);
        let mut operations = Vec::new();
        for operation in group.iter().flat_map(|group| &group.operations) {
            operations.push(plan_operation(operation, records, enums)?);
        }
        let children = ids
            .iter()
            .filter_map(|other| other.strip_prefix(*id)?.strip_prefix('.'))
            .filter(|rest| !id.is_empty() && !rest.contains('.'))
            .map(field_ident)
            .collect();
        let stands_here = |home: &Home| *home == path;
        modules.push(ModulePlan {
            path: path.clone(),
            accessor: "Api".to_owned(),
            id: (*id).to_owned(),
            group,
            operations,
            records: records
                .values()
                .filter(|record| stands_here(&record.home) && !bodies.contains(record.name))
                .map(|record| record.name)
                .collect(),
            enums: enums
                .values()
                .filter(|plan| stands_here(&plan.home))
                .map(|plan| plan.ident.clone())
                .collect(),
            children,
        });
    }
    Ok(modules)
}

/// The bodies that only this operation has: they stand in its file.
pub(crate) fn own_bodies<'a>(
    api: &'a Api,
) -> impl Fn(&'a taurusdb_spec::Operation) -> Vec<&'a str> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in api.operations() {
        for schema in operation.schemas().collect::<BTreeSet<_>>() {
            *count.entry(schema).or_default() += 1;
        }
    }
    move |operation| {
        let own: BTreeSet<&str> = operation.schemas().filter(|name| count[name] == 1).collect();
        own.into_iter().collect()
    }
}
