//! The mock as a process of its own.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::failure::Failure;

/// The package, and the program in it.
const PROGRAM: &str = "taurusdb-mock";
/// How the variables of the environment begin that set something for it.
const SETTINGS: &str = "TAURUSDB_MOCK_";
const ADVICE: &str = "see that `cargo run -p taurusdb-mock -- serve` works";

/// Builds the program.
pub(super) fn build(root: &Path) -> Result<PathBuf, Failure> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--package", PROGRAM]).current_dir(root);
    let done = cargo.output().map_err(|error| failed("build the mock", error.to_string()))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
        return Err(failed("build the mock", said));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    Ok(target.join("debug").join(PROGRAM).with_extension(std::env::consts::EXE_EXTENSION))
}

/// A mock that serves until it is dropped.
pub(super) struct Served {
    child: Child,
    /// Kept open, so that the mock can always write.
    _output: BufReader<ChildStdout>,
    pub(super) url: String,
    pub(super) ak: String,
    pub(super) sk: String,
    pub(super) project: String,
}

impl Served {
    /// Serves on a free port with these options beside.
    pub(super) fn start(program: &Path, options: &[&str]) -> Result<Self, Failure> {
        let mut serve = Command::new(program);
        // What somebody has set for a mock of their own is not meant for this one.
        let settings = std::env::vars_os().map(|(name, _)| name);
        let is_setting = |name: &OsString| name.to_string_lossy().starts_with(SETTINGS);
        for name in settings.filter(is_setting) {
            serve.env_remove(name);
        }
        let mut child = serve
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| failed("start the mock", error.to_string()))?;
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut said = String::new();
        let word = |said: &str, label: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(label));
            line.map(|rest| rest.trim().to_owned())
        };
        // The project is the last of what it says about itself.
        while word(&said, "project ").is_none() {
            if output.read_line(&mut said).unwrap_or(0) == 0 {
                // What is already dead needs no end.
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed("start the mock", format!("it ended, and said '{said}'")));
            }
        }
        let told = |label| word(&said, label).unwrap_or_default();
        let (url, project) = (told("ready "), told("project "));
        let (ak, sk) = (told("access key "), told("secret key "));
        Ok(Self { child, _output: output, url, ak, sk, project })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // What is already dead needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn failed(purpose: &str, said: String) -> Failure {
    let (program, purpose) = (PROGRAM.to_owned(), purpose.to_owned());
    Failure::Program { program, purpose, said, advice: ADVICE }
}
