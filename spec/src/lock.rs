//! The lock of names: what everything is called that people have not named, so that a new sentence in the
//! document cannot rename a type, and what was renamed after all.
//!
//! `spec/overlay/names/lock.json` is written with the generated files and read before names are made.
//! Its keys are places: an operation's route, the way to a table from that of the body, the owner of a field;
//! never a line or the number of a table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Api, OverlayError};

/// Names by place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lock {
    /// Ids of operations, by `METHOD PATH`, followed by the title where several have that route.
    pub operations: BTreeMap<String, String>,
    /// Names of schemas: by operation, then by the way from the body: `200 instances[]`.
    pub schemas: NamesByPlace,
    /// Names of the client's enumerations: by schema or operation, then by field or parameter.
    pub enums: NamesByPlace,
    /// What has another name since the newest issue.
    #[serde(skip_serializing_if = "Renamed::is_empty")]
    pub renamed: Renamed,
    /// The names of schemas in a document that was just read, before fixes, in the form of `schemas`;
    /// empty if none was. They take the place of the others.
    #[serde(skip)]
    pub read: NamesByPlace,
}

/// Names by owner and place.
pub type NamesByPlace = BTreeMap<String, BTreeMap<String, String>>;

/// Old names that are kept for one version, by the new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Renamed {
    /// The issue since which they are old: `02, 2025-02-28`.
    pub since: String,
    /// Ids of operations.
    pub operations: BTreeMap<String, String>,
    /// Types of the client.
    pub types: BTreeMap<String, String>,
}

impl Renamed {
    /// Whether nothing was renamed.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.types.is_empty()
    }
}

impl Lock {
    /// Where the lock stands, below `spec`.
    pub const FILE: &'static str = "overlay/names/lock.json";

    /// Reads the lock; without a file, nothing is locked.
    ///
    /// # Errors
    /// Fails if the file cannot be read or is no lock.
    pub fn load(path: &Path) -> Result<Self, OverlayError> {
        let refuse = |line, message| OverlayError { path: path.to_owned(), line, message };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(refuse(1, format!("cannot be read: {error}"))),
        };
        serde_json::from_str(&text).map_err(|error| {
            let message = format!(
                "{error}; `cargo xtask regenerate` writes it, so take it from version control"
            );
            refuse(error.line(), message)
        })
    }

    /// The names of a specification; `enums` are those of the client's enumerations, by owner and field.
    /// `before` is the lock that was there: what it calls otherwise is renamed.
    pub fn of<'a>(
        api: &Api,
        enums: impl Iterator<Item = ((&'a str, &'a str), &'a str)>,
        before: &Self,
    ) -> Self {
        let mut lock = Self::default();
        for operation in api.operations() {
            let mut route = format!("{} {}", operation.method, operation.path);
            if operation.variant.is_some() {
                route = format!("{route} ({})", operation.title);
            }
            lock.operations.insert(route, operation.id.clone());
        }
        // Fixes give some fields other types; what is kept is what tables are called.
        let known = if before.read.is_empty() { &before.schemas } else { &before.read };
        lock.schemas.clone_from(known);
        for ((owner, field), name) in enums {
            let fields = lock.enums.entry(owner.to_owned()).or_default();
            fields.insert(field.to_owned(), name.to_owned());
        }
        let since = format!("{}, {}", api.service.issue, api.service.date);
        lock.renamed = lock.renamed_since(before, since);
        lock
    }

    /// What `before` calls otherwise, and what was renamed earlier by the same issue.
    fn renamed_since(&self, before: &Self, since: String) -> Renamed {
        let mut renamed = match before.renamed.since == since {
            true => before.renamed.clone(),
            false => Renamed::default(),
        };
        for (route, old) in &before.operations {
            if let Some(new) = self.operations.get(route) {
                renamed.operations.insert(old.clone(), new.clone());
            }
        }
        for (old, new) in both(&before.schemas, &self.schemas, &renamed.operations).chain(both(
            &before.enums,
            &self.enums,
            &renamed.types.clone(),
        )) {
            renamed.types.entry(old.to_owned()).or_insert_with(|| new.to_owned());
        }
        // A name that something still has, or has now, is not free; and only what differs was renamed.
        let ids: BTreeSet<&String> = self.operations.values().collect();
        renamed.operations.retain(|old, new| !ids.contains(old) && ids.contains(new));
        let types: BTreeSet<&String> =
            self.schemas.values().chain(self.enums.values()).flat_map(BTreeMap::values).collect();
        renamed.types.retain(|old, new| !types.contains(old) && types.contains(new));
        if !renamed.is_empty() {
            renamed.since = since;
        } else {
            renamed.since.clear();
        }
        renamed
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        crate::to_text(&serde_json::to_value(self).expect("the model serialises to JSON"))
    }
}

/// The names that both locks have for a place; `owners` are the new names of owners.
fn both<'l>(
    before: &'l NamesByPlace,
    now: &'l NamesByPlace,
    owners: &BTreeMap<String, String>,
) -> impl Iterator<Item = (&'l str, &'l str)> {
    let pairs = before.iter().flat_map(|(owner, places)| {
        let owner = owners.get(owner).unwrap_or(owner);
        let now = now.get(owner);
        places
            .iter()
            .filter_map(move |(place, old)| Some((old.as_str(), now?.get(place)?.as_str())))
    });
    pairs.collect::<Vec<_>>().into_iter()
}
