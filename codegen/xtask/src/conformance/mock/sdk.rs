//! The mock through the vendor's SDK.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use taurusdb_spec::Api;

use super::served::Served;
use crate::failure::Failure;
use crate::python::Environment;

const SCRIPT: &str = include_str!("sdk.py");

/// How much quicker time passes while an instance lives: half an hour in a tenth of a second.
const CLOCK: &str = "scaled:20000";

/// What the SDK makes of the answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Every {
    /// Number of methods whose operation the mock has.
    pub(super) shared: usize,
    /// What was said of operations that were refused, or whose answer cannot be decoded.
    pub(super) failures: BTreeMap<String, String>,
    pub(super) undeclared: Vec<Undeclared>,
}

/// A field or a type of an answer that the SDK does not declare.
#[derive(Debug, Deserialize)]
pub(super) struct Undeclared {
    pub(super) operation: String,
    /// Where in the answer; empty if it is all of it.
    pub(super) place: String,
    /// What is there, and what the SDK declares.
    pub(super) what: String,
}

impl Undeclared {
    /// The operation, and the place in its answer.
    pub(super) fn at(&self) -> String {
        format!("{} {}", self.operation, self.place).trim_end().to_owned()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Life {
    steps: Vec<String>,
}

/// Calls each method once, on a mock that takes whatever id is named for that of something.
pub(super) fn every(program: &Path, python: &Environment, api: &Api) -> Result<Every, Failure> {
    let served = Served::start(program, &["--unknown-ids", "adopt"])?;
    read(&ask(&served, python, api, false)?)
}

/// The steps in the life of an instance.
pub(super) fn life(
    program: &Path,
    python: &Environment,
    api: &Api,
) -> Result<Vec<String>, Failure> {
    let served = Served::start(program, &["--clock", CLOCK])?;
    let life: Life = read(&ask(&served, python, api, true)?)?;
    Ok(life.steps)
}

fn ask(served: &Served, python: &Environment, api: &Api, life: bool) -> Result<Vec<u8>, Failure> {
    let Served { url, ak, sk, project, .. } = served;
    let calls = calls(api);
    let input = json!({
        "url": url, "ak": ak, "sk": sk, "project": project, "life": life, "calls": calls,
    });
    let advice = "make the folder for temporary files writable";
    let file = std::env::temp_dir();
    let file = tempfile::NamedTempFile::new_in(&file).map_err(Failure::write(&file, advice))?;
    fs::write(file.path(), input.to_string()).map_err(Failure::write(file.path(), advice))?;
    python.ask(SCRIPT, &[file.path()]).map_err(|said| match life {
        true => Failure::Differences {
            lines: vec![format!("the life of an instance: {said}")],
            advice: "mend the mock (codegen/runtime/mock), or the script beside the command",
        },
        false => unknown(said),
    })
}

/// A valid call of each operation.
fn calls(api: &Api) -> Vec<Value> {
    let valid = taurusdb_emit::valid_calls(api);
    let routes: BTreeMap<_, _> = api
        .operations()
        .map(|operation| (operation.id.as_str(), (operation.method, operation.path.as_str())))
        .collect();
    let call = |call: &taurusdb_emit::ValidCall| {
        let (method, path) = routes[call.operation.as_str()];
        json!({
            "operation": call.operation, "method": method, "path": path,
            "parameters": call.parameters, "body": call.body,
        })
    };
    valid.iter().map(call).collect()
}

fn read<'d, T: Deserialize<'d>>(printed: &'d [u8]) -> Result<T, Failure> {
    serde_json::from_slice(printed).map_err(|error| unknown(error.to_string()))
}

fn unknown(said: String) -> Failure {
    Failure::Program {
        program: "codegen/xtask/src/conformance/mock/sdk.py".to_owned(),
        purpose: "call the mock through the vendor's SDK".to_owned(),
        said,
        advice: "the SDK has a form that the script does not know: update the script",
    }
}
