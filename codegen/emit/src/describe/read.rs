//! Reads a specification that was extracted anywhere, and describes it.

use std::path::Path;

use taurusdb_spec::{Api, LoadError};

use super::Description;
use crate::EmitError;

/// Why a specification cannot be described.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such folder, or it is no specification.
    #[error(
        "{folder}: this is no specification: expected a folder with {folder}/api/service.json\n  \
         `cargo xtask extract --document FILE --out {folder}` writes one; of another service, with \
         `--overlay none` beside"
    )]
    NoSpecification {
        /// The folder.
        folder: String,
    },
    /// There is no such folder of decisions.
    #[error(
        "{folder}: there is no such folder: expected one with resources, docs or names in it, as \
         spec/overlay has them"
    )]
    NoOverlay {
        /// The folder.
        folder: String,
    },
    /// A file cannot be read, or does not fit the others.
    #[error("{0}")]
    Load(#[from] LoadError),
    /// The page of the mock cannot be made.
    #[error(transparent)]
    Page(#[from] EmitError),
}

impl Description {
    /// Reads the specification in a folder as `extract` writes it, with what there is of an overlay.
    ///
    /// Without an overlay there is no resource model: nothing is kept then, and error codes have no
    /// meanings. A model that was written for another issue is taken as far as it fits: operations that it
    /// says nothing of are [`undescribed`](Self::undescribed), all else is among the
    /// [`misfits`](Self::misfits).
    ///
    /// # Errors
    /// Fails if a file is missing or wrong, or if they do not fit each other; the error names file and
    /// line, what was found, and what to do.
    pub fn read(folder: &Path, overlay: Option<&Path>) -> Result<Self, ReadError> {
        let shown = |path: &Path| path.display().to_string();
        if !folder.join("api/service.json").is_file() {
            return Err(ReadError::NoSpecification { folder: shown(folder) });
        }
        if let Some(overlay) = overlay.filter(|overlay| !overlay.is_dir()) {
            return Err(ReadError::NoOverlay { folder: shown(overlay) });
        }
        let (api, undescribed, misfits) = Api::load_any(folder, overlay)?;
        let misfits = misfits.iter().map(ToString::to_string).collect();
        Ok(Self { undescribed, misfits, ..Self::of(&api)? })
    }
}
