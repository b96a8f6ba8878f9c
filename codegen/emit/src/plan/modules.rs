//! The modules of the client crate, and all other names that come from a group.

use std::collections::BTreeMap;

use taurusdb_spec::{Api, Group};

use super::command::kebab;
use super::enums::EnumPlan;
use super::home::Home;
use super::ident::{bare, field_ident};
use super::operation::{OperationPlan, Operations};
use super::record::RecordPlan;

/// A module of the client crate: a group of operations, or the types that groups share.
pub struct ModulePlan<'a> {
    /// Its path below the crate; empty for the shared types.
    pub home: Home,
    /// Id of the group; empty for the shared types.
    pub id: String,
    /// The Cargo feature that it belongs to; empty for the shared types.
    pub feature: String,
    /// Name of its command, below that of the group around it; empty for the shared types.
    pub command: String,
    /// The module of the descriptors that holds its operations.
    pub descriptors: String,
    /// The group, unless the module only holds types or other groups.
    pub group: Option<&'a Group>,
    /// Its operations.
    pub operations: Vec<OperationPlan<'a>>,
    /// Names of its schemas, except bodies that only one operation uses.
    pub records: Vec<&'a str>,
    /// Names of its enumerations.
    pub enums: Vec<String>,
    /// The modules directly below.
    pub children: Vec<ChildPlan>,
}

/// A group inside another group.
#[derive(Clone, Debug)]
pub struct ChildPlan {
    /// Name of its module, and of the method that returns its accessor.
    pub ident: String,
    /// Id of the group.
    pub id: String,
    /// Name of its command.
    pub command: String,
}

impl ModulePlan<'_> {
    /// Whether it has types that are not the body of one operation.
    pub fn has_types(&self) -> bool {
        !self.records.is_empty() || !self.enums.is_empty()
    }
}

pub(super) fn plan<'a>(
    api: &'a Api,
    records: &BTreeMap<&'a str, RecordPlan<'a>>,
    enums: &BTreeMap<String, EnumPlan<'a>>,
) -> Vec<ModulePlan<'a>> {
    let ids = ids(api);
    let operations = Operations::new(api, records, enums);
    let module = |id: &&str| {
        let home = if id.is_empty() { Home::default() } else { Home::of_group(id) };
        let group = api.groups.iter().find(|group| group.id == *id);
        let children = ids.iter().filter(|_| !id.is_empty()).filter_map(|other| {
            let name = other.strip_prefix(*id)?.strip_prefix('.')?;
            let child = || ChildPlan {
                ident: field_ident(name),
                id: (*other).to_owned(),
                command: kebab(name),
            };
            (!name.contains('.')).then(child)
        });
        let records = records.values().filter(|record| record.is_emitted && record.home == home);
        let records = records.filter(|record| !operations.is_own(record.name));
        let enums = enums.values().filter(|plan| plan.home == home);
        ModulePlan {
            id: (*id).to_owned(),
            feature: home.parts().first().map_or("", |top| bare(top)).replace('_', "-"),
            command: kebab(id.rsplit('.').next().unwrap_or(id)),
            descriptors: descriptors(id),
            group,
            operations: group
                .iter()
                .flat_map(|group| &group.operations)
                .map(|operation| operations.plan(operation))
                .collect(),
            records: records.map(|record| record.name).collect(),
            enums: enums.map(|plan| plan.ident.clone()).collect(),
            children: children.collect(),
            home,
        }
    };
    ids.iter().map(module).collect()
}

/// The module of shared types, then every group and every outer group, in the order of the
/// document.
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

/// The module of the descriptors: `starrocks.users` → `starrocks_users`.
fn descriptors(id: &str) -> String {
    /// What other files of the crate are called.
    const TAKEN: [&str; 8] =
        ["catalogue", "docs", "error_codes", "examples", "resources", "schemas", "shared", "types"];
    match field_ident(&id.replace('.', "_")) {
        name if TAKEN.contains(&name.as_str()) => format!("{name}_group"),
        name => name,
    }
}
