//! `cargo xtask diff`: what changes between two specifications, and what that asks of whom.

mod side;

use std::process::ExitCode;

use taurusdb_sync::{Format, Inventory, Quotes, Report, compare};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{print, sync, workspace};
use side::Side;

/// Prints the changes from one side to the other; the exit code says how grave they are.
pub(crate) fn run(old: &str, new: &str, format: Format) -> Result<ExitCode, Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let [old, new] = [Side::read(&progress, &root, old)?, Side::read(&progress, &root, new)?];
    progress.stage("comparing");
    let inventory = |side: &Side| Inventory::of(&side.api).with_ledger(&side.ledger);
    let [before, after] = [inventory(&old), inventory(&new)];
    let changes = compare(&before, &after);
    drop(progress);
    let report = Report {
        old: old.name(),
        new: new.name(),
        changes: &changes,
        pages: [before.pages(), after.pages()],
    };
    print::out(&match format {
        Format::Text => {
            let quotes = Quotes { old: old.lines.as_deref(), new: new.lines.as_deref() };
            report.quoting(&quotes)
        }
        format => report.render(format),
    })?;
    Ok(sync::exit_code(report.bump()))
}
