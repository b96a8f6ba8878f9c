//! What a person at a terminal meets: a hidden question, lines of every width.

use std::path::PathBuf;
use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use crate::server::Server;

/// How long to wait for what must come, in milliseconds.
const PATIENCE: u64 = 30_000;

/// The example `demo`. `cargo test` builds it; `cargo test --test cli` does not.
fn demo() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let demo = test.ancestors().nth(2).unwrap().join("examples/demo");
    assert!(demo.exists(), "build it first: cargo build -p taurusdb-cli-runtime --examples");
    demo
}

/// The command in a terminal of so many columns.
fn terminal(line: &str, columns: u16, endpoint: &str) -> PtySession {
    let mut command = Command::new("/bin/sh");
    let script = format!("stty rows 24 cols {columns} && exec \"$0\" \"$@\"");
    command.args(["-c", &script]).arg(demo()).args(line.split(' '));
    command.args(
        (!line.starts_with("help"))
            .then_some(["--project-id", "p1", "--endpoint", endpoint])
            .iter()
            .flatten(),
    );
    let path = std::env::var("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("TERM", "xterm").env("NO_COLOR", "1");
    command.env("CLOUD_SDK_AK", "AKEXAMPLE").env("CLOUD_SDK_SK", "SKEXAMPLE");
    spawn_command(command, Some(PATIENCE)).unwrap()
}

fn code(session: &PtySession) -> i32 {
    match session.process().wait().unwrap() {
        WaitStatus::Exited(_, code) => code,
        other => panic!("ended by {other:?}"),
    }
}

#[test]
fn a_missing_secret_is_asked_for_and_does_not_show() {
    let server = Server::answering("200 OK", "{}");
    let line = "instances create --name n --mode Single --volume.size 40";
    let mut session = terminal(line, 100, &server.url);
    session.exp_string("--password: ").unwrap();
    session.send_line("s3cret-word").unwrap();
    let shown = session.exp_eof().unwrap();
    assert!(!shown.contains("s3cret"), "{shown}");
    assert_eq!(code(&session), 0);
    assert!(server.next().body.contains(r#""password":"s3cret-word""#));
}

/// Somebody who has to look up the secret first is not asked for the next line's.
#[test]
fn nothing_is_asked_where_more_is_wrong() {
    let mut session = terminal("instances create --mode Single", 100, "http://127.0.0.1:9");
    let shown = session.exp_eof().unwrap();
    assert!(
        shown.contains("--name is missing") && shown.contains("--password is missing"),
        "{shown}"
    );
    assert!(!shown.contains("--password: "), "{shown}");
    assert_eq!(code(&session), 2);
}

#[test]
fn help_fits_narrow_and_wide_terminals() {
    for (columns, least, most) in [(20_u16, 0, 40), (60, 45, 60), (100, 80, 100), (400, 80, 110)] {
        for line in ["instances list --help", "--help", "instances create -h", "help exit-codes"] {
            let mut session = terminal(line, columns, "http://127.0.0.1:9");
            let shown = session.exp_eof().unwrap();
            assert_eq!(code(&session), 0, "{line} at {columns}: {shown}");
            let below = shown.lines().map(|line| line.trim_end().chars().count());
            let longest = below.max().unwrap_or(0);
            assert!(longest >= least.min(40), "{line} at {columns}: {longest}\n{shown}");
            // A word such as a path can be longer than a line; a sentence cannot.
            let is_too_long = |line: &&str| {
                line.trim_end().chars().count() > most && line.split_whitespace().count() > 4
            };
            let long: Vec<&str> = shown.lines().filter(is_too_long).collect();
            assert!(long.is_empty(), "{line} at {columns}: {long:?}");
        }
    }
}

#[test]
fn mistakes_are_said_in_the_narrowest_terminal() {
    let mut session = terminal("instances list --limit ten", 20, "http://127.0.0.1:9");
    let shown = session.exp_eof().unwrap();
    assert_eq!(code(&session), 2);
    assert!(shown.contains("--limit must be a whole number"), "{shown}");
}
