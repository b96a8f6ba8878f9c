//! `cargo xtask regenerate`: writes everything that is generated from the specification.

use std::path::Path;

use taurusdb_spec::{Api, Ledger};

use crate::failure::Failure;
use crate::output::{self, Unit};
use crate::progress::Progress;
use crate::specification::Specification;
use crate::summary::Summary;
use crate::{extract, print, workspace};

/// `cargo xtask regenerate`.
pub(crate) fn run(document: Option<&Path>) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let Specification { api, ledger, counts } = Specification::read(&progress, &root, document)?;
    let changes = counts.as_ref().and_then(|_| extract::changes_of(&root, &api));
    progress.stage("generating");
    let units = units(&api, &ledger, &root)?;
    progress.stage("writing");
    let written = output::write(&units, "make the folder writable and run this again")?;
    let time = progress.elapsed();
    drop(progress);
    let (counts, changes) = (counts.as_ref(), changes.as_deref());
    print::out(&Summary { api: &api, counts, changes, written, time }.text())
}

/// Everything that is generated from a specification.
pub(crate) fn units(api: &Api, ledger: &Ledger, root: &Path) -> Result<Vec<Unit>, Failure> {
    let mut units = extract::units(api, ledger, &root.join("spec"));
    let files = taurusdb_emit::generate(api)?;
    units.push(Unit::Folder { path: root.join("generated"), files });
    Ok(units)
}
