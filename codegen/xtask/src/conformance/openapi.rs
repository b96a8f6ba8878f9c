//! Runs three external checkers on the OpenAPI export.

use std::fs;
use std::path::Path;

use super::linter::{Linters, Problem};
use super::warnings::{Found, Tool, Warnings};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{print, workspace};

const EXPORTS: [&str; 2] = ["openapi.json", "openapi-3.0.json"];
const LIST: &str = "spec/overlay/accepted/openapi.toml";

/// `cargo xtask conformance openapi`.
pub(crate) fn run() -> Result<(), Failure> {
    let progress = Progress::start();
    let root = workspace::root();
    let path = root.join(LIST);
    let text = fs::read_to_string(&path)
        .map_err(Failure::read(&path, "restore it: it is the list of accepted warnings"))?;
    let warnings = Warnings::parse(&path, &text)?;
    for export in EXPORTS {
        let path = root.join("spec").join(export);
        fs::metadata(&path)
            .map_err(Failure::read(&path, "run `cargo xtask regenerate` to write it"))?;
    }

    progress.stage("installing the checkers");
    let linters = Linters::ensure(&root)?;
    progress.stage("checking");
    let mut checked = Vec::new();
    for tool in Tool::ALL {
        for export in EXPORTS {
            let problems = linters.check(tool, &root.join("spec").join(export))?;
            checked.push(Checked { tool, export, problems });
        }
    }
    drop(progress);
    report(&warnings, &text, &checked)
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
