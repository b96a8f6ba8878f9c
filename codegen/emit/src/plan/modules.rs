use std::collections::BTreeMap;

use taurusdb_spec::{Api, Group};

use super::Home;
use super::enums::EnumPlan;
use super::ident::field_ident;
use super::operation::{OperationPlan, Operations};
use super::record::RecordPlan;

/// A module of the client crate: a group of operations, or the types that groups share.
pub struct ModulePlan<'a> {
    /// Its path below the crate; empty for the shared types.
    pub path: Home,
    /// Id of the group; empty for the shared types.
    pub id: String,
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
) -> Vec<ModulePlan<'a>> {
    let ids = ids(api);
    let operations = Operations::new(api, records, enums);
    let module = |id: &&str| {
        let path = if id.is_empty() { Home::new() } else { home_of(id) };
        let group = api.groups.iter().find(|group| group.id == *id);
        let children = ids
            .iter()
            .filter_map(|other| other.strip_prefix(*id)?.strip_prefix('.'))
            .filter(|rest| !id.is_empty() && !rest.contains('.'))
            .map(field_ident);
        let records = records.values().filter(|record| record.home == path);
        let records = records.filter(|record| !operations.is_own(record.name));
        let enums = enums.values().filter(|plan| plan.home == path);
        ModulePlan {
            id: (*id).to_owned(),
            group,
            operations: group
                .iter()
                .flat_map(|group| &group.operations)
                .map(|operation| operations.plan(operation))
                .collect(),
            records: records.map(|record| record.name).collect(),
            enums: enums.map(|plan| plan.ident.clone()).collect(),
            children: children.collect(),
            path,
        }
    };
    ids.iter().map(module).collect()
}

/// Every group, and every group that a group is nested in, in the order of the document; before
/// them the module that is no group.
fn ids(api: &Api) -> Vec<&str> {
    let mut ids: Vec<&str> = vec![""];
    for group in &api.groups {
        let ends = group.id.match_indices('.').map(|(at, _)| at).chain([group.id.len()]);
        for id in ends.map(|end| &group.id[..end]) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}
