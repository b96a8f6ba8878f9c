//! The command line as its users meet it, on a small service and a local server.

mod api;
mod body;
mod calls;
mod dry_run;
mod fields;
mod help;
mod mistakes;
mod operations;
mod process;
mod renamed;
mod secrets;
mod server;
mod service;
#[cfg(unix)]
mod terminal;

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use taurusdb_cli_runtime::{Shell, Style, run};

/// What a command left behind.
#[derive(Debug, PartialEq, Eq)]
struct Ended {
    code: u8,
    out: String,
    err: String,
}

/// A command line with what surrounds it. A line is split at spaces; `''` is an empty word.
struct Line<'a> {
    line: &'a str,
    endpoint: Option<&'a str>,
    stdin: &'a str,
    variables: &'static [(&'static str, &'static str)],
}

const KEYS: &[(&str, &str)] = &[
    ("HUAWEICLOUD_SDK_AK", "AKEXAMPLE"),
    ("HUAWEICLOUD_SDK_SK", "SKEXAMPLE"),
    ("HUAWEICLOUD_SDK_PROJECT_ID", "p1"),
];

/// A line with keys and a project in the environment.
fn line(line: &str) -> Line<'_> {
    Line { line, endpoint: None, stdin: "", variables: KEYS }
}

impl<'a> Line<'a> {
    fn endpoint(self, endpoint: &'a str) -> Self {
        Self { endpoint: Some(endpoint), ..self }
    }

    fn stdin(self, stdin: &'a str) -> Self {
        Self { stdin, ..self }
    }

    fn variables(self, variables: &'static [(&'static str, &'static str)]) -> Self {
        Self { variables, ..self }
    }

    fn run(self) -> Ended {
        let mut out = Vec::new();
        let (code, err) = self.run_into(&mut out);
        Ended { code, out: String::from_utf8(out).unwrap(), err }
    }

    fn run_into(self, stdout: &mut dyn Write) -> (u8, String) {
        let mut err = Vec::new();
        let traced = Arc::new(Mutex::new(String::new()));
        let words = self.line.split(' ').filter(|word| !word.is_empty());
        let words = words.map(|word| if word == "''" { "" } else { word });
        let mut arguments = vec!["taurusdb"];
        arguments.extend(words);
        if let Some(endpoint) = self.endpoint {
            arguments.extend(["--endpoint", endpoint]);
        }
        let variables = self.variables;
        let mut shell = Shell {
            stdin: &mut self.stdin.as_bytes(),
            stdout,
            stderr: &mut err,
            trace: Arc::new({
                let traced = traced.clone();
                move |text| traced.lock().unwrap().push_str(text)
            }),
            variable: Arc::new(move |name| {
                let found = variables.iter().find(|(variable, _)| *variable == name);
                found.map(|(_, value)| (*value).to_owned())
            }),
            ask: None,
            style: Style { width: Some(100), ..Style::default() },
        };
        let code = run(service::PROGRAM, &service::SERVICE, &service::DOCS, arguments, &mut shell);
        let traced = std::mem::take(&mut *traced.lock().unwrap());
        (code, traced + &String::from_utf8(err).unwrap())
    }
}

/// A standard output that fails in one way: as a closed pipe does, or a full disk.
struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
