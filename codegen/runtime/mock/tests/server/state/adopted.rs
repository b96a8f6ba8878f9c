//! Ids that nobody knows, taken for those of records.

use serde_json::{Value, json};
use taurusdb_mock_runtime::Clock;

use super::{block_on, done, get, kettles, refused, start};

#[test]
fn an_id_that_nobody_knows_is_refused_unless_it_is_adopted() {
    let strict = start(Clock::Instant);
    let gone = refused(&strict, "GET", "/kettles/mine", &Value::Null);
    assert_eq!(gone, (404, "K.404".to_owned()));

    let server = block_on(kettles(Clock::Instant).adopt_unknown_ids(true).start()).unwrap();
    let shown = get(&server, "/kettles/mine")["kettle"].clone();
    assert_eq!((&shown["id"], &shown["status"]), (&json!("mine"), &json!("fine")));
    assert_eq!(get(&server, "/kettles/mine")["kettle"], shown);
    done(&server, "PUT", "/kettles/mine/name", &json!({ "name": "new" }));
    assert_eq!(get(&server, "/kettles")["kettles"][0]["name"], "new");
    // What is asked only of those that are paid ahead makes it so.
    let ordered = done(&server, "POST", "/kettles/mine/enlarge", &Value::Null);
    assert!(ordered["order_id"].is_string(), "{ordered}");
    assert_eq!(get(&server, "/jobs?id=work")["job"]["status"], "Completed");
}
