//! Reads the JSON files that `extract` writes.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::LoadError;

/// Reads a file into a value; the error names the line that does not fit.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, LoadError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| LoadError::Read { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|error| LoadError::Parse {
        path: path.to_owned(),
        line: error.line(),
        message: error.to_string(),
    })
}
