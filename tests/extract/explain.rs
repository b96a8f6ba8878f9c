//! `cargo xtask explain` prints what the committed specification knows about a name. Line, table and
//! section numbers change with every issue, so the tests ask the specification for them.

use std::process::Command;

use taurusdb_spec::{Api, Operation};
use taurusdb_tests::root;

use super::run::xtask;

#[track_caller]
fn explains(what: &str, lines: &[&str]) {
    let output = Command::new(xtask())
        .current_dir(root())
        .args(["explain", what])
        .output()
        .expect("the program can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for line in lines {
        assert!(said.lines().any(|found| found.contains(line)), "no '{line}' in:\n{said}");
    }
}

fn api() -> Api {
    Api::load(&root().join("spec")).expect("the committed specification is sound")
}

#[track_caller]
fn operation<'a>(api: &'a Api, id: &str) -> &'a Operation {
    api.operation(id).unwrap_or_else(|| panic!("there is no operation {id}"))
}

/// The table and the line of a field that one table of the document describes.
#[track_caller]
fn place(api: &Api, schema: &str, field: &str) -> (String, u32) {
    let schema = &api.schemas[schema];
    let [line] = schema.field(field).expect("a field of the schema").lines[..] else {
        panic!("{field} has several lines")
    };
    (schema.source_of(line).expect("a line of one of its tables").table.clone(), line)
}

#[test]
fn fields() {
    let api = api();
    let (period, period_line) = place(&api, "MysqlChargeInfoInput", "period_num");
    let section = &operation(&api, "instances.create").section;
    let (flag, flag_line) = place(&api, "InstancesRenameRequest", "is_modify_node_name");
    explains(
        "instances.create.charge_info.period_num",
        &[
            "instances.create · request field charge_info.period_num",
            &format!("section {section}, table {period}, line {period_line}"),
            "  type integer · conditional",
            "  1 to 9",
            "  mandatory when charge_mode is prePaid",
        ],
    );
    explains(
        "instances.rename.is_modify_node_name",
        &[
            &format!("table {flag}, line {flag_line}"),
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
    let api = api();
    let line = operation(&api, "instances.create").uri_line;
    explains(
        "instances.create",
        &[&format!("POST /v3/{{project_id}}/instances   (line {line})"), "runs as a task"],
    );
    let rename = operation(&api, "instances.rename");
    explains(&rename.section, &["instances.rename"]);
    let (chapter, _) = rename.section.rsplit_once('.').expect("a chapter");
    let heading = format!("section {chapter}");
    explains(chapter, &[&heading, "  instances.rename", "  instances.create"]);
    explains("PUT /v3/{project_id}/instances/{instance_id}/name", &["instances.rename"]);
    let (body, name_line) = place(&api, "InstancesRenameRequest", "name");
    explains(&body, &["InstancesRenameRequest"]);
    let in_path = rename.parameters.iter().find(|parameter| parameter.name == "instance_id");
    let in_path = &in_path.expect("a parameter of the operation").table;
    explains(in_path, &["instances.rename · path parameter instance_id"]);
    explains("ap-southeast-3", &["https://gaussdb."]);
    explains("status 404", &["line ", "error codes come with it"]);
    explains("gaussdb:instance:list", &["GET /", "granted in IAM projects"]);
    explains(&name_line.to_string(), &["InstancesRenameRequest.name"]);
    explains("MysqlTag", &["key", "value"]);
    explains("starrocks.users", &["starrocks.users.list"]);
    explains("DBS.200019", &["OperationInProgress · conflict", "status 409"]);
    explains("DBS.212033", &["not listed by the document"]);
    explains("gaussdb_mysql001_cpu_util", &["unit percent"]);
}

#[test]
fn near_misses() {
    let output = Command::new(xtask())
        .current_dir(root())
        .args(["explain", "instances.renme"])
        .output()
        .expect("the program can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.starts_with("error: nothing has the name or number 'instances.renme'; similar names:\n  instances.rename\n"), "{said}");
}
