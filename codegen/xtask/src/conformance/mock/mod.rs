//! `cargo xtask conformance mock`: the mock, served to clients that we did not write.

mod accepted;
mod differs;
mod export;
mod fuzz;
mod sdk;
mod served;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::python::Environment;
use crate::specification::Specification;
use crate::{print, workspace};
use accepted::{Accepted, LIST};
use differs::Kinds;

const FUZZER: &str = "schemathesis==4.32.5";

/// `cargo xtask conformance mock`. With `newest`, the vendor's SDK is whichever the package index has
/// now, instead of the one that the list of accepted differences names.
pub(crate) fn run(newest: bool) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    progress.stage("reading the specification");
    let api = Specification::committed(&root)?.api;
    let accepted = Accepted::load(&root)?;
    let kinds = Kinds::load(&root)?;
    let requirement = accepted.requirement(newest);

    progress.stage("installing the vendor's SDK and schemathesis");
    let vendor = Environment::ensure(&root, "mock-sdk", &[requirement])?;
    let fuzzer = Environment::ensure(&root, "mock-schemathesis", &[FUZZER])?;
    progress.stage("building the mock");
    let program = served::build(&root)?;

    progress.stage("calling each method of the vendor's SDK");
    let every = sdk::every(&program, &vendor, &api)?;
    progress.stage("living a life through the vendor's SDK");
    let steps = sdk::life(&program, &vendor, &api)?;
    progress.stage("running schemathesis");
    let fuzzed = fuzz::run(&program, &fuzzer, &root)?;
    drop(progress);

    let judgement = accepted.judge(&every.undeclared);
    let requests = kinds.judge(&fuzzed.differences);
    print::out(&format!(
        "the mock and {requirement}\n  \
         methods     {} that both have, {} of them answered and decoded\n  \
         undeclared  {} fields and types, {} of them accepted\n  \
         life        {}\n\
         the mock and {FUZZER}\n  \
         calls       {} to {} operations, {} of which describe no failure and may refuse as the others do\n  \
         findings    {}\n  \
         requests    {} that are valid for one of both only, {} of them of a kind that is accepted\n",
        every.shared,
        every.shared.saturating_sub(every.failures.len()),
        every.undeclared.len(),
        judgement.accepted,
        steps.join(", "),
        fuzzed.calls,
        fuzzed.operations,
        fuzzed.silent,
        fuzzed.findings.len(),
        fuzzed.differences.len(),
        requests.accepted,
    ))?;
    let failed = every.failures.iter().map(|(operation, said)| format!("{operation}: {said}"));
    let faults = judgement.faults.iter().map(|(line, said)| format!("{LIST}:{line}: {said}"));
    let wrong = requests.faults.iter();
    let wrong = wrong.map(|(line, said)| format!("{}:{line}: {said}", differs::LIST));
    let lines: Vec<String> = failed
        .chain(judgement.unknown)
        .chain(faults)
        .chain(fuzzed.findings)
        .chain(requests.unknown)
        .chain(wrong)
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    Err(Failure::Differences {
        lines,
        advice: "mend the mock (codegen/runtime/mock) or the specification; where the SDK is wrong about an \
                 answer, add the difference, with the reason, to spec/overlay/accepted/mock.toml; where the \
                 description cannot say which requests are valid, add the kind of difference to \
                 spec/overlay/accepted/mock-requests.toml",
    })
}
