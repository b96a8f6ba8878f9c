//! What `sync` prints: a page of Markdown for a pull request.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use taurusdb_spec::Renamed;
use taurusdb_sync::{Bump, Echo, Format, Opinion, Part, Raised};

use super::options::Options;
use super::places::ACCEPTED;
use super::refusal::Question;
use super::step::Step;
use crate::output::Written;
use crate::work::Work;

/// What became of a step.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    /// Every file is as it should be.
    NothingToDo,
    /// The caller wanted to look only.
    Trial,
    /// A person must decide something first.
    Refused,
    /// Files were written.
    Written(Written),
}

/// What there is to say about a step.
pub(super) struct Page<'a> {
    pub(super) step: &'a Step,
    pub(super) options: &'a Options,
    pub(super) questions: &'a [Question],
    pub(super) outcome: Outcome,
    /// What cargo-semver-checks says, or why it says nothing; none if it was not asked.
    pub(super) opinion: Option<&'a Result<Opinion, String>>,
}

impl Page<'_> {
    pub(super) fn text(&self, root: &Path) -> String {
        let step = self.step;
        let (issue, date) = step.issue();
        let command = format!("cargo xtask sync {}", self.options.document.display());
        if matches!(self.outcome, Outcome::NothingToDo) {
            let mut page = format!(
                "Nothing to do: issue {issue} of {date} is what is here, and every file is up to date.\n"
            );
            self.opinion(&mut page);
            if let Some(work) = Work::of(&step.found, &step.changes, root) {
                let _ = write!(page, "\n{}", work.text(&command));
            }
            return page;
        }
        let work = Work::of(&step.found, &step.changes, root);
        let product = &step.found.api.service.product;
        let mut page = format!("# {product} API Reference, issue {issue}, {date}\n\n");
        page += &self.outcome();
        if work.is_some() {
            page += "Something is left for people to decide; see the end.\n";
        }
        self.questions(&mut page);
        versions(step, &mut page);
        dropped(step, &mut page);
        self.opinion(&mut page);
        if step.bump() == Bump::None {
            page += "\nNo fact changed.\n";
        } else {
            let _ = write!(page, "\n{}", step.report().render(Format::Markdown));
        }
        echoes(&step.echoes(), &mut page);
        self.accepted(&mut page);
        if let Some(work) = work {
            let _ = write!(page, "\n{}", work.text(&command));
        }
        page
    }

    fn outcome(&self) -> String {
        let mut text = match self.outcome {
            Outcome::Written(Written { written, removed, unchanged }) => {
                format!("{written} files written, {removed} removed, {unchanged} unchanged.\n")
            }
            Outcome::Refused => {
                "Nothing was written yet: there is something to decide first.\n".to_owned()
            }
            _ => "A trial: nothing was written.\n".to_owned(),
        };
        if self.step.base.is_again {
            text +=
                "This document was taken in before; what was written for it is written again.\n";
        }
        text
    }

    fn questions(&self, page: &mut String) {
        if self.questions.is_empty() {
            return;
        }
        page.push_str("\n## To decide first\n");
        for Question { found, details, advice } in self.questions {
            let _ = writeln!(page, "\n**{found}**: {advice}.");
            if !details.is_empty() {
                let _ = write!(page, "\n{details}");
            }
        }
    }

    fn opinion(&self, page: &mut String) {
        let text = match self.opinion {
            None => return,
            Some(Err(why)) => format!("not asked: {why}"),
            Some(Ok(opinion)) => {
                let client = self.step.raised.iter().find(|raised| raised.part == Part::Client);
                let ours = client.map_or(Bump::None, |raised| raised.bump);
                opinion.explain(ours, &self.step.changes)
            }
        };
        let package = Part::Client.package();
        let _ = writeln!(page, "\nSecond opinion on `{package}`, from cargo-semver-checks: {text}");
    }

    fn accepted(&self, page: &mut String) {
        let decisions = self.step.decisions();
        let (known, all) = (decisions.accepted.len(), decisions.open.len());
        if known > 0 {
            let _ = writeln!(page, "\n{known} losses are accepted in {ACCEPTED}.");
        }
        if all > 0 && self.options.accept {
            let _ = writeln!(
                page,
                "\n{all} losses are accepted with `--accept`; {ACCEPTED} has an entry for each: replace the \
                 reason where you know a better one."
            );
        }
    }
}

fn versions(step: &Step, page: &mut String) {
    page.push_str("\n| crate | version | step |\n|---|---|---|\n");
    for Raised { part, from, to, bump } in &step.raised {
        let version = if from == to { to.clone() } else { format!("{from} → **{to}**") };
        let _ = writeln!(page, "| `{}` | {version} | {bump} |", part.package());
    }
}

/// The old names that the new version does not have any more.
fn dropped(step: &Step, page: &mut String) {
    let Renamed { since: _, operations, types, paths, fields, values } = &step.dropped;
    let of = |names: &BTreeMap<String, String>| names.keys().cloned().collect::<Vec<_>>();
    let mut names = [of(operations), of(types)].concat();
    for (module, types) in paths {
        names.extend(types.keys().map(|old| format!("{module}::{old}")));
    }
    for (owner, fields) in fields {
        names.extend(fields.keys().map(|old| format!("{owner}.{old}")));
    }
    for (owner, fields) in values {
        let old =
            fields.iter().flat_map(|(field, names)| names.keys().map(move |old| (field, old)));
        names.extend(old.map(|(field, old)| format!("{owner}.{field} {old}")));
    }
    if !names.is_empty() {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let package = Part::Client.package();
        let _ = writeln!(
            page,
            "\nOld names that warned until now and end with this version of `{package}`: {}.",
            names.join(", ")
        );
    }
}

fn echoes(echoes: &[Echo<'_>], page: &mut String) {
    if echoes.is_empty() {
        return;
    }
    page.push_str("\n## Back and forth\n\nThe document says again what an earlier issue said:\n\n");
    for echo in echoes {
        let _ = writeln!(page, "- {echo}");
    }
}
