//! `cargo xtask sync`: takes in the next issue of the document, in one command.
//!
//! A run makes a [`Step`] from what is committed to what the document states, and writes all of it or
//! nothing. What people still have to decide does not stop it: rules name what nobody has named, and
//! [`work`](crate::work) lists all that is left, once, with entries to paste. Only what looks like a mistake is a
//! [question](refusal) first.

mod base;
mod lockfile;
mod options;
mod places;
mod refusal;
mod semver_checks;
mod step;
mod summary;

use std::path::Path;
use std::process::ExitCode;

use taurusdb_sync::Bump;

use crate::failure::Failure;
use crate::found::{self, Found};
use crate::output::{self, Unit};
use crate::progress::Progress;
use crate::specification::Specification;
use crate::{print, workspace};

pub(crate) use options::Options;
pub(crate) use places::places;
use refusal::Question;
use step::Step;
use summary::{Outcome, Page};

/// `cargo xtask sync`.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    if options.dry_run {
        refuse_unfinished(&root)?;
    } else {
        finish(&root)?;
    }
    let found = found::preview(&progress, &root, &options.document, &options.edition)?;
    progress.stage("comparing");
    let step = Step::new(&root, found)?;
    let questions = refusal::questions(&step, options);
    progress.stage("generating");
    let units = step.units(&root, options.accept)?;
    let outcome = if output::differences(&units).is_empty() {
        Outcome::NothingToDo
    } else if options.dry_run {
        Outcome::Trial
    } else if questions.is_empty() {
        progress.stage("writing");
        Outcome::Written(output::write(&units, "make the files writable and run this again")?)
    } else {
        Outcome::Refused
    };
    let is_there = matches!(outcome, Outcome::NothingToDo | Outcome::Written(_));
    let opinion = (options.semver_checks && is_there).then(|| {
        progress.stage("asking cargo-semver-checks");
        semver_checks::ask(&root)
    });
    drop(progress);
    let page =
        Page { step: &step, options, questions: &questions, outcome, opinion: opinion.as_ref() };
    print::out(&page.text(&root))?;
    match outcome {
        Outcome::NothingToDo => Ok(ExitCode::SUCCESS),
        Outcome::Written(_) | Outcome::Trial => Ok(exit_code(step.bump())),
        Outcome::Refused => Err(refused(
            &questions,
            "nothing was written; the page on standard output says what to decide, then run this again",
        )),
    }
}

/// Finishes what an earlier run began to write, and says so.
pub(crate) fn finish(root: &Path) -> Result<(), Failure> {
    let finished = output::finish(&root.join("spec"), &places(root))?;
    if finished > 0 {
        print::note(&format!(
            "an earlier run was stopped while it wrote; its last {finished} files are in place now"
        ));
    }
    Ok(())
}

/// What `sync` noted of the document that a specification was read from, as it has to be now. A document
/// of a newer issue that it has not taken in may not let facts go.
pub(crate) fn records(root: &Path, new: &mut Specification) -> Result<Vec<Unit>, Failure> {
    let (Some(counts), Some(fingerprint)) = (&new.counts, &new.fingerprint) else {
        return Ok(Vec::new());
    };
    let found = Found {
        overview: Vec::new(),
        api: new.api.clone(),
        ledger: new.ledger.clone(),
        counts: counts.clone(),
        fingerprint: fingerprint.clone(),
        undecided: Vec::new(),
        clashes: Vec::new(),
        stale_names: Vec::new(),
        stale_fixes: Vec::new(),
        misfits: Vec::new(),
    };
    let step = Step::new(root, found)?;
    if step.is_again() {
        step.versions().clone_into(&mut new.api.versions);
        return step.records(root);
    }
    let questions = match step.is_of_newer_issue() {
        true => refusal::questions(&step, &Options::default()),
        false => Vec::new(),
    };
    match questions.is_empty() {
        true => Ok(Vec::new()),
        false => Err(refused(
            &questions,
            "nothing was written; `cargo xtask sync` takes a new issue in, and says what to decide",
        )),
    }
}

fn refused(questions: &[Question], advice: &str) -> Failure {
    let found: Vec<&str> = questions.iter().map(|question| &*question.found).collect();
    Failure::Refused { what: found.join("\n"), advice: advice.to_owned() }
}

/// The policy, as `codegen/sync/POLICY.md` has it.
pub(crate) fn policy() -> Result<(), Failure> {
    print::out(&taurusdb_sync::policy())
}

/// As the help states them; `diff` has the same.
pub(crate) fn exit_code(bump: Bump) -> ExitCode {
    match bump {
        Bump::None => ExitCode::SUCCESS,
        Bump::Patch | Bump::Minor => ExitCode::from(3),
        Bump::Major => ExitCode::from(4),
    }
}

/// A look at a mixture of old and new files would mislead.
fn refuse_unfinished(root: &Path) -> Result<(), Failure> {
    match output::is_unfinished(&root.join("spec")) {
        true => Err(Failure::Refused {
            what: "an earlier run was stopped while it wrote, so old and new files are mixed"
                .to_owned(),
            advice: "run `cargo xtask regenerate` to finish it, then run this again".to_owned(),
        }),
        false => Ok(()),
    }
}
