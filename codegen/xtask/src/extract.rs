use std::path::Path;

use serde_json::Value;
use taurusdb_emit::openapi;
use taurusdb_extract::Extraction;
use taurusdb_spec::{Api, Docs, Fixes, Ledger, Names, Resources};

use crate::failure::Failure;
use crate::output::{self, Unit};
use crate::progress::Progress;
use crate::{summary, workspace};

/// `cargo xtask extract`.
pub(crate) fn run(document: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let spec = root.join("spec");
    let extraction = read(&progress, &root, document)?;
    progress.stage("writing");
    let units = units(&extraction.api, &extraction.ledger, out.unwrap_or(&spec));
    let written = output::write(&units, "make the folder writable, or choose another with --out")?;
    let time = progress.elapsed();
    drop(progress);
    summary::print(&extraction.api, Some(&extraction.counts), written, time);
    Ok(())
}

/// Reads a document with the names and words of this repository.
pub(crate) fn read(
    progress: &Progress,
    root: &Path,
    document: &Path,
) -> Result<Extraction, Failure> {
    progress.stage("reading the document");
    let bytes = std::fs::read(document).map_err(Failure::read(
        document,
        "give the text form of the API Reference with --document FILE",
    ))?;
    let names = Names::load(&root.join("spec/overlay/names"))?;
    let fixes = Fixes::load(&root.join("spec/overlay/fixes"))?;
    // What people wrote is read while the document is.
    let (extraction, docs, resources) = std::thread::scope(|scope| {
        let docs = scope.spawn(|| Docs::load(&root.join("spec/overlay/docs")));
        let resources = scope.spawn(|| Resources::load(&root.join("spec/overlay/resources")));
        let extraction = taurusdb_extract::extract(&bytes, &names, &fixes);
        let ended = "loading does not panic";
        (extraction, docs.join().expect(ended), resources.join().expect(ended))
    });
    let mut extraction =
        extraction.map_err(|error| Failure::Document { path: document.to_owned(), error })?;
    extraction.api.docs = docs?;
    extraction.api.resources = resources?;
    extraction.api.check_resources()?;
    Ok(extraction)
}

/// What `extract` writes below a folder.
pub(crate) fn units(api: &Api, ledger: &Ledger, folder: &Path) -> Vec<Unit> {
    let service = &api.service;
    let file = |name: &str, text| Unit::File { path: folder.join(name), text };
    let text = |value: &Value| taurusdb_spec::to_text(value);
    // The large ones are made side by side.
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
        file("openapi.json", new),
        file("openapi-3.0.json", old),
        file("ledger.json", ledger.to_text()),
        file("LEDGER.md", ledger.to_markdown(&service.product, &service.issue, &service.date)),
    ]
}
