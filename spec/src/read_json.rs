//! Reads the JSON files that `extract` writes.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::LoadError;

/// Reads a file into a value; the error names the line and the field that do not fit.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, LoadError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| LoadError::Read { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|error| {
        // Reading once more costs nothing where nothing is wrong.
        let reader = &mut serde_json::Deserializer::from_str(&text);
        let field =
            serde_path_to_error::deserialize::<_, T>(reader).err().map(|e| e.path().to_string());
        let field =
            field.filter(|field| field != ".").map_or(String::new(), |field| format!("{field}: "));
        LoadError::Parse {
            path: path.to_owned(),
            line: error.line(),
            message: format!("{field}{error}"),
        }
    })
}
