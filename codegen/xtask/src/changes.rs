//! What a document changes in the existing specification: the names that are added and removed.
//! Users of the generated crates rely on these names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use taurusdb_spec::Api;

/// The names that were added and removed.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Changes {
    operations: Change,
    schemas: Change,
}

#[derive(Debug, Default, PartialEq)]
struct Change {
    new: Vec<String>,
    gone: Vec<String>,
}

/// The names of a specification.
#[derive(Default)]
struct Names {
    operations: BTreeSet<String>,
    schemas: BTreeSet<String>,
}

impl Changes {
    /// The changes from the specification in `folder` to `api`; `None` if the folder does not
    /// exist.
    pub(crate) fn of(folder: &Path, api: &Api) -> Option<Self> {
        let before = Names::read(folder)?;
        let operations = api.operations().map(|operation| operation.id.clone()).collect();
        let schemas = api.schemas.keys().cloned().collect();
        Some(Self {
            operations: Change::between(&before.operations, &operations),
            schemas: Change::between(&before.schemas, &schemas),
        })
    }

    /// A row for each kind of change: its name and the text.
    pub(crate) fn rows(&self) -> Vec<(&'static str, String)> {
        let Self { operations, schemas } = self;
        [
            ("new", "operations", &operations.new),
            ("new", "schemas", &schemas.new),
            ("gone", "operations", &operations.gone),
            ("gone", "schemas", &schemas.gone),
        ]
        .into_iter()
        .filter(|(_, _, names)| !names.is_empty())
        .map(|(change, what, names)| (change, format!("{what} {}", names.join(", "))))
        .collect()
    }
}

impl Change {
    fn between(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Self {
        Self {
            new: after.difference(before).cloned().collect(),
            gone: before.difference(after).cloned().collect(),
        }
    }
}

impl Names {
    /// The names in the files of a folder. The files may come from any version of this program.
    fn read(folder: &Path) -> Option<Self> {
        let mut names = Self::default();
        for entry in fs::read_dir(folder).ok()?.flatten() {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            let Ok(file) = serde_json::from_str::<Value>(&text) else { continue };
            let operations = file["operations"].as_array().into_iter().flatten();
            let ids = operations.filter_map(|operation| operation["id"].as_str());
            names.operations.extend(ids.map(str::to_owned));
            let schemas = file["schemas"].as_object().into_iter().flatten();
            names.schemas.extend(schemas.map(|(name, _)| name.clone()));
        }
        Some(names)
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Changes};

    #[test]
    fn names_that_come_and_go_are_listed() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let changes = Changes {
            operations: Change::between(&names(&["a.b"]), &names(&["a.b", "a.c"])),
            schemas: Change::between(&names(&["A", "B"]), &names(&["B", "C"])),
        };
        let rows = changes.rows();
        let rows: Vec<(&str, &str)> = rows.iter().map(|(name, row)| (*name, &**row)).collect();
        assert_eq!(rows, [("new", "operations a.c"), ("new", "schemas C"), ("gone", "schemas A")]);
        assert_eq!(Changes::default().rows(), []);
    }
}
