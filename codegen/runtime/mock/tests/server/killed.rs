//! A mock with a state file, killed at any moment.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::raw::{Connection, request};

const KILLS: u64 = 200;

fn serve(state: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kettle-mock"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--auth", "off", "--state"]).arg(state);
    command
}

fn start(state: &Path) -> (Child, SocketAddr) {
    let mut child = serve(state).stdout(Stdio::piped()).spawn().expect("the binary runs");
    let mut line = String::new();
    let out = child.stdout.take().expect("piped");
    BufReader::new(out).read_line(&mut line).expect("a line");
    let address = line.trim_end().strip_prefix("ready http://").expect("it is ready");
    (child, address.parse().expect("an address"))
}

/// The names of all kettles that there are.
fn names(address: SocketAddr) -> BTreeSet<String> {
    let reply = Connection::open(address).ask(&request("GET /_mock/state/kettle", &[], ""));
    let records: Vec<Value> = serde_json::from_str(&reply.body).expect("JSON");
    let name = |record: &Value| record["name"].as_str().expect("it has a name").to_owned();
    records.iter().map(name).collect()
}

/// Creates kettles until the connection breaks, and returns those that were acknowledged.
fn create(mut connection: Connection, round: u64) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0..20 {
        let name = format!("kettle-{round}-{number}");
        let body = format!(r#"{{"name":"{name}"}}"#);
        let headers = ["Content-Type: application/json"];
        match connection.try_ask(&request("POST /v1/p/kettles", &headers, &body)) {
            Some(reply) if reply.status == 202 => acknowledged.push(name),
            Some(reply) => panic!("{reply:?}"),
            None => break,
        }
    }
    acknowledged
}

#[test]
fn everything_that_was_acknowledged_is_there_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    let mut acknowledged = BTreeSet::new();
    let mut broken_off = 0;
    for round in 0..KILLS {
        let (mut child, address) = start(&state);
        let there = names(address);
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "lost after {round} kills: {lost:?}");
        // What was done but not acknowledged may be there.
        assert!(there.len() - acknowledged.len() <= 1, "{there:?}");
        acknowledged = there;
        let connection = Connection::open(address);
        let creating = thread::spawn(move || create(connection, round));
        thread::sleep(Duration::from_micros(round * 211 % 20_000));
        child.kill().expect("it runs");
        child.wait().expect("it ends");
        let new = creating.join().expect("the client lives");
        broken_off += u32::from(new.len() < 20);
        acknowledged.extend(new);
    }
    assert!(broken_off > 0 && !acknowledged.is_empty(), "the kills came too late, or too early");
}

#[test]
fn a_file_that_is_no_state_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    let (mut child, _) = start(&state);
    let output = serve(&state).output().expect("the binary runs");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("another mock has this file"), "{error}");
    child.kill().expect("it runs");
    child.wait().expect("it ends");

    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear reader").expect("a file");
    let output = serve(&letter).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("letter.txt: this is no file of a mock's state"), "{error}");
}
