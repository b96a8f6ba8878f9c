//! What is printed: formats, pages, waits and errors, in buffers, through pipes and on a terminal.

mod errors;
mod formats;
mod hostile;
mod pages;
mod process;
mod server;
mod service;
#[cfg(unix)]
mod terminal;
mod waits;

use std::io::Write;
use std::sync::Arc;

use taurusdb_cli_runtime::{Shell, Style, run};
use taurusdb_descriptor_types::Docs;

/// What a command left behind.
#[derive(Debug, PartialEq, Eq)]
struct Ended {
    code: u8,
    out: String,
    err: String,
}

static DOCS: Docs = Docs::NONE;

/// Runs a line, split at spaces; words that hold some are given as `more`.
fn demo(line: &str, more: &[&str], endpoint: &str) -> Ended {
    let mut out = Vec::new();
    let (code, err) = demo_into(line, more, endpoint, &mut out);
    Ended { code, out: String::from_utf8(out).expect("the output is UTF-8"), err }
}

fn demo_into(line: &str, more: &[&str], endpoint: &str, stdout: &mut dyn Write) -> (u8, String) {
    let mut err = Vec::new();
    let mut arguments = vec!["demo"];
    arguments.extend(line.split(' '));
    arguments.extend(more);
    arguments.extend(["--endpoint", endpoint]);
    let mut shell = Shell {
        stdin: &mut std::io::empty(),
        stdout,
        stderr: &mut err,
        trace: Arc::new(|_| {}),
        variable: Arc::new(|name| match name {
            "HUAWEICLOUD_SDK_AK" => Some("AKEXAMPLE".to_owned()),
            "HUAWEICLOUD_SDK_SK" => Some("SKEXAMPLE".to_owned()),
            "HUAWEICLOUD_SDK_PROJECT_ID" => Some("p1".to_owned()),
            _ => None,
        }),
        ask: None,
        style: Style { width: Some(100), ..Style::default() },
    };
    let code = run(service::PROGRAM, &service::SERVICE, &DOCS, arguments, &mut shell);
    (code, String::from_utf8(err).expect("errors are UTF-8"))
}
