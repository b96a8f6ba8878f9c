//! The three external programs that check the OpenAPI export.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use super::npm::Packages;
use crate::failure::Failure;
use crate::python::{Environment, REMOVE};

const SPEC_VALIDATOR: &str = "openapi-spec-validator==0.9.0";
const REDOCLY: &str = "@redocly/cli@2.77.0";
const SPECTRAL: &str = "@stoplight/spectral-cli@6.16.3";
const SCRIPT: &str = include_str!("openapi.py");
const RULES: &str = "extends: [\"spectral:oas\"]\n";

/// A problem that a checker reports.
#[derive(Debug, Deserialize)]
pub(super) struct Problem {
    pub(super) rule: String,
    severity: String,
    pub(super) place: String,
    pub(super) message: String,
}

impl Problem {
    pub(super) fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

/// The checkers, each in a fixed version.
pub(super) struct Linters {
    python: Environment,
    node: Packages,
    rules: PathBuf,
}

impl Linters {
    pub(super) fn ensure(root: &Path) -> Result<Self, Failure> {
        let python = Environment::ensure(root, "openapi-python", &[SPEC_VALIDATOR])?;
        let node = Packages::ensure(root, "openapi-node", &[REDOCLY, SPECTRAL])?;
        let rules = node.folder().join("spectral.yaml");
        std::fs::write(&rules, RULES).map_err(Failure::write(&rules, REMOVE))?;
        Ok(Self { python, node, rules })
    }

    pub(super) fn spec_validator(&self, file: &Path) -> Result<Vec<Problem>, Failure> {
        let printed = self.python.run(SCRIPT, &[file])?;
        serde_json::from_slice(&printed).map_err(|error| unknown("openapi.py", &error))
    }

    pub(super) fn redocly(&self, file: &Path) -> Result<Vec<Problem>, Failure> {
        let mut redocly = self.node.command("redocly");
        redocly
            .args([
                "lint",
                "--extends",
                "recommended",
                "--format",
                "json",
                "--max-problems",
                "10000",
            ])
            .arg(file)
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        let printed = json(&mut redocly)?;
        let problems = printed["problems"].as_array().map_or(&[][..], Vec::as_slice);
        let problem = |found: &Value| Problem {
            rule: text(&found["ruleId"]),
            severity: text(&found["severity"]),
            place: text(&found["location"][0]["pointer"]),
            message: text(&found["message"]),
        };
        Ok(problems.iter().map(problem).collect())
    }

    pub(super) fn spectral(&self, file: &Path) -> Result<Vec<Problem>, Failure> {
        let mut spectral = self.node.command("spectral");
        spectral
            .args(["lint", "--quiet", "--format", "json", "--ruleset"])
            .arg(&self.rules)
            .arg(file);
        let printed = json(&mut spectral)?;
        let problems = printed.as_array().map_or(&[][..], Vec::as_slice);
        let problem = |found: &Value| {
            let path = found["path"].as_array().into_iter().flatten();
            let parts: Vec<String> = path.map(text).collect();
            Problem {
                rule: text(&found["code"]),
                severity: if found["severity"] == 0 { "error" } else { "warning" }.to_owned(),
                place: parts.join("/"),
                message: text(&found["message"]),
            }
        };
        Ok(problems.iter().map(problem).collect())
    }
}

/// What a checker prints. The exit code is not used: a checker also fails if it finds a problem.
fn json(command: &mut Command) -> Result<Value, Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    let fail = |said: String| Failure::Program {
        program: program.clone(),
        purpose: "check the export".to_owned(),
        said,
        advice: "Node.js 20.19 or newer is needed; if it is installed, remove target/conformance and run this again",
    };
    let output = command.output().map_err(|error| fail(error.to_string()))?;
    serde_json::from_slice(&output.stdout).map_err(|error| {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().find(|line| line.contains("rror")).or(said.lines().next());
        fail(line.map_or_else(|| error.to_string(), str::to_owned))
    })
}

fn unknown(script: &str, error: &serde_json::Error) -> Failure {
    Failure::Program {
        program: format!("codegen/xtask/src/conformance/{script}"),
        purpose: "report its findings in the expected form".to_owned(),
        said: error.to_string(),
        advice: "the script and its caller must agree on the form: update the older one",
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
