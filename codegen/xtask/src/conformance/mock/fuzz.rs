//! The mock under schemathesis.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::differs::Difference;
use super::export;
use super::served::Served;
use crate::failure::Failure;
use crate::python::{self, Environment, REMOVE};

const HOOKS: &str = include_str!("hooks.py");
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance,\
                      noted_positive_data_acceptance,noted_negative_data_rejection,\
                      noted_unsupported_method,noted_allow_header_conformance";
const EXPORT: &str = "spec/openapi.json";

/// What schemathesis found.
pub(super) struct Fuzzed {
    pub(super) operations: usize,
    /// Operations whose description has no failure.
    pub(super) silent: usize,
    /// Calls that were made.
    pub(super) calls: usize,
    pub(super) findings: Vec<String>,
    /// Requests about which the description and the mock differ.
    pub(super) differences: Vec<Difference>,
}

/// The part of its report that is read.
#[derive(Deserialize)]
struct Report {
    complete: bool,
    test_cases: Cases,
    failures: Vec<Finding>,
    errors: Vec<Value>,
}

#[derive(Deserialize)]
struct Cases {
    generated: usize,
}

#[derive(Deserialize)]
struct Finding {
    title: String,
    operations: Vec<String>,
}

/// Runs schemathesis on the export; what it says stays beside its report below `target`.
pub(super) fn run(program: &Path, fuzzer: &Environment, root: &Path) -> Result<Fuzzed, Failure> {
    // Signatures are the matter of the vendor's SDK: schemathesis has none.
    let served = Served::start(program, &["--auth", "off", "--unknown-ids", "adopt"])?;
    let path = root.join(EXPORT);
    let text = fs::read_to_string(&path)
        .map_err(Failure::read(&path, "run `cargo xtask regenerate` to write it"))?;
    let mut description: Value = serde_json::from_str(&text).map_err(|error| Failure::Record {
        path,
        line: error.line(),
        message: format!("{error}; run `cargo xtask regenerate` to write it"),
    })?;
    let (operations, silent) = export::with_refusals(&mut description);

    let folder = python::private(root, "mock-report");
    fs::create_dir_all(&folder).map_err(Failure::write(&folder, REMOVE))?;
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(Failure::write(&path, REMOVE))
    };
    write("openapi.json", &description.to_string())?;
    write("mock_hooks.py", HOOKS)?;
    let report = folder.join("report.json");
    let differences = folder.join("differences.jsonl");
    // What an old run has left is none.
    let _ = fs::remove_file(&report);
    let _ = fs::remove_file(&differences);
    let mut schemathesis = fuzzer.program("schemathesis");
    schemathesis
        .args(["run", "openapi.json", "--url", &served.url, "--checks", CHECKS])
        .args(["--phases", "examples,coverage,fuzzing", "--continue-on-failure"])
        .args(["--max-examples", "5", "--seed", "1", "--no-color"])
        .args(["--report", "json", "--report-json-path", "report.json"])
        .current_dir(&folder)
        .env("PYTHONPATH", &folder)
        .env("SCHEMATHESIS_HOOKS", "mock_hooks")
        .env("DIFFERENCES", &differences)
        .env("MOCK_URL", &served.url);
    let said = schemathesis.output().map_err(|error| failed(error.to_string()))?;
    let log = folder.join("said.txt");
    fs::write(&log, &said.stdout).map_err(Failure::write(&log, REMOVE))?;
    let last = String::from_utf8_lossy(&said.stderr).trim().to_owned();
    let text = fs::read(&report).map_err(|error| failed(format!("{error}; {last}")))?;
    let report: Report =
        serde_json::from_slice(&text).map_err(|error| failed(error.to_string()))?;
    if !report.complete {
        return Err(failed(format!("it did not come to its end; {last}")));
    }
    let noted =
        fs::read_to_string(&differences).map_err(|error| failed(format!("{error}; {last}")))?;
    let differences = Difference::all(&noted).map_err(|error| failed(error.to_string()))?;
    let found = report.failures.into_iter().flat_map(|Finding { title, operations }| {
        operations.into_iter().map(move |operation| format!("{operation}: {title}"))
    });
    let mut findings: Vec<String> = found.collect();
    findings.extend(report.errors.iter().map(|error| format!("schemathesis: {error}")));
    if !findings.is_empty() {
        findings.push(format!("each is shown in full in {}", log.display()));
    }
    let calls = report.test_cases.generated;
    Ok(Fuzzed { operations, silent, calls, findings, differences })
}

fn failed(said: String) -> Failure {
    Failure::Program {
        program: "schemathesis".to_owned(),
        purpose: "try the mock".to_owned(),
        said,
        advice: "look at target/conformance/mock-report/said.txt",
    }
}
