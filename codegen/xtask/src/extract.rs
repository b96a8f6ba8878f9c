//! `cargo xtask extract`: reads the document and writes the specification.

use std::path::{Path, PathBuf};

use serde_json::Value;
use taurusdb_emit::openapi;
use taurusdb_extract::{Counts, Extraction, Preview, read::Source};
use taurusdb_spec::{Api, Ledger, LoadError, OverlayError, Provenance};
use taurusdb_sync::{Change, Inventory, compare};

use crate::failure::Failure;
use crate::output::{self, Unit};
use crate::overlay::{Choice, Overlay};
use crate::progress::Progress;
use crate::summary::Summary;
use crate::sync::Work;
use crate::{left_out, print, workspace};

/// What `extract` reads and where it writes.
pub(crate) struct Options {
    pub(crate) document: PathBuf,
    pub(crate) out: Option<PathBuf>,
    pub(crate) overlay: Choice,
    pub(crate) keep_going: bool,
}

/// `cargo xtask extract`.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let spec = root.join("spec");
    let folder = options.out.as_deref().unwrap_or(&spec);
    refuse_foreign(folder)?;
    // Another service, or one with other names, has nothing in common with what is committed.
    let is_own = matches!(options.overlay, Choice::Own) && !options.keep_going;
    let mut work = None;
    let (extraction, fits, changes) = if is_own {
        let mut found = preview(&progress, &root, &options.document)?;
        let changes = changes_of(&root, &found.api, &found.ledger);
        // With --out, people may look at a specification before its resources are described.
        let misfits = match options.out {
            Some(_) => std::mem::take(&mut found.misfits),
            None => Vec::new(),
        };
        work =
            found.decided(&root, changes.as_deref(), "cargo xtask extract", &options.document)?;
        let fits = if misfits.is_empty() { Ok(()) } else { Err(LoadError::Resources(misfits)) };
        (found.into(), fits, changes)
    } else {
        let (document, keep_going) = (&options.document, options.keep_going);
        let (extraction, fits) =
            read_with(&progress, document, keep_going, || options.overlay.load(&root))?;
        let fits = if options.out.is_some() { fits } else { Ok(fits?) };
        let is_own = matches!(options.overlay, Choice::Own);
        let changes =
            is_own.then(|| changes_of(&root, &extraction.api, &extraction.ledger)).flatten();
        (extraction, fits, changes)
    };
    let Extraction { api, ledger, counts, left_out, unfit } = extraction;
    progress.stage("writing");
    let mut units = units(&api, &ledger, folder);
    if options.out.is_some() {
        units.push(left_out::unit(&left_out, folder));
    }
    let written = output::write(&units, "make the folder writable, or choose another with --out")?;
    let time = progress.elapsed();
    drop(progress);
    let (counts, changes) = (Some(&counts), changes.as_deref());
    let mut text = Summary { api: &api, counts, changes, written, time }.text();
    text += &left_out::text(&left_out, &unfit);
    text.extend(work);
    print::out(&text)?;
    if !left_out.is_empty() {
        return Err(Failure::LeftOut {
            count: left_out.len(),
            operations: api.operations().count(),
            list: folder.join(left_out::FILE),
        });
    }
    fits.map_err(Failure::Undescribed)
}

/// The specification of a document with some decisions of people, and whether their resource model
/// fits it.
fn read_with(
    progress: &Progress,
    document: &Path,
    keep_going: bool,
    overlay: impl FnOnce() -> Result<Overlay, Failure>,
) -> Result<(Extraction, Result<(), LoadError>), Failure> {
    progress.stage("reading the document");
    let source = Source::open(document).map_err(Failure::Open)?;
    let Overlay { names, fixes, words } = overlay()?;
    let read = if keep_going {
        taurusdb_extract::extract_readable
    } else {
        taurusdb_extract::extract_source
    };
    // The overlay is read at the same time as the document.
    let (extraction, words) = std::thread::scope(|scope| {
        let words = scope.spawn(words);
        (read(&source, &names, &fixes), words.join().expect("loading does not panic"))
    });
    let mut extraction =
        extraction.map_err(|error| Failure::Document { path: document.to_owned(), error })?;
    (extraction.api.docs, extraction.api.resources, extraction.api.versions) = words?;
    let fits = extraction.api.check_resources();
    Ok((extraction, fits))
}

/// A document, read with what people have decided so far; and what is left to decide.
pub(crate) struct Found {
    pub(crate) api: Api,
    pub(crate) ledger: Ledger,
    pub(crate) counts: Counts,
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
    fn is_undecided(&self) -> bool {
        let Self { undecided, stale_names, stale_fixes, misfits, .. } = self;
        !(undecided.is_empty()
            && stale_names.is_empty()
            && stale_fixes.is_empty()
            && misfits.is_empty())
    }

    /// All that is left to decide, once nothing of it is in the way: missing words and names. Otherwise an
    /// error with all of it.
    pub(crate) fn decided(
        &self,
        root: &Path,
        changes: Option<&[Change]>,
        command: &str,
        document: &Path,
    ) -> Result<Option<String>, Failure> {
        let work = Work::of(self, changes.unwrap_or_default(), root);
        let text =
            work.map(|work| work.text(&format!("{command} --document {}", document.display())));
        match self.is_undecided() {
            true => Err(Failure::Undecided(text.unwrap_or_default())),
            false => Ok(text.map(|text| format!("\n{text}"))),
        }
    }
}

impl From<Found> for Extraction {
    fn from(found: Found) -> Self {
        let Found { api, ledger, counts, .. } = found;
        Self { api, ledger, counts, left_out: Vec::new(), unfit: Vec::new() }
    }
}

/// Reads a document with the names and texts of this repository, also where they do not fit it yet.
pub(crate) fn preview(progress: &Progress, root: &Path, document: &Path) -> Result<Found, Failure> {
    progress.stage("reading the document");
    let source = Source::open(document).map_err(Failure::Open)?;
    let Overlay { names, fixes, words } = Overlay::load(&root.join("spec/overlay"))?;
    // The overlay is read at the same time as the document.
    let (preview, words) = std::thread::scope(|scope| {
        let words = scope.spawn(words);
        let preview = taurusdb_extract::preview(&source, &names, &fixes);
        (preview, words.join().expect("loading does not panic"))
    });
    let Preview { extraction, undecided, clashes, stale_names, stale_fixes } =
        preview.map_err(|error| Failure::Document { path: document.to_owned(), error })?;
    let Extraction { mut api, ledger, counts, .. } = extraction;
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
        fingerprint,
        undecided,
        clashes,
        stale_names,
        stale_fixes,
        misfits,
    })
}

/// What tells a document from any other: its pages, with their names.
fn fingerprint_of(source: &Source) -> String {
    let pages = source.pages().iter().flat_map(|page| [page.name.as_str(), page.text.as_str()]);
    taurusdb_sync::fingerprint(pages)
}

/// Refuses a folder `api` with other files in it: `extract` deletes everything there that it does
/// not write.
fn refuse_foreign(folder: &Path) -> Result<(), Failure> {
    let taken = |path: PathBuf| Failure::Taken { path, folder: folder.to_owned() };
    if folder.is_file() {
        return Err(taken(folder.to_owned()));
    }
    let api = folder.join("api");
    let entries = std::fs::read_dir(&api).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let is_ours = |path: &PathBuf| {
        let is_json = path.extension().is_some_and(|end| end == "json");
        (is_json || output::is_beside(path)) && path.is_file()
    };
    let is_specification = paths.is_empty() || api.join("service.json").is_file();
    match paths.into_iter().find(|path| !is_specification || !is_ours(path)) {
        Some(path) => Err(taken(path)),
        None => Ok(()),
    }
}

/// What changes against the specification that is there; `None` if there is none that can be read, as
/// after a run of another version of this program.
pub(crate) fn changes_of(root: &Path, api: &Api, ledger: &Ledger) -> Option<Vec<Change>> {
    let spec = root.join("spec");
    let before = Inventory::of(&Api::load_facts(&spec).ok()?);
    let before = before.with_ledger(&Ledger::load(&spec).ok()?);
    Some(compare(&before, &Inventory::of(api).with_ledger(ledger)))
}

/// What `extract` writes below a folder.
pub(crate) fn units(api: &Api, ledger: &Ledger, folder: &Path) -> Vec<Unit> {
    let service = &api.service;
    let file = |name: &str, text| Unit::File { path: folder.join(name), text };
    let text = |value: &Value| taurusdb_spec::to_text(value);
    // The large files are made in parallel.
    let (files, new, old) = std::thread::scope(|scope| {
        let exports = scope.spawn(|| {
            let export = openapi::generate(api);
            let new = text(&export);
            (new, text(&openapi::to_30(export)))
        });
        let files = api.files();
        let (new, old) = exports.join().expect("the export does not panic");
        (files, new, old)
    });
    vec![
        Unit::Folder { path: folder.join("api"), files },
        file("provenance.json", Provenance::of(api, ledger).to_text()),
        file("openapi.json", new),
        file("openapi-3.0.json", old),
        file("ledger.json", ledger.to_text()),
        file("LEDGER.md", ledger.to_markdown(&service.product, &service.issue, &service.date)),
    ]
}
