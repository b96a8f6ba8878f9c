//! Secrets: where they come from, and that they are never asked for on the line.

use std::fs;
use std::sync::Arc;

use taurusdb_cli_runtime::{Shell, Style, run};

use crate::server::Server;
use crate::{KEYS, line, service};

const CREATE: &str = "instances create --name n --mode Single --volume.size 40";

const WITH_SECRET: &[(&str, &str)] = &[KEYS[0], KEYS[1], KEYS[2], ("DB", "from the environment")];

#[track_caller]
fn sent(words: &str, stdin: &str, expected: &str) {
    let server = Server::answering("200 OK", "{}");
    let ended = line(&format!("{CREATE} {words}"))
        .endpoint(&server.url)
        .stdin(stdin)
        .variables(WITH_SECRET)
        .run();
    assert_eq!(ended.code, 0, "{words}: {}", ended.err);
    let body = server.next().body;
    assert!(body.contains(&format!(r#""password":"{expected}""#)), "{words}: {body}");
    let is_literal = words.contains("literal");
    assert_eq!(ended.err.contains("stands on the command line"), is_literal, "{}", ended.err);
}

#[test]
fn come_from_files_standard_input_and_variables() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    fs::write(&file, "from a file\r\n").unwrap();
    sent(&format!("--password @{}", file.display()), "", "from a file");
    let utf16: Vec<u8> = "\u{feff}wide\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&file, utf16).unwrap();
    sent(&format!("--password=@{}", file.display()), "", "wide");
    sent("--password @-", "from standard input\n", "from standard input");
    sent("--password env:DB", "", "from the environment");
    sent("--password literal", "", "literal");
    sent("--password @@literal", "", "@literal");
}

#[test]
fn that_cannot_be_had_are_mistakes() {
    for (words, expected) in [
        ("--password env:NONE", "--password cannot be read from the variable NONE: it is not set"),
        ("--password @no/such", "--password cannot be read from no/such: there is no such file"),
        ("--password @-", "--password is empty in standard input"),
        ("--password @", "--password names no file behind the @"),
        (
            "",
            "--password is missing (string); give it as @FILE, @- for standard input, or env:NAME",
        ),
    ] {
        let ended = line(&format!("{CREATE} {words}")).endpoint("http://127.0.0.1:9").run();
        assert_eq!((ended.code, ended.out.as_str()), (2, ""));
        assert!(ended.err.starts_with(&format!("error: {expected}")), "{words}: {}", ended.err);
    }
}

#[test]
fn are_asked_for_where_somebody_can_answer() {
    let server = Server::answering("200 OK", "{}");
    let (mut stdout, mut stderr, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    let mut ask = |text: &str| {
        asked.push(text.to_owned());
        Ok("typed".to_owned())
    };
    let mut shell = Shell {
        stdin: &mut std::io::empty(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        trace: Arc::new(|_| {}),
        variable: Arc::new(|name| {
            let found = KEYS.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        }),
        ask: Some(&mut ask),
        style: Style::default(),
    };
    let words = format!("taurusdb {CREATE} --endpoint {}", server.url);
    let words = words.split(' ');
    let code = run(service::PROGRAM, &service::SERVICE, &service::DOCS, words, &mut shell);
    assert_eq!((code, String::from_utf8(stderr).unwrap().as_str()), (0, ""));
    assert_eq!(asked, ["--password: "]);
    assert!(server.next().body.contains(r#""password":"typed""#));
}

#[test]
fn do_not_appear_in_messages() {
    let words = format!("{CREATE} --password hidden --settings x --dry-run");
    let ended = line(&words).endpoint("http://127.0.0.1:9").run();
    assert_eq!(ended.code, 2);
    assert!(!ended.err.contains("hidden"), "{}", ended.err);
}

#[test]
fn standard_input_is_read_once() {
    for (words, first) in [
        ("--input - --password @-", "--input"),
        ("--password @- --volume @-", "--password"),
        ("--volume @- --password @-", "--volume"),
    ] {
        let ended = line(&format!("{CREATE} {words}"))
            .endpoint("http://127.0.0.1:9")
            .stdin("{\"size\": 40}")
            .run();
        assert_eq!(ended.code, 2);
        let expected =
            format!("{first} has read it, and it can be read once: give one of them in a file");
        assert!(ended.err.contains(&expected), "{words}: {}", ended.err);
    }
}
