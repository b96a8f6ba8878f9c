//! Processors and memory that nodes use up of the quota of their enterprise project.

use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_mock::runtime::Clock;

use super::lives::{creation, nodes};
use super::wire::Wire;

const INSTANCES: &str = "/v3/{project_id}/instances";
const QUOTAS: &str = "/v3/{project_id}/quotas";
const OWN: &str = "3a6ee9f6-2b4c-4f3c-9b1e-5d1f3f6f7a10";

fn quota(wire: &mut Wire, method: &str, limits: &Value) {
    let mut one = limits.clone();
    one["enterprise_project_id"] = OWN.into();
    wire.done(method, QUOTAS, Some(&json!({ "quota_list": [one] })));
}

/// An instance with so many replicas beside its primary: the status, and the answer.
fn create(wire: &mut Wire, flavor: &str, replicas: u64, project: &str) -> (u16, Value) {
    let mut body = creation("orders");
    body["flavor_ref"] = flavor.into();
    body["slave_count"] = replicas.into();
    body["enterprise_project_id"] = project.into();
    wire.ask("POST", INSTANCES, Some(&body))
}

fn left(wire: &mut Wire) -> (i64, i64) {
    let shown = wire.get("/v3/{project_id}/quotas?offset=0&limit=10");
    let own = &shown["quota_list"][0];
    let number = |name: &str| own[name].as_i64().unwrap_or_else(|| panic!("{name}: {own}"));
    (number("availability_vcpus_quota"), number("availability_ram_quota"))
}

#[track_caller]
fn too_much(answer: &(u16, Value), of: &str) {
    let (status, refused) = answer;
    assert_eq!((*status, &refused["error_code"]), (413, &json!("DBS.290003")), "{refused}");
    let message = refused["error_msg"].as_str().expect("a message");
    assert!([of, OWN].iter().all(|part| message.contains(part)), "{message}");
}

#[test]
fn what_nodes_need_is_taken_from_the_quota() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    quota(&mut wire, "POST", &json!({ "instance_quota": 10, "vcpus_quota": 16, "ram_quota": 60 }));
    assert_eq!(left(&mut wire), (16, 60));
    // Two nodes with 4 processors and 16 GB each.
    let (status, made) = create(&mut wire, "gaussdb.mysql.xlarge.x86.4", 1, OWN);
    assert_eq!(status, 201, "{made}");
    let id = made["instance"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(left(&mut wire), (8, 28));
    let sizes: Vec<_> = nodes(&mut wire, &id)
        .iter()
        .map(|one| (one["vcpus"].clone(), one["ram"].clone()))
        .collect();
    assert_eq!(sizes, [(json!("4"), json!("16")), (json!("4"), json!("16"))]);
    // Another quota, and one that nobody has set, are not meant.
    assert_eq!(create(&mut wire, "gaussdb.mysql.16xlarge.x86.8", 2, "0").0, 201);
    // Each limit by itself: 8 processors more fit, but not 64 GB; a call is refused as a whole.
    too_much(&create(&mut wire, "gaussdb.mysql.xlarge.arm.8", 1, OWN), "ram");
    too_much(&create(&mut wire, "gaussdb.mysql.large.x86.2", 4, OWN), "vcpus");
    assert_eq!((left(&mut wire), wire.mock.records("instance").len()), ((8, 28), 2));
    let more = json!({ "priorities": [1, 1] });
    let enlarge = format!("{INSTANCES}/{id}/nodes/enlarge");
    too_much(&wire.ask("POST", &enlarge, Some(&more)), "ram");
    wire.done("POST", &enlarge, Some(&json!({ "priorities": [1] })));
    assert_eq!(left(&mut wire), (4, 12));
    // All nodes grow together; smaller ones are always allowed.
    let resize = format!("{INSTANCES}/{id}/action");
    let to = |flavor: &str| json!({ "resize_flavor": { "spec_code": flavor } });
    too_much(&wire.ask("POST", &resize, Some(&to("gaussdb.mysql.2xlarge.x86.2"))), "vcpus");
    wire.done("POST", &resize, Some(&to("gaussdb.mysql.large.x86.4")));
    assert_eq!(left(&mut wire), (10, 36));
    let shown = wire.get(&format!("{INSTANCES}/{id}"));
    assert_eq!(shown["instance"]["nodes"][2]["vcpus"], "2", "{shown}");
    // What goes gives back what it used.
    let replica = nodes(&mut wire, &id)[1]["id"].as_str().expect("an id").to_owned();
    wire.done("DELETE", &format!("{INSTANCES}/{id}/nodes/{replica}"), None);
    assert_eq!(left(&mut wire), (12, 44));
    wire.done("DELETE", &format!("{INSTANCES}/{id}"), None);
    assert_eq!(left(&mut wire), (16, 60));
}

/// A limit that is left out, or below zero, is none.
#[test]
fn there_need_not_be_a_limit() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    quota(&mut wire, "POST", &json!({ "vcpus_quota": 8 }));
    assert_eq!(left(&mut wire), (8, -1));
    assert_eq!(create(&mut wire, "gaussdb.mysql.xlarge.x86.8", 1, OWN).0, 201);
    assert_eq!(left(&mut wire), (0, -1));
    too_much(&create(&mut wire, "gaussdb.mysql.large.x86.4", 0, OWN), "vcpus");
}

/// What is being made counts from the beginning, and until it is gone.
#[test]
fn work_in_progress_counts() {
    let mut wire = Wire::start(Clock::Manual, 3, false);
    quota(&mut wire, "POST", &json!({ "vcpus_quota": 8 }));
    let (_, made) = create(&mut wire, "gaussdb.mysql.xlarge.x86.4", 1, OWN);
    let id = made["instance"]["id"].as_str().expect("an id").to_owned();
    too_much(&create(&mut wire, "gaussdb.mysql.large.x86.4", 0, OWN), "vcpus");
    wire.mock.advance(Duration::from_secs(8 * 3600));
    wire.done("DELETE", &format!("{INSTANCES}/{id}"), None);
    assert_eq!(left(&mut wire).0, 0);
    wire.mock.advance(Duration::from_secs(3600));
    assert_eq!(left(&mut wire).0, 8);
}
