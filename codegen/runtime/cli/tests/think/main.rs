//! How the command line helps people think: on a small service that has what there is to explain.

mod complete;
mod explain;
mod find;
mod man;
mod service;
mod suggest;
mod topics;

use std::sync::Arc;

use taurusdb_cli_runtime::{Shell, Style, run};

/// What a command left behind.
#[derive(Debug, PartialEq, Eq)]
struct Ended {
    code: u8,
    out: String,
    err: String,
}

/// Runs a line; `'…'` is one word.
fn line(line: &str) -> Ended {
    piped(line, "")
}

/// Runs a line with something on standard input.
fn piped(line: &str, stdin: &str) -> Ended {
    run_with(line, stdin, Vec::new())
}

/// Runs a line with these variables.
fn in_environment(line: &str, variables: Vec<(&'static str, String)>) -> Ended {
    run_with(line, "", variables)
}

fn run_with(line: &str, stdin: &str, variables: Vec<(&'static str, String)>) -> Ended {
    let mut words = vec!["tea".to_owned()];
    for (at, part) in line.split('\'').enumerate() {
        match at % 2 {
            1 => words.push(part.to_owned()),
            _ => words.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut shell = Shell {
        stdin: &mut stdin.as_bytes(),
        stdout: &mut out,
        stderr: &mut err,
        trace: Arc::new(|_| {}),
        ask: None,
        variable: Arc::new(move |name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| value.clone())
        }),
        style: Style { width: Some(80), ..Style::default() },
    };
    let code = run(service::PROGRAM, &service::SERVICE, &service::DOCS, words, &mut shell);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code, out: text(out), err: text(err) }
}

/// What a line that works prints.
#[track_caller]
fn shown(words: &str) -> String {
    let ended = line(words);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{words}");
    ended.out
}

/// What a line that does not work is told.
#[track_caller]
fn told(words: &str) -> String {
    let ended = line(words);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{words}: {}", ended.err);
    ended.err
}
