//! `cargo xtask explain` prints what the committed specification knows about a name.

use std::process::Command;

use super::run::xtask;

#[track_caller]
fn explains(what: &str, lines: &[&str]) {
    let output = Command::new(xtask())
        .current_dir(taurusdb_tests::root())
        .args(["explain", what])
        .output()
        .expect("the program can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for line in lines {
        assert!(said.lines().any(|found| found.contains(line)), "no '{line}' in:\n{said}");
    }
}

#[test]
fn fields() {
    explains(
        "instances.create.charge_info.period_num",
        &[
            "instances.create · request field charge_info.period_num",
            "section 4.3.1, table 4-18, line 970",
            "  type integer · conditional",
            "  1 to 9",
            "  mandatory when charge_mode is prePaid",
        ],
    );
    explains(
        "instances.rename.is_modify_node_name",
        &[
            "table 4-62, line 1739",
            "  default: true",
            "  value false: ",
            "not shown in any example",
            "==3.1.126): string, optional (agrees)",
        ],
    );
    explains(
        "instances.list.response.instances.port",
        &[", also as integer", "ledger: scalar-type in instances.list"],
    );
    explains(
        "BackupPolicy.retention_num_backup_level1",
        &["also read as retention_number_backup_level1"],
    );
}

#[test]
fn everything_else() {
    explains(
        "instances.create",
        &["POST /v3/{project_id}/instances   (line 908)", "runs as a task"],
    );
    explains("4.3.7", &["instances.rename"]);
    explains("4.3", &["section 4.3", "  instances.rename", "  instances.create"]);
    explains("PUT /v3/{project_id}/instances/{instance_id}/name", &["instances.rename"]);
    explains("4-62", &["InstancesRenameRequest"]);
    explains("4-60", &["instances.rename · path parameter instance_id"]);
    explains("ap-southeast-3", &["https://gaussdb."]);
    explains("status 404", &["line ", "error codes come with it"]);
    explains("gaussdb:instance:list", &["GET /", "granted in IAM projects"]);
    explains("1736", &["InstancesRenameRequest.name"]);
    explains("MysqlTag", &["key", "value"]);
    explains("starrocks.users", &["starrocks.users.list"]);
    explains("DBS.200019", &["OperationInProgress · conflict", "status 409"]);
    explains("DBS.212033", &["not listed by the document"]);
    explains("gaussdb_mysql001_cpu_util", &["unit percent"]);
}

#[test]
fn near_misses() {
    let output = Command::new(xtask())
        .current_dir(taurusdb_tests::root())
        .args(["explain", "instances.renme"])
        .output()
        .expect("the program can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.starts_with("error: nothing has the name or number 'instances.renme'; similar names:\n  instances.rename\n"), "{said}");
}
