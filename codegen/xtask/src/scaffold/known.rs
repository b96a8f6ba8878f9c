//! The source of the entries: the committed specification, or a document, even one that `extract`
//! refuses.

use std::path::Path;

use taurusdb_extract::{Preview, read::Source};
use taurusdb_spec::{Api, Docs, Fixes, Names, Resources};

use crate::failure::Failure;

/// The source of the entries.
pub(super) struct Known {
    /// The specification with the current overlay; entries that the overlay lacks are absent.
    pub(super) api: Api,
    pub(super) names: Names,
    /// Keys that `schemas.toml` needs, each with the name that another schema already has.
    pub(super) undecided: Vec<(String, String)>,
}

impl Known {
    /// Reads the document, even one that `extract` refuses because names or texts are missing;
    /// without a document, the committed specification.
    pub(super) fn load(root: &Path, document: Option<&Path>) -> Result<Self, Failure> {
        let overlay = root.join("spec/overlay");
        let names = Names::load(&overlay.join("names"))?;
        let Some(document) = document else {
            let api = Api::load(&root.join("spec"))?;
            return Ok(Self { api, names, undecided: Vec::new() });
        };
        let source = Source::open(document).map_err(Failure::Open)?;
        let fixes = Fixes::load(&overlay.join("fixes"))?;
        let Preview { extraction, undecided, .. } =
            taurusdb_extract::preview(&source, &names, &fixes)
                .map_err(|error| Failure::Document { path: document.to_owned(), error })?;
        let mut api = extraction.api;
        api.docs = Docs::load(&overlay.join("docs"))?;
        api.resources = Resources::load(&overlay.join("resources"))?;
        Ok(Self { api, names, undecided })
    }
}
