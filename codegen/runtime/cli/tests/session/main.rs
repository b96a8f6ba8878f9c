//! Who calls, where, and in which project: profiles, and what a person at a terminal is asked.

mod profiles;
#[path = "../cli/service.rs"]
mod service;
#[cfg(unix)]
mod terminal;

use std::path::Path;
use std::sync::Arc;

use taurusdb_cli_runtime::{Shell, Style, run};

/// What a command left behind.
#[derive(Debug)]
struct Ended {
    code: u8,
    out: String,
    err: String,
}

/// Runs a line in a home directory, without anything in the environment but what is given.
fn run_in(home: &Path, line: &str, stdin: &str, variables: &[(&str, &str)]) -> Ended {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let home = home.to_str().unwrap();
    let mut all = vec![("HOME".to_owned(), home.to_owned())];
    all.push(("TAURUSDB_METADATA".to_owned(), "off".to_owned()));
    all.extend(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let mut shell = Shell {
        stdin: &mut stdin.as_bytes(),
        stdout: &mut out,
        stderr: &mut err,
        trace: Arc::new(|_| ()),
        variable: Arc::new(move |name| {
            all.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        }),
        ask: None,
        style: Style::default(),
    };
    let words = std::iter::once("taurusdb").chain(line.split_whitespace());
    let code = run(service::PROGRAM, &service::SERVICE, &service::DOCS, words, &mut shell);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code, out: text(out), err: text(err) }
}
