//! `cargo xtask extract`: reads the document and writes the specification.

use std::path::{Path, PathBuf};

use serde_json::Value;
use taurusdb_emit::openapi;
use taurusdb_extract::read::{Edition, Source};
use taurusdb_extract::{Counts, Extraction, Preview};
use taurusdb_spec::{
    Api, Docs, Fixes, Ledger, LoadError, Names, OverlayError, Provenance, Resources, Versions,
};
use taurusdb_sync::{Change, Inventory, compare};

use crate::failure::Failure;
use crate::output::{self, Unit};
use crate::overlay::{Choice, Overlay};
use crate::progress::Progress;
use crate::summary::Summary;
use crate::{left_out, overview, print, workspace};

/// What `extract` reads and where it writes.
pub(crate) struct Options {
    pub(crate) document: PathBuf,
    pub(crate) edition: Edition,
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
    let (document, keep_going) = (&options.document, options.keep_going);
    let (extraction, fits) = read_with(&progress, document, &options.edition, keep_going, || {
        options.overlay.load(&root)
    })?;
    // With --out, people may look at a specification before its resources are described.
    let fits = if options.out.is_some() { fits } else { Ok(fits?) };
    let Extraction { api, ledger, counts, left_out, overview, unfit } = extraction;
    // Another service, or one with other names, has nothing in common with what is committed.
    let is_own = matches!(options.overlay, Choice::Own);
    let changes = if is_own { changes_of(&root, &api) } else { None };
    progress.stage("writing");
    let mut units = units(&api, &ledger, folder);
    if options.out.is_some() {
        units.push(left_out::unit(&left_out, folder));
        units.push(overview::unit(&overview, folder));
    }
    let written = output::write(&units, "make the folder writable, or choose another with --out")?;
    let time = progress.elapsed();
    drop(progress);
    let (counts, changes) = (Some(&counts), changes.as_deref());
    let mut summary = Summary { changes, ..Summary::new(&api, counts, written, time) };
    if options.out.is_some() {
        summary.sections = Some(overview::counts(&overview));
    }
    // Without decisions, everything is named by rules.
    summary.lists_unnamed = !matches!(options.overlay, Choice::None);
    let mut text = summary.text();
    text += &left_out::text(&left_out, &unfit);
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

/// Reads a document with the names and texts of this repository.
pub(crate) fn read(
    progress: &Progress,
    root: &Path,
    document: &Path,
) -> Result<Extraction, Failure> {
    let (extraction, fits) = read_document(progress, root, document)?;
    fits?;
    Ok(extraction)
}

/// The specification of a document, and whether the resource model fits it.
pub(crate) fn read_document(
    progress: &Progress,
    root: &Path,
    document: &Path,
) -> Result<(Extraction, Result<(), LoadError>), Failure> {
    read_with(progress, document, &Edition::default(), false, || {
        Overlay::load(&root.join("spec/overlay"))
    })
}

/// The specification of a document with some decisions of people, and whether their resource model
/// fits it.
fn read_with(
    progress: &Progress,
    document: &Path,
    edition: &Edition,
    keep_going: bool,
    overlay: impl FnOnce() -> Result<Overlay, Failure>,
) -> Result<(Extraction, Result<(), LoadError>), Failure> {
    progress.stage("reading the document");
    let source = open(document, edition)?;
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
    /// What is wrong with decided names, and what to do.
    pub(crate) stale_names: Vec<String>,
    /// Fixes that do not apply any more.
    pub(crate) stale_fixes: Vec<OverlayError>,
    /// Where the resource model does not fit.
    pub(crate) misfits: Vec<OverlayError>,
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
    let overlay = root.join("spec/overlay");
    let names = Names::load(&overlay.join("names"))?;
    let fixes = Fixes::load(&overlay.join("fixes"))?;
    let Preview { extraction, undecided, stale_names, stale_fixes } =
        taurusdb_extract::preview(&source, &names, &fixes)
            .map_err(|error| Failure::Document { path: document.to_owned(), error })?;
    let Extraction { mut api, ledger, counts, .. } = extraction;
    api.docs = Docs::load(&overlay.join("docs"))?;
    api.resources = Resources::load(&overlay.join("resources"))?;
    api.versions = Versions::load(&root.join("spec"))?;
    let misfits = match api.check_resources() {
        Ok(()) => Vec::new(),
        Err(LoadError::Resources(misfits)) => misfits,
        Err(error) => return Err(error.into()),
    };
    let fingerprint = fingerprint_of(&source);
    Ok(Found { api, ledger, counts, fingerprint, undecided, stale_names, stale_fixes, misfits })
}

fn open(document: &Path, edition: &Edition) -> Result<Source, Failure> {
    Ok(Source::open(document).map_err(Failure::Open)?.of_edition(edition.clone()))
}

/// What tells a document from any other.
pub(crate) fn fingerprint(document: &Path) -> Result<String, Failure> {
    Ok(fingerprint_of(&Source::open(document).map_err(Failure::Open)?))
}

/// Its pages, with their names.
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
pub(crate) fn changes_of(root: &Path, api: &Api) -> Option<Vec<Change>> {
    let before = Api::load_facts(&root.join("spec")).ok()?;
    Some(compare(&Inventory::of(&before), &Inventory::of(api)))
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
