//! Rules that hold for whole kinds of calls, by things that the real service has.

use serde_json::{Value, json};
use taurusdb_mock::runtime::Clock;

use super::lives::{creation, instance, nodes};
use super::wire::Wire;

/// A proxy for which nobody says who reads how much reads from every replica alike, and from the primary not at
/// all; what is said later is kept, for the others too.
#[test]
fn without_weights_each_reader_has_the_usual_one() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("/v3/{{project_id}}/instances/{id}");
    let replicas = Some(json!({ "priorities": [2] }));
    wire.done("POST", &format!("{path}/nodes/enlarge"), replicas.as_ref());
    let body = json!({ "flavor_ref": "gaussdb.proxy.large.x86.2", "node_num": 2 });
    wire.done("POST", &format!("{path}/proxy"), Some(&body));
    let weights = |wire: &mut Wire| {
        let proxies = wire.get(&format!("{path}/proxies"));
        let proxy = &proxies["proxy_list"][0];
        let readers = proxy["readonly_nodes"].as_array().expect("a list").iter();
        let readers: Vec<Value> = readers.map(|node| node["weight"].clone()).collect();
        (proxy["master_node"]["weight"].clone(), readers)
    };
    assert_eq!(weights(&mut wire), (json!(0), vec![json!(100), json!(100)]));
    let shown = wire.get(&format!("{path}/proxies"));
    let proxy = shown["proxy_list"][0]["proxy"]["pool_id"].as_str().expect("an id");
    let reader = &nodes(&mut wire, &id)[1]["id"];
    let body = json!({ "readonly_nodes": [{ "id": reader, "weight": 7 }] });
    wire.done("PUT", &format!("{path}/proxy/{proxy}/weight"), Some(&body));
    assert_eq!(weights(&mut wire), (json!(0), vec![json!(7), json!(100)]));
}

/// A node behind several proxies leaves all of them.
#[test]
fn a_deleted_replica_reads_for_no_proxy() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("/v3/{{project_id}}/instances/{id}");
    let reader = nodes(&mut wire, &id)[1]["id"].as_str().expect("an id").to_owned();
    let body = json!({ "flavor_ref": "gaussdb.proxy.large.x86.2", "node_num": 2,
        "nodes_read_weight": [{ "id": reader, "weight": 5 }] });
    for _ in 0..2 {
        wire.done("POST", &format!("{path}/proxy"), Some(&body));
    }
    let readers = |wire: &mut Wire| {
        let proxies = wire.get(&format!("{path}/proxies"));
        let all = proxies["proxy_list"].as_array().expect("a list").clone();
        all.iter()
            .map(|one| one["readonly_nodes"].as_array().map_or(0, Vec::len))
            .collect::<Vec<_>>()
    };
    assert_eq!(readers(&mut wire), [1, 1]);
    wire.done("DELETE", &format!("{path}/nodes/{reader}"), None);
    assert_eq!(readers(&mut wire), [0, 0]);
}

/// The primary is no replica.
#[test]
fn the_primary_is_neither_deleted_nor_promoted() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("/v3/{{project_id}}/instances/{id}");
    let primary = nodes(&mut wire, &id)[0]["id"].as_str().expect("an id").to_owned();
    let refused = wire.refused("DELETE", &format!("{path}/nodes/{primary}"), None);
    assert_eq!(refused, (400, "DBS.201014".to_owned()));
    let body = json!({ "node_id": primary });
    let refused = wire.refused("PUT", &format!("{path}/switchover"), Some(&body));
    assert_eq!(refused, (400, "DBS.201014".to_owned()));
    assert_eq!(nodes(&mut wire, &id).len(), 2);
}

/// The quota of an enterprise project is for its own instances, and what is left of it is what one can create.
#[test]
fn the_quota_of_an_enterprise_project_counts_its_own_instances() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let own = "3a6ee9f6-2b4c-4f3c-9b1e-5d1f3f6f7a10";
    let quota = json!({ "quota_list": [{ "enterprise_project_id": own, "instance_quota": 2,
        "vcpus_quota": 16, "ram_quota": 64 }] });
    wire.done("POST", "/v3/{project_id}/quotas", Some(&quota));
    let create = |wire: &mut Wire, name: &str, project: Option<&str>| {
        let mut body = creation(name);
        if let Some(project) = project {
            body["enterprise_project_id"] = project.into();
        }
        wire.ask("POST", "/v3/{project_id}/instances", Some(&body))
    };
    let left = |wire: &mut Wire| {
        let shown = wire.get("/v3/{project_id}/quotas?offset=0&limit=10");
        let shown = &shown["quota_list"][0];
        (shown["instance_quota"].clone(), shown["availability_instance_quota"].clone())
    };
    assert_eq!(left(&mut wire), (json!(2), json!(2)));
    let (_, made) = create(&mut wire, "first-1", Some(own));
    create(&mut wire, "first-2", Some(own));
    assert_eq!(left(&mut wire), (json!(2), json!(0)));
    let (status, refused) = create(&mut wire, "first-3", Some(own));
    assert_eq!((status, &refused["error_code"]), (413, &json!("DBS.200046")), "{refused}");
    let message = refused["error_msg"].as_str().expect("a message");
    assert!(message.contains(own) && message.contains("at most 2"), "{message}");
    // Others are not meant.
    assert_eq!(create(&mut wire, "other-1", None).0, 201);
    // One goes, and the limit grows.
    let gone = made["instance"]["id"].as_str().expect("an id");
    wire.done("DELETE", &format!("/v3/{{project_id}}/instances/{gone}"), None);
    assert_eq!(left(&mut wire), (json!(2), json!(1)));
    let quota = json!({ "quota_list": [{ "enterprise_project_id": own, "instance_quota": 3,
        "vcpus_quota": 16, "ram_quota": 64 }] });
    wire.done("PUT", "/v3/{project_id}/quotas", Some(&quota));
    assert_eq!(left(&mut wire), (json!(3), json!(2)));
}

/// Two templates of one name would be taken for each other.
#[test]
fn the_name_of_a_template_is_taken_once() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let path = "/v3/{project_id}/configurations";
    let made = wire.done("POST", path, Some(&json!({ "name": "mine-1" })));
    let first = made["configurations"]["id"].as_str().expect("an id").to_owned();
    wire.done("POST", path, Some(&json!({ "name": "mine-2" })));
    for taken in ["mine-1", "Default-GaussDBforMySQL"] {
        let refused = wire.refused("POST", path, Some(&json!({ "name": taken })));
        assert_eq!(refused, (400, "DBS.212030".to_owned()), "{taken}");
    }
    let rename =
        |name: &str| json!({ "name": name, "parameter_values": { "max_connections": "100" } });
    let own = format!("{path}/{first}");
    assert_eq!(wire.refused("PUT", &own, Some(&rename("mine-2"))).1, "DBS.212030");
    wire.done("PUT", &own, Some(&rename("mine-1")));
    wire.done("PUT", &own, Some(&rename("mine-3")));
    wire.done("POST", path, Some(&json!({ "name": "mine-1" })));
}

/// What is being made cannot be used yet, even where it is not locked.
#[test]
fn what_is_not_made_yet_is_of_no_use() {
    let mut wire = Wire::start(Clock::Manual, 3, false);
    let hours = std::time::Duration::from_secs(3 * 3600);
    let id = instance(&mut wire, "orders");
    let path = format!("/v3/{{project_id}}/instances/{id}");
    let alias = json!({ "alias": "orders-1" });
    let early = wire.refused("PUT", &format!("{path}/alias"), Some(&alias));
    assert_eq!(early, (409, "DBS.200019".to_owned()));
    wire.mock.advance(hours);
    wire.done("PUT", &format!("{path}/alias"), Some(&alias));
    let body = json!({ "instance_id": id, "name": "nightly" });
    let backup = wire.done("POST", "/v3/{project_id}/backups/create", Some(&body));
    let backup = backup["backup"]["id"].as_str().expect("an id").to_owned();
    let mut restored = creation("restored");
    restored["restore_point"] =
        json!({ "type": "backup", "source_instance_id": id, "backup_id": backup });
    let create = "/v3/{project_id}/instances";
    // The backup is being written.
    assert_eq!(wire.refused("POST", create, Some(&restored)).1, "DBS.201205");
    wire.mock.advance(hours);
    wire.done("POST", create, Some(&restored));
    wire.done("POST", create, Some(&restored));
    // One that has failed is of no use, ever.
    wire.mock.fail_next_task(Some("backups.create"));
    let body = json!({ "instance_id": id, "name": "broken" });
    let backup = wire.done("POST", "/v3/{project_id}/backups/create", Some(&body));
    wire.mock.advance(hours);
    restored["restore_point"]["backup_id"] = backup["backup"]["id"].clone();
    assert_eq!(wire.refused("POST", create, Some(&restored)).1, "DBS.201208");
}

/// Parameters that nobody has changed yet are changed together as one by one, and each is there once.
#[test]
fn several_parameters_are_set_at_once() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("/v3/{{project_id}}/instances/{id}/configurations");
    let values = |wire: &mut Wire| {
        let shown = wire.get(&path);
        let all = shown["parameter_values"].as_array().expect("a list").iter();
        let pair = |one: &Value| (one["name"].to_string(), one["value"].to_string());
        all.map(pair).collect::<Vec<_>>()
    };
    let before = values(&mut wire);
    let is = |all: &[(String, String)], name: &str, value: &str| {
        all.contains(&(json!(name).to_string(), json!(value).to_string()))
    };
    let body = json!({ "parameter_values": { "max_connections": "77", "gtid_mode": "OFF" } });
    wire.done("PUT", &path, Some(&body));
    let after = values(&mut wire);
    assert_eq!(after.len(), before.len());
    assert!(is(&after, "max_connections", "77") && is(&after, "gtid_mode", "OFF"), "{after:?}");
    // The same by a template, on an instance that has none of its own yet.
    let other = instance(&mut wire, "other");
    let path = format!("/v3/{{project_id}}/instances/{other}/configurations");
    let template = json!({ "name": "mine-1", "parameter_values":
        { "max_connections": "88", "long_query_time": "1", "gtid_mode": "OFF" } });
    let made = wire.done("POST", "/v3/{project_id}/configurations", Some(&template));
    let template = made["configurations"]["id"].as_str().expect("an id");
    let apply = format!("/v3/{{project_id}}/configurations/{template}/apply");
    wire.done("PUT", &apply, Some(&json!({ "instance_ids": [other] })));
    let shown = wire.get(&path);
    let all = shown["parameter_values"].as_array().expect("a list");
    assert_eq!(all.len(), before.len());
    for (name, value) in [("max_connections", "88"), ("long_query_time", "1"), ("gtid_mode", "OFF")]
    {
        let own = all.iter().find(|one| one["name"] == name).expect("it is there");
        assert_eq!(own["value"], value, "{name}");
    }
}
