//! `cargo xtask diff`: what changes between two specifications, and what that asks of whom.

mod side;

use std::process::ExitCode;

use taurusdb_sync::{Bump, Format, Inventory, Report, compare};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{print, workspace};
use side::Side;

/// Prints the changes from one side to the other; the exit code says how grave they are.
pub(crate) fn run(old: &str, new: &str, format: Format) -> Result<ExitCode, Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let [old, new] = [Side::read(&progress, &root, old)?, Side::read(&progress, &root, new)?];
    progress.stage("comparing");
    let changes = compare(&Inventory::of(&old.api), &Inventory::of(&new.api));
    drop(progress);
    let report = Report { old: old.name(), new: new.name(), changes: &changes };
    print::out(&report.render(format))?;
    Ok(exit_code(report.bump()))
}

/// As the help states them.
fn exit_code(bump: Bump) -> ExitCode {
    match bump {
        Bump::None => ExitCode::SUCCESS,
        Bump::Patch | Bump::Minor => ExitCode::from(3),
        Bump::Major => ExitCode::from(4),
    }
}
