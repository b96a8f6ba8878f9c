//! What only a process shows: its exit code, a closed pipe, a signal.

use std::io::Read;
use std::process::{Child, Command, Stdio};

use crate::server::Server;

/// The example `demo`. `cargo test` builds it; `cargo test --test cli` does not.
fn demo(endpoint: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let examples = test.ancestors().nth(2).unwrap().join("examples");
    let demo = examples.join("demo").with_extension(std::env::consts::EXE_EXTENSION);
    assert!(demo.exists(), "build it first: cargo build -p taurusdb-cli-runtime --examples");
    let mut command = Command::new(demo);
    command.env_clear().env("CLOUD_SDK_AK", "AKEXAMPLE").env("CLOUD_SDK_SK", "SKEXAMPLE");
    command.args(["--project-id", "p1", "--endpoint", endpoint]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn errors(child: &mut Child) -> String {
    let mut text = String::new();
    child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn reads_its_environment_and_reports_its_end() {
    let server = Server::answering("404 Not Found", "{}");
    let output = demo(&server.url).args(["engines", "show", "e"]).output().unwrap();
    assert_eq!(output.status.code(), Some(7));
    assert!(output.stdout.is_empty());
    assert!(server.next().header("authorization").unwrap().contains("AKEXAMPLE"));
}

#[cfg(unix)]
#[test]
fn names_a_variable_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt;

    let wrong = std::ffi::OsStr::from_bytes(b"\xff");
    let mut command = demo("http://127.0.0.1:1");
    let output = command.args(["engines", "show", "e"]).env("CLOUD_SDK_AK", wrong).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(3));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("the variable CLOUD_SDK_AK is set, but not to text"), "{errors}");
}

#[test]
fn survives_a_closed_standard_output() {
    let server = Server::answering("200 OK", "{}");
    let mut child = demo(&server.url).args(["engines", "show", "e"]).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(errors(&mut child), "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn ends_with_130_on_an_interrupt() {
    let server = Server::silent();
    let mut child = demo(&server.url).args(["instances", "delete", "i1"]).spawn().unwrap();
    server.next();
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    assert_eq!(
        errors(&mut child),
        "error: interrupted; the service may carry the request out all the same\n"
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[cfg(unix)]
#[test]
fn ends_with_143_when_it_is_asked_to_end() {
    let server = Server::silent();
    let mut child = demo(&server.url).args(["instances", "delete", "i1"]).spawn().unwrap();
    server.next();
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(asked.unwrap().success());
    assert_eq!(
        errors(&mut child),
        "error: ended by SIGTERM; the service may carry the request out all the same\n"
    );
    assert_eq!(child.wait().unwrap().code(), Some(143));
}

#[cfg(unix)]
#[test]
fn takes_arguments_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt;

    let odd = |bytes: &'static [u8]| std::ffi::OsStr::from_bytes(bytes).to_owned();
    for (words, said) in [
        (vec![odd(b"inst\xffances")], "unrecognized subcommand"),
        (vec!["instances".into(), odd(b"li\xffst")], "unrecognized subcommand"),
        (vec!["instances".into(), "delete".into(), odd(b"i\xff")], "UTF-8"),
        (vec!["instances".into(), "list".into(), odd(b"--limit=\xff")], "UTF-8"),
        (vec!["instances".into(), "rename".into(), "i".into(), odd(b"--name=\xff")], "UTF-8"),
        (vec!["instances".into(), "list".into(), odd(b"--\xff")], "\u{fffd}"),
        (vec!["find".into(), odd(b"\xff")], "UTF-8"),
        (vec!["engines".into(), "show".into(), "e".into(), odd(b"--region=\xff")], "UTF-8"),
    ] {
        let output = demo("http://127.0.0.1:9").args(&words).output().unwrap();
        let errors = String::from_utf8(output.stderr).expect("what is said is text");
        assert_eq!(output.status.code(), Some(2), "{words:?}: {errors}");
        assert!(errors.contains(said), "{words:?}: {errors}");
    }
}

/// A reader that has stopped reading keeps the command from ending; the second Ctrl-C does not ask it.
#[cfg(unix)]
#[test]
fn ends_at_the_second_interrupt_whatever_it_waits_for() {
    let long: &'static str = Box::leak(format!("\"{}\"", "x".repeat(1 << 20)).into_boxed_str());
    let server = Server::answering("200 OK", long);
    let mut child = demo(&server.url).args(["engines", "show", "e"]).spawn().unwrap();
    server.next();
    let mut sent = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(sent < 600, "it does not end");
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        sent += 1;
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    assert_eq!(status.code(), Some(130));
}

#[test]
fn help_survives_a_closed_standard_output() {
    for words in [vec!["--help"], vec!["help", "exit-codes"], vec!["operations"], vec!["man"]] {
        let mut child = demo("http://127.0.0.1:9").args(&words).spawn().unwrap();
        drop(child.stdout.take());
        let errors = errors(&mut child);
        assert!(!errors.contains("error") && !errors.contains("panic"), "{words:?}: {errors}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{words:?}");
    }
}
