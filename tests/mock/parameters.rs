//! Parameters of instances, templates and proxies: what their lists say of them holds.

use serde_json::{Value, json};
use taurusdb_mock::runtime::Clock;

use super::lives::{creation, instance};
use super::wire::Wire;

const INSTANCES: &str = "/v3/{project_id}/instances";
const TEMPLATES: &str = "/v3/{project_id}/configurations";

/// The status, the code and the message of a refusal.
#[track_caller]
fn why(wire: &mut Wire, method: &str, path: &str, body: &Value) -> (u16, String, String) {
    let (status, refused) = wire.ask(method, path, Some(body));
    let text = |name: &str| refused[name].as_str().unwrap_or_default().to_owned();
    (status, text("error_code"), text("error_msg"))
}

/// Values inside and outside of what a list says of a parameter: for each form of a range that it shows.
fn values(parameter: &Value) -> (Vec<String>, Vec<String>) {
    let text = |name: &str| parameter[name].as_str().unwrap_or_default();
    let range = text("value_range");
    if range.contains('|') {
        return (range.split('|').map(str::to_owned).collect(), vec!["none-of-them".to_owned()]);
    }
    let (least, most) = range.split_once('-').expect("a range of numbers");
    let above = most.parse::<u64>().expect("a number") + 1;
    let mut wrong = vec![above.to_string(), "-1".to_owned(), "many".to_owned(), String::new()];
    if [text("type"), text("data_type")].contains(&"integer") {
        wrong.push(format!("{least}.5"));
    }
    (vec![least.to_owned(), most.to_owned()], wrong)
}

/// Every parameter of the list is held to its own range and type; the list shows what was allowed, and no more.
fn are_held(wire: &mut Wire, path: &str, list: &str, body: impl Fn(&Value, &str) -> Value) {
    let all = |wire: &mut Wire| wire.get(path)[list].as_array().expect("a list").clone();
    let mut count = 0;
    for parameter in all(wire) {
        let is_fixed = parameter["readonly"] == true;
        let (right, wrong) = values(&parameter);
        let shown = |wire: &mut Wire| {
            let all = all(wire);
            let own = all.into_iter().find(|one| one["name"] == parameter["name"]);
            own.expect("it stays")["value"].clone()
        };
        let refused: Vec<_> =
            if is_fixed { right.iter().chain(&wrong).collect() } else { wrong.iter().collect() };
        let before = shown(wire);
        for value in refused {
            // Nothing is wrong with setting what is there.
            if before == **value {
                continue;
            }
            let (status, code, message) = why(wire, "PUT", path, &body(&parameter, value));
            assert_eq!(
                (status, code.as_str()),
                (400, "DBS.280271"),
                "{parameter} {value}: {message}"
            );
            let range = parameter["value_range"].as_str().expect("a range");
            let said = if is_fixed { "read-only" } else { range };
            let name = parameter["name"].as_str().expect("a name");
            assert!(
                [name, value.as_str(), said].iter().all(|part| message.contains(part)),
                "{message}"
            );
            assert_eq!(shown(wire), before);
            count += 1;
        }
        for value in right.iter().filter(|_| !is_fixed) {
            wire.done("PUT", path, Some(&body(&parameter, value)));
            assert_eq!(shown(wire), **value);
        }
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn a_parameter_of_an_instance_is_held_to_its_list() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let path = format!("{INSTANCES}/{id}/configurations");
    are_held(
        &mut wire,
        &path,
        "parameter_values",
        |one, value| json!({ "parameter_values": { one["name"].as_str().expect("a name"): value } }),
    );
    // One that is wrong is enough: nothing of the rest is set.
    let before = wire.get(&path);
    let several =
        json!({ "parameter_values": { "max_connections": "11", "long_query_time": "0" } });
    let (status, _, message) = why(&mut wire, "PUT", &path, &several);
    assert_eq!(status, 400, "{message}");
    assert_eq!(wire.get(&path), before);
    // A parameter that there is not is another matter.
    let unknown = json!({ "parameter_values": { "no_such_thing": "1" } });
    assert_eq!(why(&mut wire, "PUT", &path, &unknown).1, "DBS.280270");
}

#[test]
fn a_parameter_of_a_proxy_is_held_to_its_list() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let id = instance(&mut wire, "orders");
    let body = json!({ "flavor_ref": "gaussdb.proxy.large.x86.2", "node_num": 2 });
    wire.done("POST", &format!("{INSTANCES}/{id}/proxy"), Some(&body));
    let proxy = wire.mock.records("proxy")[0]["pool_id"].as_str().expect("an id").to_owned();
    let path = format!("{INSTANCES}/{id}/proxy/{proxy}/configurations");
    are_held(
        &mut wire,
        &path,
        "configurations",
        |one, value| json!({ "configurations": [{ "name": one["name"], "value": value, "elem_type": "system" }] }),
    );
}

/// A template holds what an instance could be set to; what nobody knows is left to the service.
#[test]
fn a_template_is_held_to_the_parameters_that_there_are() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let template = |values: &Value| json!({ "name": "mine-1", "parameter_values": values });
    let wrong = [
        json!({ "max_connections": "9" }),
        json!({ "max_connections": "100", "gtid_mode": "MAYBE" }),
        json!({ "innodb_buffer_pool_size": "134217728" }),
    ];
    for values in &wrong {
        let (status, code, message) = why(&mut wire, "POST", TEMPLATES, &template(values));
        assert_eq!((status, code.as_str()), (400, "DBS.212037"), "{message}");
    }
    let values = json!({ "max_connections": "100", "some_other": "-7" });
    let made = wire.done("POST", TEMPLATES, Some(&template(&values)));
    let id = made["configurations"]["id"].as_str().expect("an id").to_owned();
    let path = format!("{TEMPLATES}/{id}");
    for values in &wrong {
        let change = json!({ "parameter_values": values });
        assert_eq!(why(&mut wire, "PUT", &path, &change).1, "DBS.212037");
    }
    assert_eq!(wire.get(&path)["parameter_values"], values);
}

/// An instance that is made with a template has its parameters.
#[test]
fn a_new_instance_has_the_parameters_of_its_template() {
    let mut wire = Wire::start(Clock::Instant, 3, false);
    let values = json!({ "max_connections": "100", "gtid_mode": "OFF", "some_other": "1" });
    let body = json!({ "name": "mine-1", "parameter_values": values });
    let made = wire.done("POST", TEMPLATES, Some(&body));
    let mut with = creation("with");
    with["configuration_id"] = made["configurations"]["id"].clone();
    let made = wire.done("POST", INSTANCES, Some(&with));
    let (with, without) =
        (made["instance"]["id"].as_str().expect("an id"), instance(&mut wire, "without"));
    let shown = |wire: &mut Wire, id: &str| {
        let all = wire.get(&format!("{INSTANCES}/{id}/configurations"));
        let all = all["parameter_values"].as_array().expect("a list").clone();
        let value =
            |name: &str| all.iter().find(|one| one["name"] == name).map(|one| one["value"].clone());
        (all.len(), value("max_connections"), value("gtid_mode"), value("long_query_time"))
    };
    let some = |text: &str| Some(json!(text));
    assert_eq!(shown(&mut wire, with), (6, some("100"), some("OFF"), some("10")));
    assert_eq!(shown(&mut wire, &without), (6, some("1500"), some("ON"), some("10")));
}
