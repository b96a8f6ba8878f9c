//! Records and open enumerations through serde.

use std::collections::BTreeMap;

use serde_json::json;
use taurusdb_runtime::{OpenEnum, open_enum_slot, record};

#[derive(Default)]
struct User {
    name: String,
    port: Option<i64>,
    mode: Option<Mode>,
    groups: Vec<Group>,
    labels: Option<BTreeMap<String, String>>,
    password: Option<String>,
}
record!(User {
    name: "user_name" required,
    port: "port" | "db_port",
    mode: "mode",
    groups: "groups",
    labels: "labels",
    password: "password" secret,
});

#[derive(Default)]
struct Group {
    id: Option<String>,
}
record!(Group { id: "id" });

#[derive(Debug, PartialEq)]
enum Mode {
    Reader,
    Other(String),
}

impl OpenEnum for Mode {
    fn as_str(&self) -> &str {
        match self {
            Self::Reader => "reader",
            Self::Other(wire) => wire,
        }
    }

    fn from_wire(wire: String) -> Self {
        match wire.as_str() {
            "reader" => Self::Reader,
            _ => Self::Other(wire),
        }
    }
}
open_enum_slot!(Mode);

fn user() -> User {
    User {
        name: "root".to_owned(),
        port: None,
        mode: Some(Mode::Reader),
        groups: vec![Group { id: Some("g".to_owned()) }, Group::default()],
        labels: Some(BTreeMap::from([("k".to_owned(), "v".to_owned())])),
        password: Some("hidden".to_owned()),
    }
}

#[test]
fn writes_wire_names_and_secrets_and_leaves_absent_fields_out() {
    assert_eq!(
        serde_json::to_value(user()).unwrap(),
        json!({
            "user_name": "root", "mode": "reader", "groups": [{ "id": "g" }, {}],
            "labels": { "k": "v" }, "password": "hidden",
        })
    );
    assert_eq!(serde_json::to_value(user()).unwrap(), taurusdb_runtime::to_json(&user()));
}

#[test]
fn reads_back_what_it_wrote() {
    let text = serde_json::to_string(&user()).unwrap();
    assert_eq!(serde_json::from_str::<User>(&text).unwrap(), user());
}

#[test]
fn reads_tolerantly() {
    let read: User =
        serde_json::from_value(json!({ "user_name": 7, "db_port": "3306", "newer": [] })).unwrap();
    assert_eq!((read.name.as_str(), read.port), ("7", Some(3306)));
}

#[test]
fn enumerations_are_text() {
    assert_eq!(serde_json::to_value(Mode::from("quorum")).unwrap(), "quorum");
    assert_eq!(serde_json::from_value::<Mode>(json!("reader")).unwrap(), Mode::Reader);
}
