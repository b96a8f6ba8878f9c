//! Reads the files of the resource model.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::de::{DeTable, Deserializer};

use super::places::Key;
use super::{Resource, Resources};
use crate::OverlayError;
use crate::overlay::{file_names, line_of, read};

/// The file with the entries of operations; all others have entries of resources.
const OPERATIONS: &str = "operations.toml";

impl Resources {
    /// Reads the files of `folder`: `operations.toml`, and the resources in all others. A missing
    /// folder counts as empty.
    pub fn load(folder: &Path) -> Result<Self, OverlayError> {
        if !folder.exists() {
            return Ok(Self::default());
        }
        let operations = read(folder, OPERATIONS)?;
        let others = file_names(folder)?;
        let others =
            others.iter().filter(|name| *name != OPERATIONS).map(|name| read(folder, name));
        Self::parse(&operations, &others.collect::<Result<Vec<_>, _>>()?)
    }

    /// Reads the texts of files.
    pub(crate) fn parse(
        operations: &(PathBuf, String),
        others: &[(PathBuf, String)],
    ) -> Result<Self, OverlayError> {
        let mut model = Self::default();
        // This file comes first: a problem without a place of its own is reported there.
        model.operations = model.file(operations, Key::operation)?;
        for file in others {
            let resources: BTreeMap<String, Resource> = model.file(file, Key::resource)?;
            model.resources.extend(resources);
        }
        Ok(model)
    }

    fn file<T: DeserializeOwned>(
        &mut self,
        (path, text): &(PathBuf, String),
        root: fn(&str) -> Key,
    ) -> Result<T, OverlayError> {
        let error = |offset, message| OverlayError {
            path: path.clone(),
            line: line_of(text, offset),
            message,
        };
        let malformed = |e: toml::de::Error| {
            error(e.span().map_or(0, |span| span.start), e.message().to_owned())
        };
        let table = DeTable::parse(text).map_err(malformed)?;
        for name in table.get_ref().keys() {
            let key = root(name.get_ref());
            if self.places.contains(&key) {
                let (first, line) = self.places.of(&key);
                let message = format!(
                    "{} is already described in {}:{line}: expected one table only",
                    name.get_ref(),
                    first.display()
                );
                return Err(error(name.span().start, message));
            }
        }
        self.places.add(path, text, table.get_ref(), root);
        T::deserialize(Deserializer::from(table)).map_err(malformed)
    }
}
