//! The binary, as a process.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::Value;

use crate::raw::{Connection, request};

fn mock(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiny-mock"));
    command.args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    mock(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

/// Starts `serve` and waits for the line with the URL.
fn serve() -> (Child, BufReader<ChildStdout>, String) {
    let mut child =
        mock(&["serve", "--port", "0"]).stdout(Stdio::piped()).spawn().expect("the binary runs");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut url = String::new();
    out.read_line(&mut url).expect("a line");
    (child, out, url.trim_end().to_owned())
}

#[cfg(unix)]
#[test]
fn serves_until_it_is_told_to_stop() {
    for signal in ["INT", "TERM"] {
        let (mut child, mut out, url) = serve();
        let address = url.strip_prefix("http://").expect("a URL").parse().expect("an address");
        let reply = Connection::open(address).ask(&request("GET /v3/p/instances", &[], ""));
        assert_eq!(reply.status, 200);

        let kill = format!("kill -{signal} {}", child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{signal}");
        let mut rest = String::new();
        out.read_to_string(&mut rest).expect("readable");
        assert_eq!(rest, "", "nothing but the URL is printed");
    }
}

#[test]
fn a_port_in_use_is_explained() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = run(&["serve", "--port", &port]);
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(error.starts_with(&format!("error: cannot listen on 127.0.0.1:{port}")), "{error}");
    assert!(error.contains("--port N"), "{error}");
}

#[test]
fn an_address_of_another_machine_is_explained() {
    let output = run(&["serve", "--port", "0", "--host", "192.0.2.1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("--host takes an address of this machine"));
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    for arguments in [
        &[][..],
        &["sevre"],
        &["serve", "--port", "70000"],
        &["serve", "--host", "nowhere"],
        &["routes", "--jsn"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_name_for_an_address_is_explained() {
    let output = run(&["serve", "--host", "localhost"]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("give an IP address, such as 127.0.0.1"), "{error}");
}

#[test]
fn help_says_what_a_newcomer_needs() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let help = text(&output.stdout);
    for needed in [
        "Tiny API",
        "13 operations",
        "issue 07",
        "serve",
        "routes",
        "Example:",
        "http://127.0.0.1:8787/v3/my-project/instances\n",
    ] {
        assert!(help.contains(needed), "{needed} in {help}");
    }
    let output = run(&["serve", "--help"]);
    let help = text(&output.stdout);
    for needed in ["--port <N>", "[default: 8787]", "--host <ADDRESS>", "[default: 127.0.0.1]"] {
        assert!(help.contains(needed), "{needed} in {help}");
    }
}

#[test]
fn routes_are_listed_in_columns_and_as_json() {
    let output = run(&["routes"]);
    let lines: Vec<_> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 13);
    let columns: Vec<_> = lines[0].split_whitespace().collect();
    assert_eq!(columns, ["GET", "/v3/{project_id}/instances", "instances.list"]);

    let output = run(&["routes", "--json"]);
    let routes: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(routes.len(), 13);
    assert_eq!(routes[1]["method"], "POST");
    assert_eq!(routes[1]["path"], "/v3/{project_id}/instances/");
    assert_eq!(routes[1]["operation"], "instances.create");
}
