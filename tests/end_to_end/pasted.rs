//! The line of a dry run, pasted into a shell: it makes the same call, signed there, with secrets from variables.

use std::io;
use std::process::Command;
use std::sync::Arc;

use taurusdb_cli_runtime::{Program, Shell, Style, run};
use taurusdb_descriptors::{DOCS, SERVICE};
use taurusdb_mock::MockServer;

const PROGRAM: Program = Program {
    name: "taurusdb",
    version: "1.0.0",
    user_agent: "taurusdb-tests/1.0.0",
    mock: None,
    guide: "",
};

const CREATE: &str = "taurusdb instances create --name it's --mode Cluster --datastore.type gaussdb-mysql \
    --datastore.version 8.0 --flavor-ref gaussdb.mysql.xlarge.arm.4 --slave-count 1 \
    --vpc-id 3cedfc54-b105-4652-a4e0-847b11576b58 --subnet-id c1cfa53c-65d3-431e-8552-326bf310c7ad \
    --availability-zone-mode single --body-region cn-north-4 --password env:PASSWORD --no-validate";

/// Whether the shell has what the lines need; otherwise a line says that nothing was run.
fn has_tools() -> bool {
    let found = ["curl", "openssl"].iter().all(|tool| {
        let asked = Command::new(tool).arg("--version").output();
        asked.is_ok_and(|output| output.status.success())
    });
    if !found {
        eprintln!("not run: curl and openssl are needed to run the line of a dry run");
    }
    found
}

#[test]
fn it_makes_the_call() {
    if !has_tools() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mock = runtime.block_on(MockServer::start()).unwrap();
    let variables = [
        ("HW_ACCESS_KEY", mock.access_key().to_owned()),
        ("HW_SECRET_KEY", mock.secret_key().to_owned()),
        ("HW_PROJECT_ID", mock.project_id().to_owned()),
        ("PASSWORD", "Tr0ub4dor-\u{26}3'\u{24}HOME".to_owned()),
    ];
    for (line, status, expected) in
        [(CREATE, "POST", "it's"), ("taurusdb instances list --limit 1", "GET", "\"total_count\"")]
    {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let known = variables.clone();
        let mut shell = Shell {
            stdin: &mut io::empty(),
            stdout: &mut out,
            stderr: &mut err,
            trace: Arc::new(|_| ()),
            variable: Arc::new(move |name| {
                known.iter().find(|(variable, _)| *variable == name).map(|(_, value)| value.clone())
            }),
            ask: None,
            style: Style::default(),
        };
        let url = mock.url();
        let words = line.split_whitespace().chain(["--dry-run", "--endpoint", &url]);
        let code = run(PROGRAM, &SERVICE, &DOCS, words, &mut shell);
        assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
        let line = String::from_utf8(out).unwrap();
        assert!(line.starts_with(&format!("curl -X {status} ")), "{line}");
        for (name, secret) in &variables[1..] {
            assert!(*name == "HW_PROJECT_ID" || !line.contains(secret), "{line}");
        }
        let mut bash = Command::new("bash");
        bash.arg("-c").arg(format!("{} --silent --noproxy '*'", line.trim_end()));
        let output = bash.envs(variables.iter().cloned()).output().unwrap();
        let answer = String::from_utf8_lossy(&output.stdout);
        assert!(answer.contains(expected), "{line}\n{answer}");
        let last = mock.journal().pop().unwrap();
        assert!(matches!(last.status, Some(200 | 201)), "{answer}");
    }
}
