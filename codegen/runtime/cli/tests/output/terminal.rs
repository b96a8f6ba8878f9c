//! The same in a real terminal: width, colours, pager, progress, Ctrl-C.

use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use crate::pages::page;
use crate::process::works;
use crate::server::Server;

/// How long to wait for what must come, in milliseconds.
const PATIENCE: u64 = 30_000;

/// The command in a terminal of so many lines and columns.
fn terminal(
    line: &str,
    [rows, columns]: [u16; 2],
    variables: &[(&str, &str)],
    endpoint: &str,
) -> PtySession {
    let mut command = Command::new("/bin/sh");
    let script = format!("stty rows {rows} cols {columns} && exec \"$0\" \"$@\"");
    command.args(["-c", &script]).arg(works()).args(line.split(' '));
    command.args(["--project-id", "p1", "--endpoint", endpoint]);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("TERM", "xterm");
    command.env("CLOUD_SDK_AK", "AKEXAMPLE").env("CLOUD_SDK_SK", "SKEXAMPLE");
    command.envs(variables.iter().copied());
    spawn_command(command, Some(PATIENCE)).unwrap()
}

/// All that the terminal shows until the command has ended, and its exit code.
fn to_the_end(mut session: PtySession) -> (String, i32) {
    let shown = session.exp_eof().unwrap();
    // The crate takes each byte for a character.
    let bytes = shown.chars().map(|byte| u8::try_from(u32::from(byte)).unwrap()).collect();
    let shown = String::from_utf8(bytes).unwrap();
    match session.process().wait().unwrap() {
        WaitStatus::Exited(_, code) => (shown.replace("\r\n", "\n"), code),
        other => panic!("ended by {other:?}: {shown}"),
    }
}

const WIDE: [u16; 2] = [24, 120];

#[test]
fn a_table_fits_the_terminal() {
    let server = Server::new(|line| page(line, 3));
    let (wide, code) =
        to_the_end(terminal("works list -o table --color never", WIDE, &[], &server.url));
    assert_eq!(code, 0);
    assert!(wide.starts_with("ID      NAME  STATUS  SIZE\nw00000  n0    ACTIVE  1.10\n"), "{wide}");
    let (narrow, _) =
        to_the_end(terminal("works list -o table --color never", [24, 21], &[], &server.url));
    assert!(narrow.starts_with("ID      NAME  STATUS\nw00000  n0    ACTIVE\n"), "{narrow}");
    assert!(narrow.contains("note: no room for: size; "), "{narrow}");
    let (tiny, _) =
        to_the_end(terminal("works list -o table --color never", [24, 5], &[], &server.url));
    assert!(tiny.starts_with("ID\nw000…\n"), "{tiny}");
    assert!(tiny.contains("3 values are cut"), "{tiny}");
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let server = Server::new(|line| page(line, 1));
    let shown = |line: &str, variables: &[(&str, &str)]| {
        to_the_end(terminal(line, WIDE, variables, &server.url)).0
    };
    assert!(shown("works list -o table", &[]).contains("\u{1b}[32mACTIVE"));
    assert!(shown("works list", &[]).contains("\u{1b}[34m\"works\""));
    assert!(!shown("works list -o table", &[("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!shown("works list", &[("TERM", "dumb")]).contains('\u{1b}'));
    assert!(!shown("works list --color never", &[]).contains('\u{1b}'));
    assert!(shown("works list --color always", &[("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!shown("works list -o csv", &[]).contains('\u{1b}'));
}

#[test]
fn a_long_answer_goes_through_the_pager_and_a_short_one_does_not() {
    let server = Server::new(|line| page(line, 100));
    let pager = [("PAGER", "sed s/^/paged:/")];
    let (long, code) = to_the_end(terminal("works list -o text", WIDE, &pager, &server.url));
    assert_eq!(code, 0);
    assert_eq!(long.matches("paged:w").count(), 100, "{long}");
    let (short, _) =
        to_the_end(terminal("works list -o text --limit 5", WIDE, &pager, &server.url));
    assert!(!short.contains("paged:") && short.contains("w00004"), "{short}");
    for (line, variables) in [
        ("works list -o text --no-pager", &pager[..]),
        ("works list -o text", &[("PAGER", "cat")]),
        ("works list -o text", &[("PAGER", "")]),
        ("works list -o text", &[("PAGER", "/no/such/program")]),
    ] {
        let (all, code) = to_the_end(terminal(line, WIDE, variables, &server.url));
        assert_eq!((code, all.matches("w00").count()), (0, 100), "{line} {variables:?}: {all}");
        assert!(!all.contains("paged:"));
    }
}

#[test]
fn a_pager_that_is_left_ends_the_list() {
    let server = Server::new(|line| page(line, 1_000_000));
    let pager = [("PAGER", "head -n 3")];
    let (shown, code) = to_the_end(terminal("works list -o text --all", WIDE, &pager, &server.url));
    assert_eq!((code, shown.lines().count()), (0, 3), "{shown}");
}

#[test]
fn a_wait_moves_a_bar_and_ends_on_ctrl_c() {
    let server = Server::new(|line| match line.starts_with("POST") {
        true => ("202 Accepted", b"{\"job_id\":\"j1\"}".to_vec()),
        false => (
            "200 OK",
            b"{\"job\":{\"id\":\"j1\",\"status\":\"Run\\u001b[2Jning\",\"process\":\"40%\"}}"
                .to_vec(),
        ),
    });
    let mut session = terminal("works start --wait --compact", WIDE, &[], &server.url);
    session.exp_string("\"j1\"").unwrap();
    session.exp_string("Run\\u001b[2Jning").unwrap();
    session.exp_string("40 %").unwrap();
    session.send_control('c').unwrap();
    let (shown, code) = to_the_end(session);
    assert_eq!(code, 130, "{shown}");
    assert!(shown.contains("interrupted; the task j1 goes on all the same"), "{shown}");
    assert!(shown.contains("  demo tasks wait j1 --endpoint http://"), "{shown}");
}
