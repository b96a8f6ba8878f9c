//! `cargo xtask bench client`: calls through the generated client beside the same calls written by hand.
//!
//! What is measured is a program of its own, `taurusdb-bench`, because it has to be a release build and this
//! one mostly is not.

use std::process::Command;

use crate::failure::Failure;
use crate::workspace;

/// The package of the program.
const PROGRAM: &str = "taurusdb-bench";

/// Variables that would send the calls, or some of them, through a proxy.
const PROXIES: [&str; 8] = [
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
];

/// Builds the program and runs it, with `rounds` rounds; with `only`, what has this word in its name.
pub(crate) fn client(rounds: usize, only: Option<&str>) -> Result<(), Failure> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([
            "run",
            "--release",
            "--quiet",
            "--package",
            PROGRAM,
            "--",
            "rounds",
            &rounds.to_string(),
        ])
        .args(only)
        .current_dir(workspace::root())
        .stdin(std::process::Stdio::null());
    PROXIES.iter().fold(&mut cargo, |cargo, name| cargo.env_remove(name));
    let failure = |said: String| Failure::Program {
        program: PROGRAM.to_owned(),
        purpose: "build it and measure".to_owned(),
        said,
        advice: "see the lines above",
    };
    let output = cargo.stderr(std::process::Stdio::inherit()).output();
    let output = output.map_err(|error| failure(error.to_string()))?;
    crate::print::out(&String::from_utf8_lossy(&output.stdout))?;
    match output.status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Budget(vec![
            "the last column of the table says what the budget is".to_owned(),
        ])),
        _ => Err(failure(output.status.to_string())),
    }
}
