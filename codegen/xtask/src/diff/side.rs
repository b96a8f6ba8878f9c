//! One side of a comparison: a document, a folder with a specification, or a revision of git.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use taurusdb_extract::read::{Edition, Source};
use taurusdb_spec::{Api, Ledger};

use crate::failure::Failure;
use crate::found;
use crate::print;
use crate::progress::Progress;

/// A specification, and what the caller called it.
pub(super) struct Side {
    pub(super) api: Api,
    /// What fixes of ours correct.
    pub(super) ledger: Ledger,
    /// The lines of a document.
    pub(super) lines: Option<Vec<String>>,
    given: String,
}

impl Side {
    /// Reads what `given` names: a folder with a specification, a document (one file or a folder of pages),
    /// or else a revision of git.
    pub(super) fn read(progress: &Progress, root: &Path, given: &str) -> Result<Self, Failure> {
        let path = Path::new(given);
        let mut lines = None;
        let ledger;
        let api = if let Some(folder) = specification_in(path) {
            progress.stage("reading the specification");
            if !folder.join("provenance.json").is_file() {
                return Err(Failure::Side {
                    given: given.to_owned(),
                    reason: "the folder has an api/service.json without its provenance.json"
                        .to_owned(),
                });
            }
            ledger = Ledger::load(&folder).unwrap_or_default();
            Api::load_facts(&folder)?
        } else if path.exists() {
            // Names, fixes and the resource model need not fit: a comparison is made before they do.
            match found::preview(progress, root, path, &Edition::default()) {
                Ok(found) => {
                    let source = Source::open(path).map_err(Failure::Open)?;
                    lines = Some(source.lines().map(str::to_owned).collect());
                    ledger = found.ledger;
                    tell_stale(given, &found.stale_fixes);
                    found.api
                }
                Err(Failure::Open(_)) if path.is_dir() => {
                    let reason = "the folder has neither a specification nor pages of a document";
                    return Err(Failure::Side {
                        given: given.to_owned(),
                        reason: reason.to_owned(),
                    });
                }
                Err(failure) => return Err(failure),
            }
        } else {
            progress.stage("reading the revision");
            let (api, of_revision) = revision(root, given)?;
            ledger = of_revision;
            api
        };
        Ok(Self { api, ledger, lines, given: given.to_owned() })
    }

    /// What a report calls it.
    pub(super) fn name(&self) -> String {
        let service = &self.api.service;
        format!("{} (issue {}, {})", self.given, service.issue, service.date)
    }
}

/// Tells which fixes do not fit a document. Where many do not, it is another reference, and none of
/// them is news.
fn tell_stale(given: &str, fixes: &[impl std::fmt::Display]) {
    const FEW: usize = 5;
    if fixes.len() > FEW {
        let count = fixes.len();
        print::note(&format!(
            "note: {given}: {count} fixes of spec/overlay/fixes do not fit it, and were left out"
        ));
        return;
    }
    for fix in fixes {
        print::note(&format!("note: {given}: {fix}"));
    }
}

/// The folder with a specification that a path means: `spec`, or what contains it.
fn specification_in(path: &Path) -> Option<PathBuf> {
    let folders = [path.join("spec"), path.to_owned()];
    folders.into_iter().find(|folder| folder.join("api/service.json").is_file())
}

/// The specification of a revision, unpacked beside nothing that anybody uses.
fn revision(root: &Path, given: &str) -> Result<(Api, Ledger), Failure> {
    let refuse = |reason: String| Failure::Side { given: given.to_owned(), reason };
    let name = format!("{given}^{{commit}}");
    let known = Command::new("git")
        .args(["rev-parse", "--quiet", "--verify", "--end-of-options", &name])
        .current_dir(root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| refuse(format!("git cannot be run: {error}")))?;
    if !known.success() {
        return Err(refuse("there is no such file, folder or revision".to_owned()));
    }
    let folder =
        tempfile::tempdir().map_err(|error| refuse(format!("no temporary folder: {error}")))?;
    let archive = folder.path().join("spec.tar");
    let packed = Command::new("git")
        .args(["archive", "--format=tar", "--output"])
        .arg(&archive)
        .args([given, "--", "spec/api", "spec/provenance.json", "spec/ledger.json"])
        .current_dir(root)
        .stderr(Stdio::null())
        .status();
    let is_done =
        |status: std::io::Result<std::process::ExitStatus>| status.is_ok_and(|s| s.success());
    if !is_done(packed) {
        return Err(refuse(
            "the revision has no spec/api with spec/provenance.json and spec/ledger.json; give one that has".to_owned(),
        ));
    }
    let unpacked = Command::new("tar").arg("-xf").arg(&archive).current_dir(folder.path()).status();
    if !is_done(unpacked) {
        return Err(refuse("tar cannot unpack the revision".to_owned()));
    }
    let spec = folder.path().join("spec");
    Ok((Api::load_facts(&spec)?, Ledger::load(&spec)?))
}
