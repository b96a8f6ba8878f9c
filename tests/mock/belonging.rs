//! Ids that stand beside each other in a request: what one names belongs to what the other names.

use serde_json::{Value, json};
use taurusdb_mock::runtime::Clock;

use super::lives::{creation, instance};
use super::wire::Wire;

const INSTANCES: &str = "/v3/{project_id}/instances";
const RESTORE: &str = "/v3/{project_id}/instances/restore";

fn backup(wire: &mut Wire, of: &str) -> String {
    let body = json!({ "instance_id": of, "name": "nightly" });
    let made = wire.done("POST", "/v3/{project_id}/backups/create", Some(&body));
    made["backup"]["id"].as_str().expect("an id").to_owned()
}

fn missing(code: &str) -> (u16, String) {
    (404, code.to_owned())
}

fn restored(source: &str, backup: &str) -> Value {
    let mut body = creation("restored");
    body["restore_point"] =
        json!({ "type": "backup", "source_instance_id": source, "backup_id": backup });
    body
}

/// Why a call is refused, in a message that names both ids: status and code.
#[track_caller]
fn unknown(
    wire: &mut Wire,
    method: &str,
    path: &str,
    body: &Value,
    names: [&str; 2],
) -> (u16, String) {
    let (status, refused) = wire.ask(method, path, Some(body));
    let message = refused["error_msg"].as_str().expect("a message");
    assert!(names.iter().all(|name| message.contains(name)), "{message}");
    (status, refused["error_code"].as_str().expect("a code").to_owned())
}

/// A backup is restored for the instance that it was made of, into whichever there is.
#[test]
fn a_backup_is_that_of_the_source_beside_it() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let (first, other) = (instance(&mut wire, "orders"), instance(&mut wire, "other"));
    let own = backup(&mut wire, &first);
    let body = |source: &str, target: &str| {
        json!({ "source_instance_id": source, "target_instance_id": target, "type": "backup",
            "backup_id": own })
    };
    let wrong = body(&other, &first);
    let refused = unknown(&mut wire, "POST", RESTORE, &wrong, [&own, &other]);
    assert_eq!(refused, missing("DBS.201010"));
    for target in [&first, &other] {
        wire.done("POST", RESTORE, Some(&body(&first, target)));
    }
    // The same where a new instance is made of it, and where the source is in the recycle bin.
    let wrong = restored(&other, &own);
    let refused = unknown(&mut wire, "POST", INSTANCES, &wrong, [&own, &other]);
    assert_eq!(refused, missing("DBS.201010"));
    wire.done("POST", INSTANCES, Some(&restored(&first, &own)));
    for id in [&first, &other] {
        wire.done("DELETE", &format!("{INSTANCES}/{id}"), None);
    }
    let refused = unknown(&mut wire, "POST", INSTANCES, &wrong, [&own, &other]);
    assert_eq!(refused, missing("DBS.201010"));
    wire.done("POST", INSTANCES, Some(&restored(&first, &own)));
    // Nothing was made by what was refused.
    assert_eq!(wire.mock.records("instance").len(), 2);
}

/// A node is that of the instance in the path, wherever the request names it.
#[test]
fn what_lies_under_something_else_is_not_there() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let (first, other) = (instance(&mut wire, "orders"), instance(&mut wire, "other"));
    let node = super::lives::nodes(&mut wire, &other)[1]["id"].as_str().expect("an id").to_owned();
    let body = json!({ "node_id": node });
    let path = format!("{INSTANCES}/{first}/switchover");
    assert_eq!(unknown(&mut wire, "PUT", &path, &body, [&node, &first]), missing("DBS.290013"));
    wire.done("PUT", &format!("{INSTANCES}/{other}/switchover"), Some(&body));
}

/// A task that waits for the window of one instance is not deleted as that of another one.
#[test]
fn a_scheduled_task_is_that_of_the_instance_in_the_path() {
    let mut wire = Wire::start(Clock::Manual, 3, false);
    let (first, other) = (instance(&mut wire, "orders"), instance(&mut wire, "other"));
    wire.mock.advance(std::time::Duration::from_secs(8 * 3600));
    let restart = json!({ "delay": true });
    let made = wire.done("POST", &format!("{INSTANCES}/{first}/restart"), Some(&restart));
    wire.mock.advance(std::time::Duration::from_secs(48 * 3600));
    let job = made["job_id"].as_str().expect("an id").to_owned();
    let body = json!({ "job_id": job });
    let delete = |id: &str| format!("/v3/{{project_id}}/instance/{id}/scheduled-jobs");
    // The document lists the code with 400.
    let refused = unknown(&mut wire, "DELETE", &delete(&other), &body, [&job, &other]);
    assert_eq!(refused, (400, "DBS.200543".to_owned()));
    wire.done("DELETE", &delete(&first), Some(&body));
    assert!(wire.mock.records("scheduled_task").is_empty());
}

/// Examples name what never belonged together: a mock that takes every id for one that there is answers them.
#[test]
fn ids_that_are_adopted_need_not_agree() {
    let mut wire = Wire::start(Clock::Instant, 3, true);
    let (first, other) = (instance(&mut wire, "orders"), instance(&mut wire, "other"));
    let own = backup(&mut wire, &first);
    wire.done("POST", INSTANCES, Some(&restored(&other, &own)));
}
