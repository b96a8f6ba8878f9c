//! `demo` really runs what it shows, offline, and README opens with what it prints.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use taurusdb_cli_runtime::{Mock, Program, Shell, Style, run};
use taurusdb_descriptors::{DOCS, EXAMPLES, SERVICE};
use taurusdb_tests::root;

const PROGRAM: Program = Program {
    name: "taurusdb",
    version: "1.0.0",
    user_agent: "taurusdb-tests/1.0.0",
    mock: Some(Mock { program: taurusdb_mock::PROGRAM, examples: &EXAMPLES }),
    guide: "",
};

/// What comes before the output in README.
const COMMAND: &str = "cargo run -q -p taurusdb-cli -- demo\n```\n\n```text\n";

/// A terminal, as far as it keeps what is written to either stream in one order.
#[derive(Clone, Default)]
struct Screen(Arc<Mutex<Vec<u8>>>);

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a line in an environment where nothing can be reached; returns its exit code and what is on the screen.
fn typed(line: &str, width: usize) -> (u8, String) {
    let screen = Screen::default();
    let mut shell = Shell {
        stdin: &mut io::empty(),
        stdout: &mut screen.clone(),
        stderr: &mut screen.clone(),
        trace: Arc::new(|_| ()),
        variable: Arc::new(|name| match name {
            "http_proxy" | "https_proxy" => Some("nowhere to go".to_owned()),
            "TAURUSDB_OUTPUT" => Some("yaml".to_owned()),
            "TAURUSDB_PROFILE" => Some("production".to_owned()),
            _ => None,
        }),
        ask: None,
        style: Style { width: Some(width), ..Style::default() },
    };
    let code = run(PROGRAM, &SERVICE, &DOCS, line.split(' '), &mut shell);
    let bytes = screen.0.lock().unwrap().clone();
    (code, String::from_utf8(bytes).unwrap())
}

#[test]
fn the_readme_opens_with_what_it_prints() {
    let (code, shown) = typed("taurusdb demo", 100);
    assert_eq!(code, 0, "{shown}");
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(COMMAND).expect("README shows the command");
    let (_, after) = rest.split_once("```\n").expect("the block ends");
    assert!(before.lines().count() < 12, "it comes first");
    let expected = format!("{before}{COMMAND}{shown}```\n{after}");
    if std::env::var("README_DEMO").is_ok_and(|word| word == "write") {
        std::fs::write(&path, &expected).unwrap();
    } else {
        assert!(readme == expected, "README is out of date: run this test with README_DEMO=write");
    }
}

#[test]
fn the_whole_life_of_a_record_is_shown_in_any_width() {
    for width in [40, 60, 110] {
        let (code, shown) = typed("taurusdb demo", width);
        assert_eq!(code, 0, "{shown}");
        let commands: Vec<&str> = shown.lines().filter(|line| line.starts_with("$ ")).collect();
        let said = |word: &str| commands.iter().filter(|line| line.contains(word)).count();
        assert_eq!([said("create"), said("list"), said("delete")], [2, 3, 1], "{shown}");
        assert_eq!(shown.matches("Completed after").count(), 3, "{shown}");
        for line in shown.lines().filter(|line| line.starts_with("# ")) {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}

#[test]
fn what_one_command_makes_the_next_one_finds() {
    let folder = tempfile::tempdir().unwrap();
    let world = folder.path().join("world");
    let mock = format!("--mock={}", world.display());
    let names = "--query instances[].name --output text";
    let (code, before) = typed(&format!("taurusdb instances list {mock} {names}"), 100);
    assert_eq!((code, before.lines().count()), (0, 3), "{before}");
    let (_, id) = typed(
        &format!("taurusdb instances list {mock} --query instances[0].id --output text"),
        100,
    );
    let (code, said) =
        typed(&format!("taurusdb instances delete {} {mock} --wait", id.trim()), 100);
    assert_eq!(code, 0, "{said}");
    let (_, after) = typed(&format!("taurusdb instances list {mock} {names}"), 100);
    assert_eq!(after.lines().count(), 2, "{after}");
    let (code, nothing) = typed(&format!("taurusdb instances list --mock=empty {names}"), 100);
    assert_eq!((code, nothing.trim()), (0, ""));
}

/// Ctrl-C in a terminal, as soon as it has begun.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_between_two_lines_or_within_one() {
    use rexpect::process::WaitStatus;
    use rexpect::session::spawn_command;

    const PATIENCE: u64 = 60_000;
    // It takes a moment only, and may be over before the signal comes.
    let ended = (0..10).map(|_| {
        let mut command = std::process::Command::new("/usr/bin/env");
        // Whoever runs the tests in the background may have Ctrl-C ignored.
        command.arg("--default-signal=INT").arg(&*super::command_line::PROGRAM).arg("demo");
        command.env_clear().env("TERM", "xterm").env("NO_COLOR", "1");
        let mut session = spawn_command(command, Some(PATIENCE)).expect("a terminal");
        session.exp_string("Every line below is really run").expect("it begins");
        session.send_control('c').expect("it is sent");
        let shown = session.exp_eof().expect("it ends");
        (session.process().wait().expect("it has ended"), shown)
    });
    let interrupted = ended.filter(|(status, _)| matches!(status, WaitStatus::Exited(_, 130)));
    let (_, shown) = interrupted.into_iter().next().expect("none was interrupted");
    assert!(shown.contains("interrupted"), "{shown}");
    assert!(!shown.contains("Go on by yourself"), "{shown}");
}
