//! What is kept for a time only: the recycle bin, automated backups, tasks.

use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_mock::runtime::Clock;

use super::lives::instance;
use super::wire::{PROJECT, Wire};

const INSTANCES: &str = "/v3/{project_id}/instances";
const DAY: u64 = 24 * 3600;

fn pass(wire: &mut Wire, days: u64, seconds: u64) {
    wire.mock.advance(Duration::from_secs(days * DAY + seconds));
}

fn bin(wire: &mut Wire) -> Vec<Value> {
    let shown = wire.get("/v3/{project_id}/instances/recycle-info?offset=0&limit=10");
    shown["instances"].as_array().expect("a list").iter().map(|one| one["name"].clone()).collect()
}

fn keep(wire: &mut Wire, days: u64) {
    let body = json!({ "recycle_policy": { "retention_period_in_days": days.to_string() } });
    wire.done("PUT", "/v3/{project_id}/instances/recycle-policy", Some(&body));
}

fn delete(wire: &mut Wire, id: &str) {
    wire.done("DELETE", &format!("{INSTANCES}/{id}"), None);
}

/// After the days of the policy a deleted instance is gone for good, and with it the backup that it could have
/// been restored from; nobody has to look in between.
#[test]
fn the_recycle_bin_is_emptied() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let ids = [instance(&mut wire, "first"), instance(&mut wire, "second")];
    delete(&mut wire, &ids[0]);
    pass(&mut wire, 2, 0);
    delete(&mut wire, &ids[1]);
    assert_eq!(bin(&mut wire), ["first", "second"]);
    assert_eq!(wire.mock.records("backup").len(), 2);
    pass(&mut wire, 4, DAY - 60);
    assert_eq!(bin(&mut wire), ["first", "second"]);
    pass(&mut wire, 0, 120);
    assert_eq!(bin(&mut wire), ["second"]);
    assert_eq!(wire.mock.records("backup").len(), 1);
    pass(&mut wire, 400, 0);
    assert!(bin(&mut wire).is_empty());
    assert!(wire.mock.records("backup").is_empty());
}

/// A policy counts as soon as it is set, for what is in the bin already; so does one that is longer.
#[test]
fn a_policy_counts_for_what_is_there() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let ids = [instance(&mut wire, "first"), instance(&mut wire, "second")];
    delete(&mut wire, &ids[0]);
    pass(&mut wire, 3, 0);
    delete(&mut wire, &ids[1]);
    keep(&mut wire, 2);
    assert_eq!(bin(&mut wire), ["second"]);
    keep(&mut wire, 5);
    pass(&mut wire, 4, 0);
    assert_eq!(bin(&mut wire), ["second"]);
    // Others have a policy of their own.
    let other = "/v3/1483b6b16e954cb88930a360d2c4e663/instances/recycle-policy";
    let body = json!({ "recycle_policy": { "retention_period_in_days": "1" } });
    wire.done("PUT", other, Some(&body));
    assert_eq!(bin(&mut wire), ["second"]);
    pass(&mut wire, 1, 0);
    assert!(bin(&mut wire).is_empty());
}

/// Automated backups go by the policy of their own instance; what somebody made stays.
#[test]
fn automated_backups_are_kept_as_long_as_their_instance_says() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let ids = [instance(&mut wire, "first"), instance(&mut wire, "second")];
    let begin = wire.mock.now().to_string();
    let mut backups = Vec::new();
    for id in &ids {
        for kind in ["auto", "manual"] {
            backups.push(json!({ "_parent": PROJECT, "instance_id": id, "type": kind,
                "name": format!("{kind}-{id}"), "begin_time": begin }));
        }
    }
    let mut all = wire.mock.snapshot();
    all["records"]["backup"] = backups.into();
    wire.mock.seed(&all).expect("it is sound");
    let policy = |wire: &mut Wire, id: &str, days: u64| {
        let body = json!({ "backup_policy": { "start_time": "19:00-20:00", "keep_days": days,
            "period": "1,2,3,4,5,6,7" } });
        wire.done("PUT", &format!("{INSTANCES}/{id}/backups/policy/update"), Some(&body));
    };
    let kept = |wire: &mut Wire| -> Vec<String> {
        let all = wire.get("/v3/{project_id}/backups")["backups"].clone();
        let name = |one: &Value| one["name"].as_str().expect("a name").to_owned();
        all.as_array().expect("a list").iter().map(name).collect()
    };
    let manual = ids.each_ref().map(|id| format!("manual-{id}"));
    policy(&mut wire, &ids[0], 3);
    assert_eq!(kept(&mut wire).len(), 4);
    pass(&mut wire, 3, 0);
    let second = format!("auto-{}", ids[1]);
    assert_eq!(kept(&mut wire), [manual[0].as_str(), &second, &manual[1]]);
    policy(&mut wire, &ids[1], 30);
    pass(&mut wire, 20, 0);
    assert_eq!(kept(&mut wire), [manual[0].as_str(), &second, &manual[1]]);
    policy(&mut wire, &ids[1], 20);
    assert_eq!(kept(&mut wire), manual);
    pass(&mut wire, 4000, 0);
    assert_eq!(kept(&mut wire), manual);
}

/// Tasks are remembered for a month, but those that still run are.
#[test]
fn tasks_are_forgotten_after_a_month() {
    let mut wire = Wire::start(Clock::Manual, 3, false);
    let id = instance(&mut wire, "first");
    pass(&mut wire, 29, 0);
    assert_eq!(wire.mock.records("task").len(), 1);
    let body = json!({ "name": "renamed" });
    wire.done("PUT", &format!("{INSTANCES}/{id}/name"), Some(&body));
    pass(&mut wire, 2, 0);
    let left = wire.mock.records("task");
    let names: Vec<_> = left.iter().map(|one| one["name"].clone()).collect();
    assert!(!names.contains(&json!("CreateGaussDBforMySQLInstance")), "{names:?}");
}

/// What was kept in a file ends as if nothing had been between.
#[test]
fn what_is_put_back_ends_too() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "first");
    delete(&mut wire, &id);
    let taken = wire.mock.snapshot();
    let mut other = Wire::start(Clock::Instant, 3, false);
    other.mock.seed(&taken).expect("it was taken from one");
    assert_eq!(bin(&mut other), ["first"]);
    pass(&mut other, 8, 0);
    assert!(bin(&mut other).is_empty());
    assert_eq!(bin(&mut wire), ["first"]);
}
