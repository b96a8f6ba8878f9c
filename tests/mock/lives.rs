//! Whole lives of real things, as a program would lead them.

use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_mock::runtime::Clock;

use super::wire::Wire;

pub(super) fn creation(name: &str) -> Value {
    json!({ "name": name, "region": "ap-southeast-3", "mode": "Cluster",
        "datastore": { "type": "gaussdb-mysql", "version": "8.0" },
        "flavor_ref": "gaussdb.mysql.xlarge.x86.4", "slave_count": 1,
        "vpc_id": "3cedfc54-b105-4652-a4e0-847b11576b58",
        "subnet_id": "c1cfa53c-65d3-431e-8552-326bf310c7ad",
        "password": "Tr0ub4dor&3", "availability_zone_mode": "single",
        "tags": [{ "key": "team", "value": "blue" }] })
}

pub(super) fn instance(wire: &mut Wire, name: &str) -> String {
    let made = wire.done("POST", "/v3/{project_id}/instances", Some(&creation(name)));
    made["instance"]["id"].as_str().expect("an id").to_owned()
}

pub(super) fn nodes(wire: &mut Wire, id: &str) -> Vec<Value> {
    let shown = wire.get(&format!("/v3/{{project_id}}/instances/{id}"));
    shown["instance"]["nodes"].as_array().expect("nodes").clone()
}

/// The times of backups count as soon as the instance is built; the answer shows them as they were sent.
#[test]
fn an_answer_shows_what_its_call_has_said() {
    for clock in [Clock::Manual, Clock::Instant] {
        let mut wire = Wire::start(clock, 3, false);
        let mut body = creation("orders");
        body["backup_strategy"] = json!({ "start_time": "08:00-09:00", "keep_days": "5" });
        let made = wire.done("POST", "/v3/{project_id}/instances", Some(&body));
        assert_eq!(made["instance"]["backup_strategy"], body["backup_strategy"]);
        wire.mock.advance(Duration::from_secs(7200));
        let id = made["instance"]["id"].as_str().expect("an id");
        let shown = wire.get(&format!("/v3/{{project_id}}/instances/{id}"));
        assert_eq!(shown["instance"]["backup_strategy"], body["backup_strategy"]);
    }
}

#[test]
fn an_instance_is_built_backed_up_and_then_ready() {
    let mut wire = Wire::start(Clock::Manual, 3, false);
    let made = wire.done("POST", "/v3/{project_id}/instances", Some(&creation("orders")));
    let (id, job) = (made["instance"]["id"].as_str().unwrap(), made["job_id"].as_str().unwrap());
    assert!(made["instance"].get("password").is_none(), "{made}");
    let path = format!("/v3/{{project_id}}/instances/{id}");
    let job = format!("/v3/{{project_id}}/jobs?id={job}");
    let rename = json!({ "name": "renamed" });
    let mut seen = Vec::new();
    let mut conflicts = 0;
    for _ in 0..300 {
        let status = wire.get(&path)["instance"]["status"].as_str().unwrap().to_owned();
        let task = wire.get(&job)["job"]["status"].as_str().unwrap().to_owned();
        if seen.last() != Some(&(status.clone(), task.clone())) {
            seen.push((status.clone(), task));
        }
        if status == "ACTIVE" {
            break;
        }
        let refused = wire.refused("PUT", &format!("{path}/name"), Some(&rename));
        assert_eq!(refused, (409, "DBS.200019".to_owned()));
        conflicts += 1;
        wire.mock.advance(Duration::from_secs(20));
    }
    let pairs: Vec<_> = seen.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(
        pairs,
        [
            ("BUILD", "Pending"),
            ("BUILD", "Running"),
            ("BACKING UP", "Completed"),
            ("ACTIVE", "Completed"),
        ]
    );
    // Between 14 and 35 minutes, as in practice.
    assert!((40..=120).contains(&conflicts), "{conflicts}");
    wire.done("PUT", &format!("{path}/name"), Some(&rename));
}

#[test]
fn replicas_come_and_go() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("/v3/{{project_id}}/instances/{id}");
    assert_eq!(nodes(&mut wire, &id).len(), 2);
    let made =
        wire.done("POST", &format!("{path}/nodes/enlarge"), Some(&json!({ "priorities": [2, 3] })));
    assert_eq!(made["instance_id"], json!(id));
    assert_eq!(made["node_names"], json!(["orders_node03", "orders_node04"]));
    let all = nodes(&mut wire, &id);
    assert_eq!(all.len(), 4);
    let replica = all[3]["id"].as_str().unwrap().to_owned();
    wire.done("PUT", &format!("{path}/switchover"), Some(&json!({ "node_id": replica })));
    let all = nodes(&mut wire, &id);
    let masters: Vec<_> = all.iter().filter(|node| node["type"] == "master").collect();
    assert_eq!(masters.len(), 1);
    assert_eq!(masters[0]["id"], json!(replica));
    let other = all[2]["id"].as_str().unwrap();
    wire.done("DELETE", &format!("{path}/nodes/{other}"), None);
    assert_eq!(nodes(&mut wire, &id).len(), 3);
    let gone = wire.refused("DELETE", &format!("{path}/nodes/{other}"), None);
    assert_eq!(gone.1, "DBS.290013");
}

#[test]
fn a_deleted_instance_goes_to_the_recycle_bin_and_takes_all_with_it() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("/v3/{{project_id}}/instances/{id}");
    wire.done("DELETE", &path, None);
    assert_eq!(wire.refused("GET", &path, None), (404, "DBS.200002".to_owned()));
    for resource in ["instance", "node", "tag", "backup_policy"] {
        assert!(wire.mock.records(resource).is_empty(), "{resource}");
    }
    let recycled = wire.mock.records("recycled_instance");
    assert_eq!((&recycled[0]["id"], &recycled[0]["name"]), (&json!(id), &json!("orders")));
    let (from, until) = ("2024-12-30T00:00:00%2B0000", "2025-01-02T00:00:00%2B0000");
    let path = format!("/v3/{{project_id}}/immediate-jobs?start_time={from}&end_time={until}");
    let tasks = wire.get(&path);
    let states: Vec<_> = tasks["jobs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|job| job["instance_status"].clone())
        .collect();
    assert_eq!(states, [json!("deleted"), json!("deleted")]);
}

/// What is shown as the quota is the quota: it refuses one more, follows what a seed says, and counts what
/// there is.
#[test]
fn a_quota_is_what_it_says() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let quota = |wire: &mut Wire| {
        let shown = wire.get("/v3/{project_id}/project-quotas");
        let shown = &shown["quotas"]["resources"][0];
        (shown["used"].as_u64().expect("a number"), shown["quota"].as_u64().expect("a number"))
    };
    instance(&mut wire, "orders");
    let (used, most) = quota(&mut wire);
    assert_eq!(used, 1);
    for number in used..most {
        instance(&mut wire, &format!("orders-{number}"));
    }
    assert_eq!(quota(&mut wire), (most, most));
    let one_more = creation("one-more");
    let (status, refused) = wire.ask("POST", "/v3/{project_id}/instances", Some(&one_more));
    assert_eq!((status, &refused["error_code"]), (413, &json!("DBS.200046")), "{refused}");
    let first = wire.mock.records("instance")[0]["id"].as_str().expect("an id").to_owned();
    wire.done("DELETE", &format!("/v3/{{project_id}}/instances/{first}"), None);
    assert_eq!(quota(&mut wire), (most - 1, most));
    instance(&mut wire, "another");
    assert_eq!(wire.refused("POST", "/v3/{project_id}/instances", Some(&one_more)).0, 413);
}

/// The engines for analytics show the work in progress as long as there is some.
#[test]
fn the_actions_of_an_engine_are_its_work_in_progress() {
    let mut wire = Wire::start(Clock::Manual, 3, true);
    let id = "b6280c323ce449f2ad02af74e21f3dc5in17";
    let path = format!("/v3/{{project_id}}/instances/{id}/starrocks/{id}");
    let actions = |wire: &mut Wire| {
        let shown = wire.get(&path);
        shown["instances"][0]["actions"].as_array().expect("a list").clone()
    };
    assert_eq!(actions(&mut wire), [json!(null); 0]);
    let restart = format!("/v3/{{project_id}}/instances/{id}/starrocks/restart");
    let task = wire.done("PUT", &restart, None)["workflow_id"].clone();
    let [action] = &actions(&mut wire)[..] else { panic!("one action") };
    assert_eq!((&action["job_id"], &action["object_id"]), (&task, &json!(id)), "{action}");
    wire.mock.advance(Duration::from_secs(3600));
    assert_eq!(actions(&mut wire), [json!(null); 0]);
}
