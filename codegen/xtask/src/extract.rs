//! `cargo xtask extract`: reads the document and writes the specification.

use std::path::{Path, PathBuf};

use serde_json::Value;
use taurusdb_emit::openapi;
use taurusdb_extract::Extraction;
use taurusdb_extract::read::Edition;
use taurusdb_spec::{Api, Ledger, LoadError, Provenance};

use crate::failure::Failure;
use crate::found::{changes_of, open, preview};
use crate::output::{self, Unit};
use crate::overlay::{Choice, Overlay};
use crate::progress::Progress;
use crate::summary::Summary;
use crate::{left_out, overview, print, work, workspace};

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
    // Another service, or one with other names, has nothing in common with what is committed.
    let is_own = matches!(options.overlay, Choice::Own) && !options.keep_going;
    let mut left = None;
    let (extraction, fits, changes) = if is_own {
        let mut found = preview(&progress, &root, &options.document, &options.edition)?;
        let changes = changes_of(&root, &found.api, &found.ledger);
        // With --out, people may look at a specification before its resources are described.
        let misfits = match options.out {
            Some(_) => std::mem::take(&mut found.misfits),
            None => Vec::new(),
        };
        let command = "cargo xtask extract";
        left = work::decided(&found, &root, changes.as_deref(), command, &options.document)?;
        let fits = if misfits.is_empty() { Ok(()) } else { Err(LoadError::Resources(misfits)) };
        (found.into(), fits, changes)
    } else {
        let (document, keep_going) = (&options.document, options.keep_going);
        let (extraction, fits) =
            read_with(&progress, document, &options.edition, keep_going, || {
                options.overlay.load(&root)
            })?;
        let fits = if options.out.is_some() { fits } else { Ok(fits?) };
        let is_own = matches!(options.overlay, Choice::Own);
        let changes =
            is_own.then(|| changes_of(&root, &extraction.api, &extraction.ledger)).flatten();
        (extraction, fits, changes)
    };
    let Extraction { api, ledger, counts, left_out, overview, unfit } = extraction;
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
    text.extend(left);
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
