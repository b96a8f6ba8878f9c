//! `cargo xtask diff`: what changes between two specifications, and what that asks of whom.

mod side;

use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;
use taurusdb_sync::{Echo, Format, History, Inventory, Quotes, Report, compare};

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
    let history = history(&root, &old)?;
    let echoes = history.as_ref().map(|history| history.echoes(&changes)).unwrap_or_default();
    let page = match format {
        Format::Text => {
            let quotes = Quotes { old: old.lines.as_deref(), new: new.lines.as_deref() };
            report.quoting(&quotes)
        }
        format => report.render(format),
    };
    print::out(&with_echoes(page, &echoes, format))?;
    Ok(sync::exit_code(report.bump()))
}

/// What earlier issues said, if the old side is one that was taken in here.
fn history(root: &Path, old: &Side) -> Result<Option<History>, Failure> {
    let service = &old.api.service;
    Ok(History::load(&root.join("spec/history"))?.up_to(&service.issue, &service.date))
}

/// The page with the changes that bring back what an earlier issue said.
fn with_echoes(page: String, echoes: &[Echo<'_>], format: Format) -> String {
    if echoes.is_empty() {
        return page;
    }
    let said = echoes.iter().map(ToString::to_string);
    match format {
        Format::Json => {
            let Ok(mut page) = serde_json::from_str::<Value>(&page) else { return page };
            page["back_and_forth"] = said.collect();
            format!("{page:#}\n")
        }
        Format::Text => {
            page + "\nBack and forth\n"
                + &said.map(|said| format!("  {said}\n")).collect::<String>()
        }
        Format::Markdown => {
            let said: String = said.map(|said| format!("- {said}\n")).collect();
            page + "\n## Back and forth\n\nThe document says again what an earlier issue said:\n\n"
                + &said
        }
    }
}
