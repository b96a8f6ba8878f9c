//! `cargo xtask regenerate`: writes everything that is generated from the specification.

use std::path::Path;

use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;
use crate::specification::Specification;
use crate::summary::Summary;
use crate::{generated, print, sync, workspace};

/// `cargo xtask regenerate`.
pub(crate) fn run(document: Option<&Path>) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    sync::finish(&root)?;
    let mut specification = Specification::read(&progress, &root, document)?;
    // The document may be the one that `sync` took in: then what it noted of it is written again too.
    let records = sync::records(&root, &mut specification)?;
    let Specification { api, ledger, counts, changes, work, .. } = specification;
    progress.stage("generating");
    let mut units = generated::units(&api, &ledger, &root)?;
    units.extend(records);
    progress.stage("writing");
    let written = output::write(&units, "make the folder writable and run this again")?;
    let time = progress.elapsed();
    drop(progress);
    let (counts, changes) = (counts.as_ref(), changes.as_deref());
    let mut text = Summary { changes, ..Summary::new(&api, counts, written, time) }.text();
    text.extend(work);
    print::out(&text)
}
