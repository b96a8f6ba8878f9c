//! The specification that a command works on: the committed one, or one read from a document.

use std::path::{Path, PathBuf};

use taurusdb_extract::Counts;
use taurusdb_extract::read::Edition;
use taurusdb_spec::{Api, Ledger};
use taurusdb_sync::Change;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{found, output, work};

/// The names below `spec` that only `extract` and `regenerate --document` can write.
const FROM_DOCUMENT: [&str; 3] = ["api", "ledger.json", "provenance.json"];

/// A specification and, if it was just read from a document, the counts.
pub(crate) struct Specification {
    pub(crate) api: Api,
    pub(crate) ledger: Ledger,
    pub(crate) counts: Option<Counts>,
    /// What tells the document from any other, if it was just read from one.
    pub(crate) fingerprint: Option<String>,
    /// What changes against what is committed, if it was just read from a document.
    pub(crate) changes: Option<Vec<Change>>,
    /// What the document leaves to decide, in words.
    pub(crate) work: Option<String>,
}

impl Specification {
    /// The specification of a document, or the committed one.
    pub(crate) fn read(
        progress: &Progress,
        root: &Path,
        document: Option<&Path>,
    ) -> Result<Self, Failure> {
        match document {
            Some(document) => {
                let found = found::preview(progress, root, document, &Edition::default())?;
                let changes = found::changes_of(root, &found.api, &found.ledger);
                let command = "cargo xtask regenerate";
                let work = work::decided(&found, root, changes.as_deref(), command, document)?;
                Ok(Self {
                    api: found.api,
                    ledger: found.ledger,
                    counts: Some(found.counts),
                    fingerprint: Some(found.fingerprint),
                    changes,
                    work,
                })
            }
            None => {
                progress.stage("reading the specification");
                Self::committed(root)
            }
        }
    }

    /// The specification in the repository.
    pub(crate) fn committed(root: &Path) -> Result<Self, Failure> {
        let spec = root.join("spec");
        let _lock = output::wait_for_writer(&spec);
        let waiting: Vec<PathBuf> =
            FROM_DOCUMENT.iter().flat_map(|name| output::waiting(&spec.join(name))).collect();
        if !waiting.is_empty() {
            let is_ready = output::is_unfinished(&spec);
            return Err(Failure::Unfinished { files: waiting, is_ready });
        }
        Ok(Self {
            api: Api::load(&spec)?,
            ledger: Ledger::load(&spec)?,
            counts: None,
            fingerprint: None,
            changes: None,
            work: None,
        })
    }
}
