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

/// Starts `serve` and waits for the first line.
fn serve(mut command: Command) -> (Child, BufReader<ChildStdout>, String) {
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the binary runs");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    let url = line.trim_end().strip_prefix("ready ").expect("the first line says so");
    (child, out, url.to_owned())
}

#[cfg(unix)]
#[test]
fn serves_until_it_is_told_to_stop() {
    for signal in ["INT", "TERM"] {
        let (mut child, mut out, url) = serve(mock(&["serve", "--port", "0", "--auth", "off"]));
        let address = url.strip_prefix("http://").expect("a URL").parse().expect("an address");
        let reply = Connection::open(address).ask(&request("GET /v3/p/instances", &[], ""));
        assert_eq!(reply.status, 200);

        let kill = format!("kill -{signal} {}", child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{signal}");
        let mut rest = String::new();
        out.read_to_string(&mut rest).expect("readable");
        assert_eq!(rest, format!("call {url}\n"), "what the program says");
    }
}

#[test]
fn a_port_in_use_is_explained() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(&["serve", "--listen", &address]);
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(error.starts_with(&format!("error: cannot listen on {address}")), "{error}");
    assert!(error.contains("--listen 127.0.0.1:0 picks a free one"), "{error}");
}

#[test]
fn an_address_of_another_machine_is_explained() {
    let output = run(&["serve", "--port", "0", "--host", "192.0.2.1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("--listen takes an address of this machine"));
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    for arguments in [
        &[][..],
        &["sevre"],
        &["serve", "--port", "70000"],
        &["serve", "--host", "nowhere"],
        &["serve", "--port", "1", "--listen", "127.0.0.1:1"],
        &["routes", "--jsn"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_wrong_setting_is_told_with_its_origin() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let faults = |name: &str, text: &str| file(name, text.as_bytes());
    let unknown =
        faults("unknown.toml", "# faults\n[[rule]]\noperation = 'instances.lisst'\nstatus = 500\n");
    let broken = faults("broken.toml", "[[rule]]\nlatency = \n");
    let idle = faults("idle.toml", "\n[[rule]]\nprobability = 2\n");
    let misspelt = faults("misspelt.toml", "seed = 1\n\nlisten = '127.0.0.1:0'\njurnal = 1\n");
    let wrong = faults("wrong.toml", "\n\njournal = 'many'\n");
    let binary = file("binary.toml", b"\xff\xfe");
    let seed = file("seed.json", b"{\n  \"records\": [\n");
    let missing = folder.path().join("missing.toml").to_str().expect("UTF-8").to_owned();
    for (arguments, expected) in [
        (["--listen", "localhost"], "--listen: expected an IP address and a port".to_owned()),
        (["--seed", "-1"], "--seed: expected a whole number from 0 on, found '-1'".to_owned()),
        (["--control", "loopbck"], "--control: expected one of loopback, anybody, off, found 'loopbck'; did you mean 'loopback'?".to_owned()),
        (["--unknown-ids", "adpt"], "--unknown-ids: expected one of refuse, adopt, found 'adpt'; did you mean 'adopt'?".to_owned()),
        (["--ak", "MINE"], "--ak: expected --sk beside it".to_owned()),
        (["--quotas", "ignor"], "--quotas: expected one of enforce, ignore, found 'ignor'; did you mean 'ignore'?".to_owned()),
        (["--spec", "/nowhere"], "--spec: this program was built without the feature `spec`".to_owned()),
        (["--overlay", "x"], "--overlay: expected --spec beside it".to_owned()),
        (["--threads", "0"], "--threads: expected a whole number from 1 on, found '0'".to_owned()),
        (["--log", "loud"], "--log: expected one of off, error, warn, info, debug, trace, found 'loud'".to_owned()),
        (["--faults", &unknown], format!("{unknown}, line 3, rule[1].operation: no operation is called 'instances.lisst'; did you mean 'instances.list'")),
        (["--faults", &broken], format!("{broken}, line 2: expected TOML")),
        (["--faults", &idle], format!("{idle}, line 3, rule[1].probability: expected a share from 0 to 1")),
        (["--faults", &binary], format!("{binary}: cannot be read")),
        (["--faults", "hostil"], "hostil: cannot be read".to_owned()),
        (["--config", &misspelt], format!("{misspelt}, line 4, jurnal: there is no such setting; did you mean 'journal'?")),
        (["--config", &wrong], format!("{wrong}, line 3, journal: expected a whole number from 0 on, found 'many'")),
        (["--config", &missing], format!("{missing}: cannot be read")),
        (["--load", &seed], format!("{seed}, line 3: expected JSON")),
    ] {
        let output = run(&["serve", arguments[0], arguments[1]]);
        let error = text(&output.stderr);
        assert!(error.contains(&expected), "{arguments:?}: {error}");
        assert_eq!(output.status.code(), Some(2), "{error}");
    }
}

#[test]
fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.toml");
    std::fs::write(&path, "listen = 'nowhere'\nseed = 'x'\njournal = 'y'\n").expect("a file");
    let file = path.to_str().expect("UTF-8");
    let mut command = mock(&["serve", "--listen", "127.0.0.1:0", "--journal", "10"]);
    command.env("TAURUSDB_MOCK_CONFIG", file).env("TAURUSDB_MOCK_SEED", "");
    let output = command.output().expect("the binary runs");
    let error = text(&output.stderr).to_owned();
    assert!(error.contains(&format!("{file}, line 2, seed: expected")), "{error}");

    let (mut child, _, url) = serve({
        command.env("TAURUSDB_MOCK_SEED", "7").env("TAURUSDB_MOCK_JURNAL", "1");
        command.stderr(Stdio::piped());
        command
    });
    let address = url.strip_prefix("http://").expect("a URL").parse().expect("an address");
    assert_eq!(
        Connection::open(address).ask(&request("GET /_mock/faults", &[], "")).json()["seed"],
        7
    );
    child.kill().expect("it runs");
    let output = child.wait_with_output().expect("it ends");
    let warning = text(&output.stderr);
    assert!(
        warning.contains(
            "variable TAURUSDB_MOCK_JURNAL: there is no such setting; did you mean 'JOURNAL'?"
        ),
        "{warning}"
    );
}

#[test]
fn requests_are_logged_as_json() {
    let mut command =
        mock(&["serve", "--port", "0", "--auth", "off", "--log", "info", "--log-format", "json"]);
    command.stderr(Stdio::piped());
    let (mut child, _, url) = serve(command);
    let address = url.strip_prefix("http://").expect("a URL").parse().expect("an address");
    let _ = Connection::open(address).ask(&request("GET /v3/p/instances?name=x", &[], ""));
    child.kill().expect("it runs");
    let output = child.wait_with_output().expect("it ends");
    let lines: Vec<Value> = text(&output.stderr)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines[0]["message"], "ready");
    assert_eq!(lines[1]["operation"], "instances.list");
    assert_eq!(lines[1]["status"], 200);
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
    let help = text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for needed in [
        "--listen <ADDRESS:PORT>",
        "[default: 127.0.0.1:8787]",
        "--port <N>",
        "--host <ADDRESS>",
        "TAURUSDB_MOCK_PROJECT_ID",
    ] {
        assert!(help.contains(needed), "{needed} in {help}");
    }
}

#[test]
fn routes_are_listed_in_columns_and_as_json() {
    let output = run(&["routes"]);
    let lines: Vec<_> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 13);
    let columns: Vec<_> = lines[0].split_whitespace().collect();
    assert_eq!(columns, ["GET", "/v3/{project_id}/instances", "canned", "instances.list"]);

    let output = run(&["routes", "--json"]);
    let routes: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(routes.len(), 13);
    assert_eq!(routes[1]["method"], "POST");
    assert_eq!(routes[1]["path"], "/v3/{project_id}/instances/");
    assert_eq!(routes[1]["operation"], "instances.create");
}
