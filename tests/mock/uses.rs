//! Things that other things need: a backup in the recycle bin, a restart for a parameter, a template in use.

use serde_json::{Value, json};
use taurusdb_mock::runtime::Clock;

use super::lives::{creation, instance, nodes};
use super::wire::Wire;

const INSTANCES: &str = "/v3/{project_id}/instances";
const TEMPLATES: &str = "/v3/{project_id}/configurations";

fn of(id: &str) -> String {
    format!("{INSTANCES}/{id}")
}

fn template(wire: &mut Wire, name: &str, values: &Value) -> String {
    let body = json!({ "name": name, "parameter_values": values });
    let made = wire.done("POST", TEMPLATES, Some(&body));
    made["configurations"]["id"].as_str().expect("an id").to_owned()
}

fn apply(wire: &mut Wire, template: &str, to: &[&str]) {
    let body = json!({ "instance_ids": to });
    wire.done("PUT", &format!("{TEMPLATES}/{template}/apply"), Some(&body));
}

/// Whether each node of an instance says that it needs a restart.
fn need_restart(wire: &mut Wire, id: &str) -> Vec<Value> {
    nodes(wire, id).iter().map(|node| node["need_restart"].clone()).collect()
}

/// What is in the recycle bin can be had back: by the backup that its own deletion has left.
#[test]
fn a_deleted_instance_is_restored_from_the_recycle_bin() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let (first, other) = (instance(&mut wire, "orders"), instance(&mut wire, "other"));
    let backups = |wire: &mut Wire| wire.get("/v3/{project_id}/backups")["backups"].clone();
    let before = backups(&mut wire).as_array().expect("a list").len();
    for id in [&first, &other] {
        wire.done("DELETE", &of(id), None);
    }
    let bin = wire.get("/v3/{project_id}/instances/recycle-info?offset=0&limit=10");
    let bin = bin["instances"].as_array().expect("a list").clone();
    let all = backups(&mut wire);
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), before + 2);
    let mut used = Vec::new();
    for id in [&first, &other] {
        let kept = bin.iter().find(|one| one["id"] == **id).expect("it is in the bin");
        let backup = kept["recycle_backup_id"].clone();
        let own = all.iter().find(|one| one["id"] == backup).expect("there is the backup");
        assert_eq!((&own["instance_id"], &own["status"]), (&json!(id), &json!("COMPLETED")));
        assert!(own["end_time"].is_string(), "{own}");
        let mut body = creation("restored");
        body["restore_point"] =
            json!({ "type": "backup", "source_instance_id": id, "backup_id": backup });
        let made = wire.done("POST", INSTANCES, Some(&body));
        let made = made["instance"]["id"].as_str().expect("an id").to_owned();
        assert_eq!(wire.get(&of(&made))["instance"]["status"], "ACTIVE");
        used.push(backup);
    }
    assert_ne!(used[0], used[1]);
}

/// A deletion that failed leaves nothing: neither in the bin nor among the backups.
#[test]
fn a_failed_deletion_leaves_no_backup() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let backups = |wire: &mut Wire| wire.get("/v3/{project_id}/backups")["backups"].clone();
    let before = backups(&mut wire);
    wire.mock.fail_next_task(Some("instances.delete"));
    wire.done("DELETE", &of(&id), None);
    assert_eq!(backups(&mut wire), before);
}

/// A parameter that counts only after a restart makes the nodes say so, until they are restarted.
#[test]
fn a_changed_parameter_may_need_a_restart() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("{}/configurations", of(&id));
    let set = |wire: &mut Wire, values: Value| {
        let body = json!({ "parameter_values": values });
        wire.done("PUT", &path, Some(&body))["restart_required"].clone()
    };
    // One that counts at once, and one that is set to what it is.
    assert_eq!(set(&mut wire, json!({ "max_connections": "77" })), false);
    assert_eq!(set(&mut wire, json!({ "gtid_mode": "ON" })), false);
    assert_eq!(need_restart(&mut wire, &id), [json!(false), json!(false)]);
    // The order of the parameters does not matter.
    let both = json!({ "character_set_server": "gbk", "max_connections": "78" });
    assert_eq!(set(&mut wire, both), true);
    assert_eq!(need_restart(&mut wire, &id), [json!(true), json!(true)]);
    // What counts at once does not make up for a restart.
    assert_eq!(set(&mut wire, json!({ "max_connections": "79" })), false);
    assert_eq!(need_restart(&mut wire, &id), [json!(true), json!(true)]);
    // Each node by itself, or all of them.
    let reader = nodes(&mut wire, &id)[1]["id"].as_str().expect("an id").to_owned();
    wire.done("POST", &format!("{}/nodes/{reader}/restart", of(&id)), Some(&json!({})));
    assert_eq!(need_restart(&mut wire, &id), [json!(true), json!(false)]);
    wire.done("POST", &format!("{}/restart", of(&id)), Some(&json!({})));
    assert_eq!(need_restart(&mut wire, &id), [json!(false), json!(false)]);
}

/// The same by a template, which is applied to several at once: each looks at its own parameters.
#[test]
fn a_template_may_need_a_restart_of_some() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let (first, other) = (instance(&mut wire, "orders"), instance(&mut wire, "other"));
    let harmless = template(&mut wire, "mine-1", &json!({ "max_connections": "88" }));
    apply(&mut wire, &harmless, &[&first, &other]);
    let body = json!({ "parameter_values": { "gtid_mode": "OFF" } });
    wire.done("PUT", &format!("{}/configurations", of(&first)), Some(&body));
    wire.done("POST", &format!("{}/restart", of(&first)), Some(&json!({})));
    for id in [&first, &other] {
        assert_eq!(need_restart(&mut wire, id), [json!(false), json!(false)]);
    }
    let heavy = template(&mut wire, "mine-2", &json!({ "gtid_mode": "OFF" }));
    apply(&mut wire, &heavy, &[&first, &other]);
    assert_eq!(need_restart(&mut wire, &first), [json!(false), json!(false)]);
    assert_eq!(need_restart(&mut wire, &other), [json!(true), json!(true)]);
}

/// A template that an instance uses stays, however the instance came to it, and as long as it does.
#[test]
fn a_template_in_use_is_not_deleted() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let values = json!({ "max_connections": "88" });
    let (first, second) =
        (template(&mut wire, "mine-1", &values), template(&mut wire, "mine-2", &values));
    let mut body = creation("orders");
    body["configuration_id"] = first.clone().into();
    let made = wire.done("POST", INSTANCES, Some(&body));
    let id = made["instance"]["id"].as_str().expect("an id").to_owned();
    let delete = |id: &str| format!("{TEMPLATES}/{id}");
    let (status, refused) = wire.ask("DELETE", &delete(&first), None);
    assert_eq!((status, &refused["error_code"]), (400, &json!("DBS.212032")), "{refused}");
    assert!(refused["error_msg"].as_str().is_some_and(|text| text.contains(&id)), "{refused}");
    // Another takes its place.
    apply(&mut wire, &second, &[&id]);
    wire.done("DELETE", &delete(&first), None);
    assert_eq!(wire.refused("DELETE", &delete(&second), None).1, "DBS.212032");
    wire.done("DELETE", &of(&id), None);
    wire.done("DELETE", &delete(&second), None);
}
