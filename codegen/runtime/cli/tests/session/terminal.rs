//! What a person at a terminal is asked.

use std::fs;
use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

/// How long to wait for what must come, in milliseconds.
const PATIENCE: u64 = 30_000;

const ENV: &str = "/usr/bin/env";

/// The command in a terminal, in a home directory of its own.
fn terminal(line: &str, home: &std::path::Path) -> PtySession {
    let test = std::env::current_exe().unwrap();
    let examples = test.ancestors().nth(2).unwrap().join("examples");
    let demo = examples.join("demo");
    assert!(demo.exists(), "build it first: cargo build -p taurusdb-cli-runtime --examples");
    // Whoever runs the tests in the background may have Ctrl-C ignored, and so would the command; `env` of GNU undoes
    // that.
    const DEFAULT: &str = "--default-signal=INT";
    let undoes = Command::new(ENV).args([DEFAULT, "true"]).output();
    let mut command = match undoes.is_ok_and(|done| done.status.success()) {
        true => {
            let mut command = Command::new(ENV);
            command.arg(DEFAULT).arg(demo);
            command
        }
        false => Command::new(demo),
    };
    command.args(line.split(' ')).env_clear().env("HOME", home).env("TERM", "xterm");
    spawn_command(command, Some(PATIENCE)).unwrap()
}

fn code(session: PtySession) -> i32 {
    match session.process().wait().unwrap() {
        WaitStatus::Exited(_, code) => code,
        other => panic!("ended by {other:?}"),
    }
}

#[test]
fn a_person_is_asked_and_the_secret_does_not_show() {
    let home = tempfile::tempdir().unwrap();
    let mut session = terminal("configure --profile staging", home.path());
    session.exp_string("Access key id: ").unwrap();
    session.send_line("AKEXAMPLE00001").unwrap();
    session.exp_string("Secret access key (it does not show): ").unwrap();
    session.send_line("s3cret-key").unwrap();
    let shown = session.exp_string("Region: ").unwrap();
    assert!(!shown.contains("s3cret"), "{shown}");
    session.send_line("north-1").unwrap();
    session.exp_string("Project id (left out, that of the region): ").unwrap();
    session.send_line("").unwrap();
    session.exp_string("auth whoami --profile staging").unwrap();
    session.exp_eof().unwrap();
    assert_eq!(code(session), 0);
    let file = home.path().join(".huaweicloud/credentials");
    let kept = "[staging]\nak = AKEXAMPLE00001\nsk = s3cret-key\nregion = north-1\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), kept);

    // What is left out stays as it is.
    let mut session = terminal("configure --profile staging", home.path());
    for question in ["0001]: ", " [kept]: ", "Region [north-1]: ", "that of the region): "] {
        session.exp_string(question).unwrap();
        session.send_line("").unwrap();
    }
    session.exp_eof().unwrap();
    assert_eq!(code(session), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), kept);
}

#[test]
fn an_interrupt_keeps_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut session = terminal("configure", home.path());
    session.exp_string("Access key id: ").unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
    let ended = session.process().wait().unwrap();
    assert!(matches!(ended, WaitStatus::Signaled(..) | WaitStatus::Exited(_, 130)), "{ended:?}");
    assert!(!home.path().join(".huaweicloud").exists());
}
