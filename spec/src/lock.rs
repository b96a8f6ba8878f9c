//! The lock of names: what everything is called that people have not named, so that a new sentence in the
//! document cannot rename a type, and what was renamed after all.
//!
//! `spec/overlay/names/lock.json` is written with the generated files and read before names are made.
//! Its keys are places: an operation's route, the way to a table from that of the body, the owner of a field;
//! never a line or the number of a table.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

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
    /// Where the types of the client are: names of schemas and enumerations, by the path of their module.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub homes: Homes,
    /// What has another name since the last breaking version.
    #[serde(skip_serializing_if = "Renamed::is_empty")]
    pub renamed: Renamed,
    /// The names of schemas in a document that was just read, before fixes, in the form of `schemas`;
    /// empty if none was. They take the place of the others.
    #[serde(skip)]
    pub read: NamesByPlace,
}

/// Names by owner and place.
pub type NamesByPlace = BTreeMap<String, BTreeMap<String, String>>;

/// Names of types by the path of their module.
pub type Homes = BTreeMap<String, BTreeSet<String>>;

/// Old names that are kept for one version, by the new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Renamed {
    /// The versions of the client that have them: `0.2` stands for each 0.2.x, `1` for each 1.x.y. The next
    /// breaking version has them no more.
    pub since: String,
    /// Ids of operations.
    pub operations: BTreeMap<String, String>,
    /// Types of the client.
    pub types: BTreeMap<String, String>,
    /// Types of the client that are in another module: by the path of the module where they were, then the
    /// present name by the one that they had there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub paths: NamesByPlace,
    /// What a caller sets: by schema, or by operation for a parameter.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: NamesByPlace,
    /// Documented values: by schema or operation, then by field or parameter.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, NamesByPlace>,
}

impl Renamed {
    /// Whether nothing was renamed.
    pub fn is_empty(&self) -> bool {
        let Self { since: _, operations, types, paths, fields, values } = self;
        let [operations, types] = [operations, types].map(BTreeMap::is_empty);
        let [paths, fields] = [paths, fields].map(BTreeMap::is_empty);
        operations && types && paths && fields && values.is_empty()
    }

    /// Adds other old names of the same versions. What had an old name already is known by both.
    pub fn add(&mut self, other: Self) {
        let Self { since, operations, types, paths, fields, values } = other;
        if self.since != since {
            *self = Self { since, ..Self::default() };
        }
        self.operations.extend(operations);
        self.types.extend(types);
        for (module, names) in paths {
            self.paths.entry(module).or_default().extend(names);
        }
        for (owner, names) in fields {
            self.fields.entry(owner).or_default().extend(names);
        }
        for (owner, fields) in values {
            let known = self.values.entry(owner).or_default();
            for (field, names) in fields {
                known.entry(field).or_default().extend(names);
            }
        }
    }

    /// Leads each old name to what is there now: a name that was given twice since may be old itself.
    fn follow(names: &mut BTreeMap<String, String>) {
        let known = names.clone();
        for new in names.values_mut() {
            let mut steps = known.len();
            while let Some(newer) = known.get(new).filter(|_| steps > 0) {
                new.clone_from(newer);
                steps -= 1;
            }
        }
    }
}

impl Lock {
    /// Where the lock stands, below `spec`.
    pub const FILE: &'static str = "overlay/names/lock.json";

    /// The names of a specification: its operations, each with its route; `enums` are those of the client's
    /// enumerations, by owner and field; `homes` says in which module each type is. `before` is the lock that was there: what it calls otherwise is
    /// renamed, since these versions of the client.
    pub fn of<'a>(
        operations: impl Iterator<Item = (String, String)>,
        enums: impl Iterator<Item = ((&'a str, &'a str), &'a str)>,
        homes: Homes,
        before: &Self,
        since: String,
    ) -> Self {
        // Fixes give some fields other types; what is kept is what tables are called.
        let known = if before.read.is_empty() { &before.schemas } else { &before.read };
        let mut lock = Self {
            operations: operations.collect(),
            schemas: known.clone(),
            homes,
            ..Self::default()
        };
        for ((owner, field), name) in enums {
            let fields = lock.enums.entry(owner.to_owned()).or_default();
            fields.insert(field.to_owned(), name.to_owned());
        }
        lock.renamed = lock.renamed_since(before, since);
        lock
    }

    /// What `before` calls otherwise, and what was renamed earlier in the same versions.
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
        Renamed::follow(&mut renamed.operations);
        Renamed::follow(&mut renamed.types);
        // A name that something still has, or has now, is not free; and only what differs was renamed.
        let ids: BTreeSet<&String> = self.operations.values().collect();
        renamed.operations.retain(|old, new| !ids.contains(old) && ids.contains(new));
        let types: BTreeSet<&String> =
            self.schemas.values().chain(self.enums.values()).flat_map(BTreeMap::values).collect();
        renamed.types.retain(|old, new| !types.contains(old) && types.contains(new));
        renamed.paths = self.moved(before, &renamed, before.renamed.since == since);
        if !renamed.is_empty() {
            renamed.since = since;
        } else {
            renamed.since.clear();
        }
        renamed
    }

    /// The types that `before` has in another module; `is_compatible` says whether the old names that it
    /// keeps are kept on.
    fn moved(&self, before: &Self, renamed: &Renamed, is_compatible: bool) -> NamesByPlace {
        let home_of = |homes: &'_ Homes, name: &str| {
            homes.iter().find(|(_, names)| names.contains(name)).map(|(module, _)| module.clone())
        };
        // Each path that a program can have: of the types, and of their old names.
        let types = before.homes.iter().flat_map(|(module, names)| {
            names.iter().map(|name| (module.clone(), name.clone(), name.clone()))
        });
        let old = before.renamed.types.iter().filter_map(|(old, new)| {
            Some((home_of(&before.homes, new)?, old.clone(), new.clone()))
        });
        let moved = before.renamed.paths.iter().flat_map(|(module, names)| {
            names.iter().map(|(old, new)| (module.clone(), old.clone(), new.clone()))
        });
        let kept = old.chain(moved).filter(|_| is_compatible);
        let mut paths = NamesByPlace::new();
        for (module, old, name) in types.chain(kept) {
            let (now, home) = match (home_of(&self.homes, &name), renamed.types.get(&name)) {
                (Some(home), _) => (name, home),
                (None, Some(new)) => match home_of(&self.homes, new) {
                    Some(home) => (new.clone(), home),
                    None => continue,
                },
                (None, None) => continue,
            };
            if home != module {
                paths.entry(module).or_default().insert(old, now);
            }
        }
        paths
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
