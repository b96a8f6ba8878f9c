use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::de::{DeTable, Deserializer};

use super::places::Key;
use super::{Resource, Resources};
use crate::OverlayError;
use crate::overlay::{line_of, read};

/// The file about operations; all others are about resources.
const OPERATIONS: &str = "operations.toml";

impl Resources {
    /// Reads the files of `folder`: `operations.toml`, and the resources in all others. A folder
    /// that is missing says nothing.
    pub fn load(folder: &Path) -> Result<Self, OverlayError> {
        let mut model = Self::default();
        if !folder.exists() {
            return Ok(model);
        }
        // First, so that what has no place of its own is reported there.
        model.operations = model.file(folder, OPERATIONS, Key::operation)?;
        for name in names(folder)?.iter().filter(|name| *name != OPERATIONS) {
            let resources: BTreeMap<String, Resource> = model.file(folder, name, Key::resource)?;
            model.resources.extend(resources);
        }
        Ok(model)
    }

    fn file<T: DeserializeOwned>(
        &mut self,
        folder: &Path,
        name: &str,
        root: fn(&str) -> Key,
    ) -> Result<T, OverlayError> {
        let (path, text) = read(folder, name)?;
        let fail = |error: toml::de::Error| OverlayError {
            path: path.clone(),
            line: error.span().map_or(1, |span| line_of(&text, span.start)),
            message: error.message().to_owned(),
        };
        let table = DeTable::parse(&text).map_err(fail)?;
        for (name, _) in table.get_ref() {
            if self.places.contains(&root(name.get_ref())) {
                let (first, line) = self.places.of(&root(name.get_ref()));
                return Err(OverlayError {
                    path: path.clone(),
                    line: line_of(&text, name.span().start),
                    message: format!(
                        "'{}' is already described in {}:{line}; expected one table for each",
                        name.get_ref(),
                        first.display()
                    ),
                });
            }
        }
        self.places.add(&path, &text, table.get_ref(), root);
        T::deserialize(Deserializer::from(table)).map_err(fail)
    }
}

/// Names of the files, in order.
fn names(folder: &Path) -> Result<Vec<String>, OverlayError> {
    let fail = |error: std::io::Error| OverlayError {
        path: PathBuf::from(folder),
        line: 1,
        message: format!("cannot be read: {error}"),
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
