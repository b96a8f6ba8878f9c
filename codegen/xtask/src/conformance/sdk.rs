//! `cargo xtask conformance sdk`: compares the specification with the vendor's Python SDK.

use std::fs;
use std::path::Path;

use super::accepted::{Accepted, Judgement};
use super::compare::{Comparison, Sdk, compare};
use super::witness::{self, Witness};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;
use crate::python::Environment;
use crate::specification::Specification;
use crate::{print, workspace};

const SCRIPT: &str = include_str!("sdk.py");
const LIST: &str = "spec/overlay/accepted/sdk.toml";

/// `cargo xtask conformance sdk`. With `write`, it writes what the SDK says to a file; otherwise
/// that file must be up to date.
pub(crate) fn run(write: bool) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    progress.stage("reading the specification");
    let api = Specification::committed(&root)?.api;
    let path = root.join(LIST);
    let text = fs::read_to_string(&path)
        .map_err(Failure::read(&path, "restore it: it is the list of accepted differences"))?;
    let accepted = Accepted::parse(&path, &text)?;
    let (requirement, package) = accepted.sdk(&path, &text)?;

    progress.stage("installing the vendor's SDK");
    // Its sources are read and not run, so its dependencies are not needed.
    let python = Environment::ensure(&root, "sdk", &["--no-deps", requirement])?;
    progress.stage("reading the vendor's SDK");
    let printed = python.run(SCRIPT, &[&python.package(package)?])?;
    let sdk: Sdk = serde_json::from_slice(&printed).map_err(|error| Failure::Program {
        program: "codegen/xtask/src/conformance/sdk.py".to_owned(),
        purpose: "print the SDK in the expected form".to_owned(),
        said: error.to_string(),
        advice: "the script and the comparison must agree on the form: update the older one",
    })?;

    progress.stage("comparing");
    let found = compare(&api, &sdk, requirement);
    let judgement = accepted.judge(&text, found.differences.keys());
    drop(progress);
    print::out(&summary(requirement, &found, &judgement))?;
    verdict(&found, &judgement)?;
    keep(&found.witness, &root, write)
}

/// Writes what the SDK says to a file of the specification, for those who have not installed the
/// SDK, or checks that the file is up to date.
fn keep(witness: &Witness, root: &Path, write: bool) -> Result<(), Failure> {
    let units = [witness.unit(root)];
    if write {
        let written = output::write(&units, "make the file writable and run this again")?;
        let what = if written.written == 0 { "unchanged" } else { "written" };
        return print::out(&format!("  {} {what}\n", witness::FILE));
    }
    if output::differences(&units).is_empty() {
        return Ok(());
    }
    Err(Failure::Differences {
        lines: vec![format!(
            "{}: differs from what the SDK says about the current specification",
            witness::FILE
        )],
        advice: "run `cargo xtask conformance sdk --write` and commit what it writes",
    })
}

fn summary(requirement: &str, found: &Comparison, judgement: &Judgement) -> String {
    let share = 100.0 * found.agreeing as f64 / found.fields.max(1) as f64;
    let accepted: usize = judgement.accepted.values().sum();
    let mut text = format!(
        "specification and {requirement}\n  \
         operations  {} that both have\n  \
         fields      {} compared, {} agree ({share:.1} %)\n  \
         differences {}, {accepted} of them accepted:\n",
        found.operations,
        found.fields,
        found.agreeing,
        found.differences.len()
    );
    for ((kind, right), count) in &judgement.accepted {
        text += &format!("    {count:>4}  {kind}, {right}\n");
    }
    text
}

fn verdict(found: &Comparison, judgement: &Judgement) -> Result<(), Failure> {
    let unknown = judgement.unknown.iter().map(|difference| {
        let at = &found.differences[difference];
        format!("{difference} [{at}]")
    });
    let faults = judgement.faults.iter().map(|(line, message)| format!("{LIST}:{line}: {message}"));
    let lines: Vec<String> = unknown.chain(faults).collect();
    if lines.is_empty() {
        return Ok(());
    }
    Err(Failure::Differences {
        lines,
        advice: "look up each in the document and in the SDK: if the extraction is wrong, correct it; \
                 otherwise add the difference, with the reason, to spec/overlay/accepted/sdk.toml",
    })
}
