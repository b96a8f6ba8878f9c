//! The specification as a whole: its groups of operations, and the files below `spec/api` that hold
//! it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::json;

use crate::{
    Action, Docs, Lock, Operation, Prose, Resources, Schema, Service, Type, Versions, to_text,
};

/// The whole specification.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// Facts about the service as a whole.
    pub service: Service,
    /// Groups of operations, in the order of the document.
    pub groups: Vec<Group>,
    /// All schemas by name.
    pub schemas: BTreeMap<String, Schema>,
    /// The texts that say what things mean, in our own words; not part of `spec/api`.
    pub docs: Docs,
    /// The resource model: which things exist and what operations do to them; not part of `spec/api`.
    pub resources: Resources,
    /// The names that were there before; not part of `spec/api`.
    pub lock: Lock,
    /// Fingerprints of the words of the document; not part of `spec/api`.
    pub prose: Prose,
    /// The versions of the generated crates; not part of `spec/api`.
    pub versions: Versions,
}

/// Operations that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Dotted id, for example `starrocks.users`.
    pub id: String,
    /// What the group is about, in our own words (`overlay/names/groups.toml`).
    pub summary: String,
    /// Its operations, in the order of the document.
    pub operations: Vec<Operation>,
}

/// The content of `service.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceFile {
    pub(crate) service: Service,
    /// Group ids, in order: each has a file of its own.
    pub(crate) groups: Vec<String>,
}

/// The content of `shared.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharedFile {
    pub(crate) schemas: BTreeMap<String, Schema>,
}

/// The content of a group's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupFile {
    pub(crate) group: String,
    pub(crate) operations: Vec<Operation>,
    pub(crate) schemas: BTreeMap<String, Schema>,
}

impl Api {
    /// All operations, group by group.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }

    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations().find(|operation| operation.id == id)
    }

    /// The IAM actions that a call of the operation needs.
    pub fn actions_of<'a>(&'a self, operation: &'a Operation) -> impl Iterator<Item = &'a Action> {
        let actions = self.service.actions.iter();
        actions.filter(|action| action.operation.as_ref() == Some(&operation.id))
    }

    /// The number of fields and parameters.
    pub fn field_count(&self) -> usize {
        self.operations().map(|operation| operation.parameters.len()).sum::<usize>()
            + self.schemas.values().map(|schema| schema.fields.len()).sum::<usize>()
    }

    /// The text of each file below `spec/api`, by name: what [`Api::load`] reads.
    pub fn files(&self) -> BTreeMap<String, String> {
        let users = self.users();
        // A schema that one group uses goes into the group's file, any other into the shared one.
        let mut schemas: BTreeMap<Option<&str>, BTreeMap<&str, &Schema>> = BTreeMap::new();
        for (name, schema) in &self.schemas {
            let home = match users.get(name.as_str()) {
                Some(groups) if groups.len() == 1 => groups.first().copied(),
                _ => None,
            };
            schemas.entry(home).or_default().insert(name, schema);
        }

        let mut files = BTreeMap::new();
        let groups: Vec<&str> = self.groups.iter().map(|group| group.id.as_str()).collect();
        let service = json!({ "service": self.service, "groups": groups });
        files.insert("service.json".to_owned(), to_text(&service));
        let shared = json!({ "schemas": schemas.remove(&None).unwrap_or_default() });
        files.insert("shared.json".to_owned(), to_text(&shared));
        for group in &self.groups {
            let file = json!({
                "group": group.id,
                "operations": group.operations,
                "schemas": schemas.remove(&Some(group.id.as_str())).unwrap_or_default(),
            });
            files.insert(format!("{}.json", group.id), to_text(&file));
        }
        files
    }

    /// For each schema, the groups whose operations use it, directly or through other schemas.
    pub fn users(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for group in &self.groups {
            for operation in &group.operations {
                for root in operation.schemas() {
                    self.mark(root, &group.id, &mut users);
                }
            }
        }
        users
    }

    fn mark<'a>(
        &'a self,
        name: &'a str,
        group: &'a str,
        users: &mut BTreeMap<&'a str, BTreeSet<&'a str>>,
    ) {
        if !users.entry(name).or_default().insert(group) {
            return;
        }
        let fields = self.schemas.get(name).map_or(&[][..], |schema| &schema.fields);
        for used in fields.iter().filter_map(|field| field.kind.schema()) {
            self.mark(used, group, users);
        }
    }
}

impl Operation {
    /// The schemas of the body and of the responses.
    pub fn schemas(&self) -> impl Iterator<Item = &str> {
        let responses = self.responses.values().filter_map(|response| response.schema.as_deref());
        self.request.iter().map(|body| body.schema.as_str()).chain(responses)
    }
}

impl Schema {
    /// The names of the schemas that its fields are made of.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter_map(|field| Type::schema(&field.kind))
    }
}
