//! Runs three external checkers on the OpenAPI export.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::linter::{Linters, Problem};
use super::warnings::{Found, Tool, Warnings};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{print, workspace};

const EXPORTS: [&str; 2] = ["openapi.json", "openapi-3.0.json"];
const LIST: &str = "spec/overlay/accepted/openapi.toml";

/// `cargo xtask conformance openapi`; `spec` is a folder that `extract --out` wrote.
pub(crate) fn run(spec: Option<&Path>) -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let folder = spec.map_or_else(|| root.join("spec"), Path::to_owned);
    let path = root.join(LIST);
    let text = fs::read_to_string(&path)
        .map_err(Failure::read(&path, "restore it: it is the list of accepted warnings"))?;
    let warnings = Warnings::parse(&path, &text)?;
    let advice = match spec {
        Some(_) => "give the folder that `cargo xtask extract --out DIR` wrote",
        None => "run `cargo xtask regenerate` to write it",
    };
    for export in EXPORTS {
        let path = folder.join(export);
        fs::metadata(&path).map_err(Failure::read(&path, advice))?;
    }

    progress.stage("installing the checkers");
    let linters = Linters::ensure(&root)?;
    progress.stage("checking");
    let mut checked = Vec::new();
    for tool in Tool::ALL {
        for export in EXPORTS {
            let problems = linters.check(tool, &folder.join(export))?;
            checked.push(Checked { tool, export, problems });
        }
    }
    drop(progress);
    match spec {
        Some(_) => report_other(&checked),
        None => report(&warnings, &text, &checked),
    }
}

/// What a checker found in a file.
struct Checked {
    tool: Tool,
    export: &'static str,
    problems: Vec<Problem>,
}

impl Checked {
    fn warnings(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| !problem.is_error())
    }
}

/// The report on the export of another document: nobody has accepted any warning of it.
fn report_other(checked: &[Checked]) -> Result<(), Failure> {
    let mut table = String::new();
    let mut lines = Vec::new();
    for Checked { tool, export, problems } in checked {
        let errors = problems.iter().filter(|problem| problem.is_error());
        table += &format!("{tool}, {export}: {} errors\n", errors.clone().count());
        lines.extend(errors.map(|problem| {
            let Problem { rule, place, message, .. } = problem;
            format!("{export}: {tool}: {rule}: {place}: {message}")
        }));
        let mut rules: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
        for problem in problems.iter().filter(|problem| !problem.is_error()) {
            rules.entry(&problem.rule).or_default().push(problem);
        }
        for (rule, found) in rules {
            let Problem { place, message, .. } = found[0];
            table += &format!("  {} × {rule}, first at {place}: {message}\n", found.len());
        }
    }
    print::out(&table)?;
    if lines.is_empty() {
        return Ok(());
    }
    Err(Failure::Differences {
        lines,
        advice: "correct the export (codegen/emit/src/openapi), or the reading of the document",
    })
}

fn report(warnings: &Warnings, text: &str, checked: &[Checked]) -> Result<(), Failure> {
    let found: Found<'_> = checked
        .iter()
        .map(|checked| {
            let rules = checked.warnings().map(|problem| problem.rule.as_str()).collect();
            ((checked.tool, checked.export), rules)
        })
        .collect();
    let judgement = warnings.judge(text, &found);

    let mut table = format!(
        "{:<24}{:<20}{:>8}{:>10}{:>10}\n",
        "checker", "file", "errors", "warnings", "accepted"
    );
    let mut lines = Vec::new();
    for checked in checked {
        let accepted = |problem: &&Problem| {
            judgement.accepted.contains(&(checked.tool, checked.export, problem.rule.as_str()))
        };
        let total = checked.warnings().count();
        table += &format!(
            "{:<24}{:<20}{:>8}{total:>10}{:>10}\n",
            checked.tool.to_string(),
            checked.export,
            checked.problems.len() - total,
            checked.warnings().filter(accepted).count(),
        );
        let open =
            checked.problems.iter().filter(|problem| problem.is_error() || !accepted(problem));
        lines.extend(open.map(|problem| {
            let Problem { rule, place, message, .. } = problem;
            format!("{}: {}: {rule}: {place}: {message}", checked.export, checked.tool)
        }));
    }
    print::out(&table)?;
    lines
        .extend(judgement.faults.iter().map(|(line, message)| format!("{LIST}:{line}: {message}")));
    if lines.is_empty() {
        return Ok(());
    }
    Err(Failure::Differences {
        lines,
        advice: "correct the export (codegen/emit/src/openapi); a warning that the vendor's document causes belongs, with \
                 the reason, in spec/overlay/accepted/openapi.toml",
    })
}

impl Linters {
    fn check(&self, tool: Tool, file: &Path) -> Result<Vec<Problem>, Failure> {
        match tool {
            Tool::SpecValidator => self.spec_validator(file),
            Tool::Redocly => self.redocly(file),
            Tool::Spectral => self.spectral(file),
        }
    }
}
