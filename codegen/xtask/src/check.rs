//! `cargo xtask check`: checks that the generated files are up to date.

use std::collections::BTreeSet;
use std::path::Path;

use crate::failure::Failure;
use crate::output::{self, Difference};
use crate::progress::Progress;
use crate::specification::Specification;
use crate::{generated, print, sync, workspace};

/// `cargo xtask check`.
pub(crate) fn run(document: Option<&Path>) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let Specification { api, ledger, .. } = Specification::read(&progress, &root, document)?;
    progress.stage("looking for missing words");
    let mut incomplete = api.docs.problems(&api);
    for problem in &mut incomplete {
        problem.path = problem.path.strip_prefix(&root).unwrap_or(&problem.path).to_owned();
    }
    let shown = |path: &Path| path.strip_prefix(&root).unwrap_or(path).display().to_string();
    let left_over =
        |path: &Path| format!("{}: left over from a run that was stopped early", shown(path));
    let waiting = || {
        let folders = ["spec", "generated"].map(|folder| root.join(folder));
        let places = folders.into_iter().chain(sync::places(&root));
        places.flat_map(|place| output::waiting(&place)).collect::<BTreeSet<_>>()
    };
    if !incomplete.is_empty() {
        // Files of a stopped run come first: missing texts would hide that old and new are mixed.
        let lines: Vec<String> = waiting().iter().map(|path| left_over(path)).collect();
        return Err(if lines.is_empty() {
            Failure::Incomplete(incomplete)
        } else {
            Failure::Stale { lines, document: document.map(Path::to_owned) }
        });
    }
    progress.stage("generating");
    let units = generated::units(&api, &ledger, &root)?;
    progress.stage("comparing");
    let differences: BTreeSet<Difference> = output::differences(&units)
        .into_iter()
        .chain(waiting().into_iter().map(Difference::Waiting))
        .collect();
    drop(progress);
    if differences.is_empty() {
        return print::out("the generated files are up to date\n");
    }
    let lines = differences.iter().map(|difference| match difference {
        Difference::Stale(path) => format!("{}: stale", shown(path)),
        Difference::Missing(path) => format!("{}: missing", shown(path)),
        Difference::Unknown(path) => format!("{}: not a generated file", shown(path)),
        Difference::Waiting(path) => left_over(path),
    });
    Err(Failure::Stale { lines: lines.collect(), document: document.map(Path::to_owned) })
}
