//! What people decided about a document: `spec/overlay`, another folder of that form, or nothing.

use std::path::{Path, PathBuf};

use taurusdb_spec::{Docs, Fixes, Names, OverlayError, Resources, Versions};

use crate::failure::Failure;

/// Which decisions of people count.
pub(crate) enum Choice {
    /// Those of this repository.
    Own,
    /// Those of another folder.
    Folder(PathBuf),
    /// None: all names are made by rule.
    None,
}

/// The decisions that `extract` needs at once, and how to get those that it needs later.
pub(crate) struct Overlay {
    pub(crate) names: Names,
    pub(crate) fixes: Fixes,
    pub(crate) words: LoadWords,
}

/// Loads the words, the resource model and, beside the overlay, the versions.
type LoadWords = Box<dyn FnOnce() -> Result<(Docs, Resources, Versions), OverlayError> + Send>;

impl Choice {
    pub(crate) fn load(&self, root: &Path) -> Result<Overlay, Failure> {
        match self {
            Self::Own => Overlay::load(&root.join("spec/overlay")),
            Self::Folder(folder) => {
                std::fs::read_dir(folder).map_err(Failure::read(
                    folder,
                    "give a folder with names/, docs/, fixes/ and resources/, as spec/overlay has them, or \
                     'none'; nothing was written",
                ))?;
                Overlay::load(folder)
            }
            Self::None => Ok(Overlay {
                names: Names::default(),
                fixes: Fixes::default(),
                words: Box::new(|| Ok(Default::default())),
            }),
        }
    }
}

impl Overlay {
    pub(crate) fn load(folder: &Path) -> Result<Self, Failure> {
        let names = Names::load(&folder.join("names"))?;
        let fixes = Fixes::load(&folder.join("fixes"))?;
        let folder = folder.to_owned();
        let words = move || {
            let docs = Docs::load(&folder.join("docs"))?;
            let resources = Resources::load(&folder.join("resources"))?;
            let versions = folder.parent().map(Versions::load).transpose()?;
            Ok((docs, resources, versions.unwrap_or_default()))
        };
        Ok(Self { names, fixes, words: Box::new(words) })
    }
}
