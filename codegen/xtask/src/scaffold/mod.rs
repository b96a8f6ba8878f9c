//! `cargo xtask scaffold`: prints the overlay entries that an operation lacks, filled with what is
//! known.

mod docs;
mod fields;
mod guess;
mod known;
mod names;
mod overlay;
mod page;
mod resource;

use std::path::Path;

use taurusdb_spec::{Api, Operation};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{print, workspace};
use known::Known;
use page::Page;

/// Prints the overlay entries that an operation, or each operation of a section, lacks.
pub(crate) fn run(what: &str, document: Option<&Path>) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    progress.stage("reading what is known");
    let known = Known::load(&root, document)?;
    drop(progress);
    let found: Vec<&Operation> =
        known.api.operations().filter(|operation| is_meant(operation, what)).collect();
    if found.is_empty() {
        return Err(Failure::Unknown { what: what.to_owned(), near: near(&known.api, what) });
    }
    let mut page = Page::new(&root);
    let alone = found.len() == 1;
    for operation in found {
        page.operation(operation);
        names::entries(&mut page, &known, operation);
        docs::entries(&mut page, &known.api, operation);
        resource::entries(&mut page, &known.api, operation);
        page.end_of_operation(alone);
    }
    print::out(&page.text())
}

/// The entries that operations of a specification lack; empty if none lacks any. A part of the overlay
/// that a repository does not have is not asked for.
pub(crate) fn missing(root: &Path, api: &Api, undecided: &[(String, String)]) -> String {
    let overlay = root.join("spec/overlay");
    let has = |folder: &str| overlay.join(folder).is_dir();
    let Ok(names) = taurusdb_spec::Names::load(&overlay.join("names")) else {
        return String::new();
    };
    let known = Known { api: api.clone(), names, undecided: undecided.to_vec() };
    let mut page = Page::new(root);
    if has("docs") {
        page.whole_service();
        docs::errors(&mut page, &known.api);
        page.end_of_one_among_all();
    }
    for operation in known.api.operations() {
        page.operation(operation);
        names::entries(&mut page, &known, operation);
        if has("docs") {
            docs::entries(&mut page, &known.api, operation);
        }
        if has("resources") {
            resource::entries(&mut page, &known.api, operation);
        }
        page.end_of_one_among_all();
    }
    page.text()
}

/// Whether `what` names the operation: by its id, its section or an outer one, or its method and
/// path.
fn is_meant(operation: &Operation, what: &str) -> bool {
    let below = operation.section.strip_prefix(what.trim_start_matches("section "));
    operation.id == what
        || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        || format!("{} {}", operation.method, operation.path) == what
}

/// The operations and sections that are most similar to a text.
fn near(api: &Api, what: &str) -> Vec<String> {
    let mut names: Vec<(i32, String)> = api
        .operations()
        .map(|operation| {
            let Operation { id, section, title, .. } = operation;
            let likeness =
                [id, section, title].map(|name| (strsim::jaro_winkler(what, name) * 1e6) as i32);
            let best = likeness.into_iter().max().unwrap_or_default();
            (-best, format!("{id} (section {section})"))
        })
        .collect();
    names.sort();
    names.into_iter().take(3).map(|(_, name)| name).collect()
}
