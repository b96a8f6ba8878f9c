//! `cargo xtask sync`: takes in the next issue of the document, in one command.
//!
//! A run makes a [`Step`] from what is committed to what the document states, and writes all of it or
//! nothing. What people still have to decide does not stop it: rules name what nobody has named, and
//! [`work`] lists all that is left, once, with entries to paste. Only what looks like a mistake is a
//! [question](refusal) first.

mod base;
mod lockfile;
mod options;
mod places;
mod refusal;
mod step;
mod summary;
mod work;

use std::path::Path;
use std::process::ExitCode;

use taurusdb_sync::Bump;

use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;
use crate::{extract, print, workspace};

pub(crate) use options::Options;
pub(crate) use places::places;
use step::Step;
use summary::{Outcome, Page};

/// `cargo xtask sync`.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let finished = if options.dry_run {
        refuse_unfinished(&root)?;
        0
    } else {
        output::finish(&root.join("spec"), &places(&root))?
    };
    let found = extract::preview(&progress, &root, &options.document)?;
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
    drop(progress);
    if finished > 0 {
        eprintln!(
            "an earlier run was stopped while it wrote; its {finished} files are in place now"
        );
    }
    let page = Page { step: &step, options, questions: &questions, outcome };
    print::out(&page.text(&root))?;
    match outcome {
        Outcome::NothingToDo => Ok(ExitCode::SUCCESS),
        Outcome::Written(_) | Outcome::Trial => Ok(exit_code(step.bump())),
        Outcome::Refused => {
            let found: Vec<&str> = questions.iter().map(|question| &*question.found).collect();
            Err(Failure::Refused {
                what: found.join("\n"),
                advice: "nothing was written; the page on standard output says what to decide, then run \
                         this again"
                    .to_owned(),
            })
        }
    }
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
