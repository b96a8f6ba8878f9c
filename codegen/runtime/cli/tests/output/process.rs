//! What only a process shows: closed pipes and signals.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::pages::page;
use crate::server::{Server, number};

/// The example `works`. `cargo test` builds it; `cargo test --test output` does not.
pub(crate) fn works() -> std::path::PathBuf {
    let test = std::env::current_exe().unwrap();
    let examples = test.ancestors().nth(2).unwrap().join("examples");
    let works = examples.join("works").with_extension(std::env::consts::EXE_EXTENSION);
    assert!(works.exists(), "build it first: cargo build -p taurusdb-cli-runtime --examples");
    works
}

fn command(line: &str, endpoint: &str) -> Command {
    let mut command = Command::new(works());
    command.env_clear().env("CLOUD_SDK_AK", "AKEXAMPLE").env("CLOUD_SDK_SK", "SKEXAMPLE");
    command.args(line.split(' ')).args(["--project-id", "p1", "--endpoint", endpoint]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[cfg(unix)]
fn interrupt(child: &Child) {
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(status.unwrap().success());
}

fn errors(child: &mut Child) -> String {
    let mut text = String::new();
    child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_reader_that_leaves_in_the_middle_ends_it_quietly() {
    let server = Server::new(|line| page(line, 1_000_000));
    for format in ["json", "table", "csv"] {
        let mut child =
            command(&format!("works list --all -o {format}"), &server.url).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.next().unwrap().unwrap();
        drop(lines);
        assert_eq!(errors(&mut child), "");
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_in_the_middle_of_a_list_leaves_a_whole_document() {
    let server = Server::new(|line| {
        if number(line, "offset").unwrap_or(0) >= 200 {
            std::thread::sleep(Duration::from_secs(30));
        }
        page(line, 1000)
    });
    let mut child = command("works list --all", &server.url).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut out = String::new();
    while !out.contains("w00199") {
        assert!(reader.read_line(&mut out).unwrap() > 0, "{out}");
    }
    interrupt(&child);
    reader.read_to_string(&mut out).unwrap();
    assert_eq!(
        errors(&mut child),
        "error: interrupted\nThe list is not whole: only its first 200 items are printed\n"
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let parsed: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(parsed["works"].as_array().unwrap().len(), 200);
}

#[cfg(unix)]
#[test]
fn an_interrupted_wait_prints_the_command_that_waits_on() {
    let server = Server::new(|line| match line.starts_with("POST") {
        true => ("202 Accepted", b"{\"job_id\":\"j1\"}".to_vec()),
        false => ("200 OK", b"{\"job\":{\"id\":\"j1\",\"status\":\"Running\"}}".to_vec()),
    });
    let mut child = command("works start --wait", &server.url).spawn().unwrap();
    let mut reader = BufReader::new(child.stderr.take().unwrap());
    let mut err = String::new();
    reader.read_line(&mut err).unwrap();
    assert!(err.starts_with("waiting: the task j1"), "{err}");
    interrupt(&child);
    reader.read_to_string(&mut err).unwrap();
    let expected = format!(
        "error: interrupted; the task j1 goes on all the same\nWait again with:\n  demo tasks wait j1 --endpoint {} \
         --project-id p1\n",
        server.url
    );
    assert!(err.ends_with(&expected), "{err}");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert_eq!(out, "{\n  \"job_id\": \"j1\"\n}\n");
}
