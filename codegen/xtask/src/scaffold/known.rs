//! What the entries are made from: the specification, or that of a document which `extract` refuses.

use std::path::Path;

use taurusdb_extract::Preview;
use taurusdb_spec::{Api, Docs, Fixes, Names, Resources};

use crate::failure::Failure;

/// What the entries are made from.
pub(super) struct Known {
    /// The specification, with the overlay as it stands; what it does not know is not there.
    pub(super) api: Api,
    pub(super) names: Names,
    /// Keys that `schemas.toml` needs, with the name that another schema has too.
    pub(super) undecided: Vec<(String, String)>,
}

impl Known {
    /// From the document, even one that `extract` refuses because names or words are missing; or
    /// else what is committed.
    pub(super) fn load(root: &Path, document: Option<&Path>) -> Result<Self, Failure> {
        let overlay = root.join("spec/overlay");
        let names = Names::load(&overlay.join("names"))?;
        let Some(document) = document else {
            let api = Api::load(&root.join("spec"))?;
            return Ok(Self { api, names, undecided: Vec::new() });
        };
        let bytes = std::fs::read(document).map_err(Failure::read(
            document,
            "give the text form of the API Reference with --document FILE",
        ))?;
        let fixes = Fixes::load(&overlay.join("fixes"))?;
        let Preview { mut api, undecided } = taurusdb_extract::preview(&bytes, &names, &fixes)
            .map_err(|error| Failure::Document { path: document.to_owned(), error })?;
        api.docs = Docs::load(&overlay.join("docs"))?;
        api.resources = Resources::load(&overlay.join("resources"))?;
        Ok(Self { api, names, undecided })
    }
}
