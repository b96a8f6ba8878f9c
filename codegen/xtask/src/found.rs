//! A document that was read with what people have decided so far, also where that does not fit it yet.

use std::path::Path;

use taurusdb_extract::read::{Edition, Source};
use taurusdb_extract::{Counts, Extraction, Overview, Preview};
use taurusdb_spec::{Api, Ledger, LoadError, OverlayError};
use taurusdb_sync::{Change, Inventory, compare};

use crate::failure::Failure;
use crate::overlay::Overlay;
use crate::progress::Progress;

/// A document, read with what people have decided so far; and what is left to decide.
pub(crate) struct Found {
    pub(crate) api: Api,
    pub(crate) ledger: Ledger,
    pub(crate) counts: Counts,
    /// What each page or section was read as.
    pub(crate) overview: Vec<Overview>,
    /// What tells this document from any other.
    pub(crate) fingerprint: String,
    /// Tables that need a name: the key, and the name that another schema has already.
    pub(crate) undecided: Vec<(String, String)>,
    /// Which other table would have the name of each of these.
    pub(crate) clashes: Vec<String>,
    /// What is wrong with decided names, and what to do.
    pub(crate) stale_names: Vec<String>,
    /// Fixes that do not apply any more.
    pub(crate) stale_fixes: Vec<OverlayError>,
    /// Where the resource model does not fit.
    pub(crate) misfits: Vec<OverlayError>,
}

impl Found {
    /// Whether something of the overlay must be decided before anything can be written without `sync`:
    /// names and fixes that do not fit, tables that no rule names, and a resource model that does not fit.
    pub(crate) fn is_undecided(&self) -> bool {
        let Self { undecided, stale_names, stale_fixes, misfits, .. } = self;
        !(undecided.is_empty()
            && stale_names.is_empty()
            && stale_fixes.is_empty()
            && misfits.is_empty())
    }
}

impl From<Found> for Extraction {
    fn from(found: Found) -> Self {
        let Found { api, ledger, counts, overview, .. } = found;
        Self { api, ledger, counts, left_out: Vec::new(), overview, unfit: Vec::new() }
    }
}

/// Reads a document with the names and texts of this repository, also where they do not fit it yet.
pub(crate) fn preview(
    progress: &Progress,
    root: &Path,
    document: &Path,
    edition: &Edition,
) -> Result<Found, Failure> {
    progress.stage("reading the document");
    let source = open(document, edition)?;
    let Overlay { names, fixes, words } = Overlay::load(&root.join("spec/overlay"))?;
    // The overlay is read at the same time as the document.
    let (preview, words) = std::thread::scope(|scope| {
        let words = scope.spawn(words);
        let preview = taurusdb_extract::preview(&source, &names, &fixes);
        (preview, words.join().expect("loading does not panic"))
    });
    let Preview { extraction, undecided, clashes, stale_names, stale_fixes } =
        preview.map_err(|error| Failure::Document { path: document.to_owned(), error })?;
    let Extraction { mut api, ledger, counts, overview, .. } = extraction;
    (api.docs, api.resources, api.versions) = words?;
    let misfits = match api.check_resources() {
        Ok(()) => Vec::new(),
        Err(LoadError::Resources(misfits)) => misfits,
        Err(error) => return Err(error.into()),
    };
    let fingerprint = fingerprint_of(&source);
    Ok(Found {
        api,
        ledger,
        counts,
        overview,
        fingerprint,
        undecided,
        clashes,
        stale_names,
        stale_fixes,
        misfits,
    })
}

/// The document, with the issue and the date that the caller gives it.
pub(crate) fn open(document: &Path, edition: &Edition) -> Result<Source, Failure> {
    Ok(Source::open(document).map_err(Failure::Open)?.of_edition(edition.clone()))
}

/// What tells a document from any other: its pages, with their names.
fn fingerprint_of(source: &Source) -> String {
    let pages = source.pages().iter().flat_map(|page| [page.name.as_str(), page.text.as_str()]);
    taurusdb_sync::fingerprint(pages)
}

/// What changes against the specification that is there; `None` if there is none that can be read, as
/// after a run of another version of this program.
pub(crate) fn changes_of(root: &Path, api: &Api, ledger: &Ledger) -> Option<Vec<Change>> {
    let spec = root.join("spec");
    let before = Inventory::of(&Api::load_facts(&spec).ok()?);
    let before = before.with_ledger(&Ledger::load(&spec).ok()?);
    Some(compare(&before, &Inventory::of(api).with_ledger(ledger)))
}
