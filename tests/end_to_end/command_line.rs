//! The command line calls every operation on the mock server, and its exit codes tell mistakes apart.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::{Location, Operation};
use taurusdb_emit::ValidCall;
use taurusdb_mock::{Gate, MockServer};
use taurusdb_spec::Api;
use taurusdb_tests::root;

pub(crate) static PROGRAM: LazyLock<PathBuf> = LazyLock::new(taurusdb_tests::command_line);

/// What the mock server lets in.
pub(crate) static VARIABLES: LazyLock<[(&str, String); 3]> = LazyLock::new(|| {
    let gate = Gate::default();
    let key = gate.keys.into_iter().next().expect("a key");
    [
        ("HUAWEICLOUD_SDK_AK", key.ak),
        ("HUAWEICLOUD_SDK_SK", key.sk),
        ("HUAWEICLOUD_SDK_PROJECT_ID", gate.project_id),
    ]
});

/// A secret that every operation takes.
pub(crate) const SECRET: &str = "Tr0ub4dor_3";

/// Runs `taurusdb` with these arguments and this standard input.
pub(crate) fn taurusdb(arguments: &[String], input: &str) -> Output {
    let mut child = Command::new(&*PROGRAM)
        .args(arguments)
        .env_clear()
        .envs(VARIABLES.iter().cloned())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // A command without input does not read the pipe.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

/// The words of a command for a call that fits its description.
fn valid(operation: &Operation, call: &ValidCall) -> Vec<String> {
    let mut words: Vec<_> = operation.command.split(' ').map(str::to_owned).collect();
    let in_path = operation.parameters_in(Location::Path).filter(|p| !p.is_project());
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let given = |name: &str| {
        let mut found = call.parameters.iter().filter(|(_, known, _)| known == name);
        text(&found.next().expect("mandatory").2)
    };
    words.extend(in_path.map(|parameter| {
        let name = parameter.name;
        crate::mock::shaped_id(operation, name).unwrap_or_else(|| given(name))
    }));
    for parameter in operation.parameters_in(Location::Query).filter(|p| p.is_mandatory()) {
        let flag = parameter.flag.expect("it has a flag");
        words.extend([format!("--{flag}"), given(parameter.name)]);
    }
    words
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_called_and_answered() {
    let mock = MockServer::builder().adopt_unknown_ids(true).start().await.expect("a port");
    let api = Api::load(&root().join("spec")).expect("the committed specification");
    let mut called = 0;
    for call in taurusdb_emit::valid_calls(&api) {
        let operation = SERVICE.operation(&call.operation).expect("it is described");
        let mut arguments = valid(operation, &call);
        arguments.extend(["--endpoint".to_owned(), mock.url()]);
        let mut input = String::new();
        if let Some(body) = call.body {
            input = Value::Object(body).to_string();
            arguments.extend(["--input".to_owned(), "-".to_owned()]);
        }
        let output = taurusdb(&arguments, &input);
        assert!(
            output.status.success(),
            "{}: {}\n{input}\n{}",
            operation.id,
            arguments.join(" "),
            text(&output.stderr)
        );
        let answer: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{}: {error}", operation.id));
        let wrong = crate::mock::misfits(operation, &answer);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        called += 1;
    }
    assert_eq!(called, 228);
    mock.shutdown().await;
}

#[test]
fn mistakes_are_told_apart() {
    let run = |line: &str| taurusdb(&line.split(' ').map(str::to_owned).collect::<Vec<_>>(), "");
    let misspelt = run("instances lst");
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(text(&misspelt.stderr).contains("list"), "{}", text(&misspelt.stderr));

    let nobody_there = run("instances list --endpoint http://127.0.0.1:1");
    assert_eq!(nobody_there.status.code(), Some(4), "{}", text(&nobody_there.stderr));

    let unknown_region = run("instances list --region ap-southeast-33");
    assert_eq!(unknown_region.status.code(), Some(3), "{}", text(&unknown_region.stderr));
    assert!(text(&unknown_region.stderr).contains("ap-southeast-3"));
}

/// The README lists the exit codes of `--help` with the same meanings, and no others.
#[test]
fn the_readme_has_the_exit_codes_of_the_help() {
    let help = text(&taurusdb(&["--help".to_owned()], "").stdout);
    let (_, codes) = help.split_once("Exit codes:\n").expect("help tells the exit codes");
    let readme = std::fs::read_to_string(root().join("generated/taurusdb-cli/README.md"));
    let readme = readme.expect("the README is there");
    let rows = readme.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| exit"));
    let codes: Vec<(&str, &str)> = codes
        .lines()
        .map_while(|line| line.trim().split_once(' '))
        .map(|(code, meaning)| (code, meaning.trim()))
        .collect();
    assert_eq!(rows.count(), codes.len());
    for (code, meaning) in codes {
        assert!(readme.contains(&format!("\n| {code} | {meaning}")), "{code}: {meaning}");
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
