//! What the command line prints and waits for, on the mock server and in a process of its own.

use std::process::{Command, Output};

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_mock::MockServer;

use super::command_line::{PROGRAM, VARIABLES};

/// Runs `taurusdb` with the words of a line, and of `more`.
fn taurusdb(mock: &MockServer, line: &str, more: &[&str]) -> Output {
    let mut command = Command::new(&*PROGRAM);
    command.env_clear().envs(VARIABLES.iter().cloned());
    command.args(line.split(' ')).args(more).args(["--endpoint", &mock.url()]);
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What a line prints as JSON.
#[track_caller]
fn json(mock: &MockServer, line: &str, more: &[&str]) -> Value {
    let output = taurusdb(mock, line, more);
    assert!(output.status.success(), "{line}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it is one JSON document")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_calls_start_is_waited_for() {
    let mock = MockServer::builder().start().await.expect("a port");
    let body = serde_json::json!({
        "name": "orders", "region": "ap-southeast-3", "datastore": { "type": "gaussdb-mysql", "version": "8.0" },
        "mode": "Cluster", "flavor_ref": "gaussdb.mysql.xlarge.x86.4", "vpc_id": "3d39c187-88b5-4a91-9bab-633874c159df",
        "subnet_id": "3d39c187-88b5-4a91-9bab-633874c159df", "password": "Secret_123!",
        "availability_zone_mode": "single", "master_availability_zone": "a", "slave_count": 1,
    });
    let input = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(input.path(), body.to_string()).expect("it can be written");
    let path = input.path().to_str().expect("text");
    let created = json(&mock, "instances create --wait --wait-interval 0.01", &["--input", path]);
    let id = created["instance"]["id"].as_str().expect("it has an id").to_owned();
    let job = created["job_id"].as_str().expect("it has a task").to_owned();

    let task = json(&mock, "tasks wait", &[&job]);
    assert_eq!(task["status"], "Completed", "{task}");
    let settled = json(&mock, "instances wait --settled --wait-interval 0.01", &[&id]);
    assert_eq!(settled["id"], id.as_str());

    let table = text(&taurusdb(&mock, "instances list -o table", &[]).stdout);
    assert!(table.starts_with("ID ") && table.contains(&id), "{table}");
    let ids =
        text(&taurusdb(&mock, "instances list --all -o text --query instances[].id", &[]).stdout);
    assert_eq!(ids, format!("{id}\n"));

    json(&mock, "instances delete --wait --wait-interval 0.01", &[&id]);
    let gone = taurusdb(&mock, "instances wait --deleted --wait-interval 0.01", &[&id]);
    assert_eq!(
        (gone.status.code(), text(&gone.stdout).as_str()),
        (Some(0), ""),
        "{}",
        text(&gone.stderr)
    );
    let missing = taurusdb(&mock, "instances show -o json", &[&id]);
    assert_eq!(missing.status.code(), Some(7), "{}", text(&missing.stderr));
    let error: Value = serde_json::from_slice(&missing.stderr).expect("the error is JSON");
    assert_eq!(error["kind"], "not_found");
    mock.shutdown().await;
}

/// Every resource with states has a command that waits for it, and each of these commands looks at something.
#[tokio::test(flavor = "multi_thread")]
async fn each_command_that_waits_can_look() {
    let mock = MockServer::builder().start().await.expect("a port");
    let mut groups: Vec<&str> = SERVICE.groups.iter().map(|group| group.command).collect();
    groups.dedup();
    let mut found = 0;
    for group in groups {
        let help = text(&taurusdb(&mock, group, &["--help"]).stdout);
        let commands = help.lines().filter_map(|line| line.split_whitespace().next());
        for command in commands.filter(|word| *word == "wait" || word.starts_with("wait-")) {
            let line = format!("{group} {command}");
            let usage = text(&taurusdb(&mock, &line, &["--help"]).stdout);
            let ids = usage
                .lines()
                .find(|line| line.starts_with("Usage: "))
                .expect("it has a usage")
                .matches("_ID>")
                .count();
            let mut words = vec!["3d39c18788b54a919bab633874c159dfin07"; ids];
            words.extend(["--wait-timeout", "0.05", "--wait-interval", "0.01"]);
            let ended = taurusdb(&mock, &line, &words);
            // Not there yet, not there at all, or an id of another shape: in any case the service was asked.
            let code = ended.status.code().expect("it ends by itself");
            assert!(
                [0, 1, 6, 7, 11].contains(&code),
                "{line} ends with {code}: {}",
                text(&ended.stderr)
            );
            found += 1;
        }
    }
    assert!(found > 9, "only {found} commands wait");
    mock.shutdown().await;
}
