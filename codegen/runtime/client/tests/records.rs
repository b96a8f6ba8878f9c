//! Strict writing, tolerant reading and discreet printing of records.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use taurusdb_runtime::record::{Outcome, from_json, to_json};
use taurusdb_runtime::{OpenEnum, open_enum_slot, record};

#[derive(Default)]
struct Node {
    id: String,
    port: Option<i64>,
    next: Option<Box<Node>>,
}
record!(Node { id: "id", port: "port" | "db_port", next: "next" });

#[derive(Default)]
struct Everything {
    text: Option<String>,
    size: Option<i64>,
    ratio: Option<f64>,
    enabled: Option<bool>,
    mode: Option<Mode>,
    node: Option<Node>,
    nodes: Option<Vec<Node>>,
    names: Vec<String>,
    labels: Option<BTreeMap<String, String>>,
    anything: Value,
    password: Option<String>,
}
record!(Everything {
    text: "text",
    size: "size",
    ratio: "ratio",
    enabled: "enabled",
    mode: "mode",
    node: "node",
    nodes: "nodes",
    names: "names",
    labels: "labels",
    anything: "anything",
    password: "password" secret,
});

#[derive(Debug, PartialEq)]
enum Mode {
    Cluster,
    Other(String),
}

impl OpenEnum for Mode {
    fn as_str(&self) -> &str {
        match self {
            Self::Cluster => "Cluster",
            Self::Other(wire) => wire,
        }
    }

    fn from_wire(wire: String) -> Self {
        match wire.as_str() {
            "Cluster" => Self::Cluster,
            _ => Self::Other(wire),
        }
    }
}
open_enum_slot!(Mode);

/// Reads a body, and compares the record and the notes with the expected ones.
#[track_caller]
fn reads(body: Value, expected: Value, expected_notes: &[&str]) {
    let (record, notes) = from_json::<Everything>(body);
    let mut written = to_json(&record);
    let object = written.as_object_mut().unwrap();
    // A plain list is always written; leave it out of the cases that are not about it.
    if object["names"] == json!([]) {
        object.shift_remove("names");
    }
    assert_eq!(written, expected);
    let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, expected_notes);
}

#[test]
fn reads_what_is_declared() {
    let body = json!({
        "text": "a", "size": 9_007_199_254_740_993_i64, "ratio": 0.5, "enabled": true,
        "mode": "Cluster", "node": { "id": "n", "port": 3306, "next": { "id": "m" } },
        "nodes": [{ "id": "x" }], "names": ["b"], "labels": { "k": "v" },
        "anything": [{ "deep": null }], "password": "p",
    });
    reads(body.clone(), body, &[]);
}

#[test]
fn reads_scalars_that_arrive_as_others() {
    reads(
        json!({ "text": 7 }),
        json!({ "text": "7" }),
        &["text: declared a string, arrived as number 7"],
    );
    reads(
        json!({ "text": true }),
        json!({ "text": "true" }),
        &["text: declared a string, arrived as boolean true"],
    );
    reads(
        json!({ "size": " 12 " }),
        json!({ "size": 12 }),
        &[r#"size: declared an integer, arrived as string " 12 ""#],
    );
    reads(
        json!({ "size": 3.0 }),
        json!({ "size": 3 }),
        &["size: declared an integer, arrived as number 3.0"],
    );
    reads(
        json!({ "size": "3.0" }),
        json!({ "size": 3 }),
        &[r#"size: declared an integer, arrived as string "3.0""#],
    );
    reads(
        json!({ "ratio": "0.25" }),
        json!({ "ratio": 0.25 }),
        &[r#"ratio: declared a number, arrived as string "0.25""#],
    );
    // A whole number is a number; no note.
    reads(json!({ "ratio": 2 }), json!({ "ratio": 2.0 }), &[]);
    for (wire, meant) in
        [(json!("true"), true), (json!("False"), false), (json!(1), true), (json!("0"), false)]
    {
        let (record, notes) = from_json::<Everything>(json!({ "enabled": wire }));
        assert_eq!(record.enabled, Some(meant));
        assert_eq!(notes[0].outcome, Outcome::Converted);
    }
}

#[test]
fn drops_what_cannot_be_decoded() {
    reads(
        json!({ "size": 1.5, "text": "kept" }),
        json!({ "text": "kept" }),
        &["size: declared an integer, arrived as number 1.5 and was dropped"],
    );
    reads(
        json!({ "size": 1e300 }),
        json!({}),
        &["size: declared an integer, arrived as number 1e+300 and was dropped"],
    );
    reads(
        json!({ "size": "" }),
        json!({}),
        &[r#"size: declared an integer, arrived as string "" and was dropped"#],
    );
    reads(
        json!({ "ratio": "NaN" }),
        json!({}),
        &[r#"ratio: declared a number, arrived as string "NaN" and was dropped"#],
    );
    reads(
        json!({ "enabled": 2 }),
        json!({}),
        &["enabled: declared a boolean, arrived as number 2 and was dropped"],
    );
    reads(
        json!({ "text": { "a": 1 } }),
        json!({}),
        &["text: declared a string, arrived as an object and was dropped"],
    );
    reads(
        json!({ "node": "gone", "labels": 3 }),
        json!({}),
        &[
            r#"node: declared an object, arrived as string "gone" and was dropped"#,
            "labels: declared an object, arrived as number 3 and was dropped",
        ],
    );
    reads(
        json!({ "node": { "id": "n", "port": 0.5 } }),
        json!({ "node": { "id": "n" } }),
        &["node.port: declared an integer, arrived as number 0.5 and was dropped"],
    );
    reads(
        json!([1, 2]),
        json!({}),
        &["the body: declared an object, arrived as a list of 2 and was dropped"],
    );
}

#[test]
fn leaves_a_slot_that_cannot_be_read_as_it_was() {
    let mut record = Everything { text: Some("before".to_owned()), ..Everything::default() };
    let body = json!({ "text": [], "size": null });
    let notes = taurusdb_runtime::record::read_json(&mut record, body);
    assert_eq!(record.text.as_deref(), Some("before"));
    assert_eq!(notes.len(), 1);
}

#[test]
fn reads_one_for_many_and_many_for_one() {
    reads(
        json!({ "nodes": { "id": "n" } }),
        json!({ "nodes": [{ "id": "n" }] }),
        &["nodes: declared a list, arrived as an object"],
    );
    reads(
        json!({ "node": [{ "id": "n" }] }),
        json!({ "node": { "id": "n" } }),
        &["node: declared an object, arrived as a list of 1"],
    );
    reads(
        json!({ "names": "one" }),
        json!({ "names": ["one"] }),
        &[r#"names: declared a list, arrived as string "one""#],
    );
    reads(
        json!({ "text": ["one"] }),
        json!({ "text": "one" }),
        &["text: declared a string, arrived as a list of 1"],
    );
    reads(
        json!({ "node": [] }),
        json!({}),
        &["node: declared an object, arrived as a list of 0 and was dropped"],
    );
}

#[test]
fn reads_json_inside_a_string() {
    reads(
        json!({ "node": r#"{"id":"n"}"#, "names": r#"["a","b"]"# }),
        json!({ "node": { "id": "n" }, "names": ["a", "b"] }),
        &[
            r#"node: declared an object, arrived as string "{\"id\":\"n\"}""#,
            r#"names: declared a list, arrived as string "[\"a\",\"b\"]""#,
        ],
    );
}

#[test]
fn takes_null_for_absent() {
    reads(
        json!({
            "text": null, "size": null, "mode": null, "node": null, "nodes": [null, { "id": null }],
            "names": [null, "b"], "labels": { "a": null, "b": "c" }, "anything": null,
        }),
        json!({ "nodes": [{ "id": "" }], "names": ["b"], "labels": { "b": "c" } }),
        &[
            "nodes[0]: declared an element, arrived as null and was dropped",
            "names[0]: declared an element, arrived as null and was dropped",
        ],
    );
    reads(json!(null), json!({}), &[]);
}

#[test]
fn says_where_in_lists_and_maps() {
    reads(
        json!({ "nodes": [{ "id": "n" }, { "id": 2 }], "labels": { "a b": 1 }, "names": [[], "x"] }),
        json!({
            "nodes": [{ "id": "n" }, { "id": "2" }], "names": ["x"], "labels": { "a b": "1" },
        }),
        &[
            "nodes[1].id: declared a string, arrived as number 2",
            r#"labels["a b"]: declared a string, arrived as number 1"#,
            "names[0]: declared a string, arrived as a list of 0 and was dropped",
        ],
    );
}

#[test]
fn accepts_white_space_around_keys() {
    reads(json!({ " text": "a", "size\t": 1 }), json!({ "text": "a", "size": 1 }), &[]);
    let note = |key: &str| format!("text: declared once, arrived as {key:?} too and was dropped");
    let tidy = json!({ "text": "tidy" });
    reads(json!({ " text": "untidy", "text": "tidy" }), tidy.clone(), &[&note(" text")]);
    reads(json!({ "text": "tidy", "text ": "untidy" }), tidy, &[&note("text ")]);
}

#[test]
fn reads_fields_under_their_other_names() {
    let port = |body: Value| from_json::<Node>(body).0.port;
    assert_eq!(port(json!({ "db_port": 1 })), Some(1));
    assert_eq!(port(json!({ "port": 1, "db_port": 2 })), Some(1));
    assert_eq!(port(json!({ "db_port": 2, "port": 1 })), Some(1));
    // Null is absent, and does not stand in the way of the other name.
    assert_eq!(port(json!({ "port": null, "db_port": 2 })), Some(2));
    assert_eq!(port(json!({ " db_port": 3, "db_port": 2 })), Some(2));
    let (node, notes) = from_json::<Node>(json!({ "id": "n", "db_port": 1 }));
    assert_eq!(to_json(&node), json!({ "id": "n", "port": 1 }));
    let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, [r#"port: declared under that name, arrived as "db_port""#]);
}

#[test]
fn passes_over_unknown_fields() {
    reads(json!({ "text": "a", "newer": { "than": "us" } }), json!({ "text": "a" }), &[]);
}

#[test]
fn keeps_unknown_values_of_enums() {
    let (record, notes) = from_json::<Everything>(json!({ "mode": "Quorum" }));
    assert_eq!(record.mode, Some(Mode::Other("Quorum".to_owned())));
    assert!(notes.is_empty());
    assert_eq!(to_json(&record)["mode"], "Quorum");
    assert_eq!(Mode::from("Cluster"), Mode::Cluster);
    assert_eq!(Mode::from("x".to_owned()).to_string(), "x");
}

#[derive(Debug, PartialEq)]
enum Power {
    On,
    Off,
    Other(String),
}

impl OpenEnum for Power {
    const ANY_CASE: bool = true;

    fn as_str(&self) -> &str {
        match self {
            Self::On => "on",
            Self::Off => "OFF",
            Self::Other(wire) => wire,
        }
    }

    fn from_wire(wire: String) -> Self {
        match wire.as_str() {
            _ if wire.eq_ignore_ascii_case("on") => Self::On,
            _ if wire.eq_ignore_ascii_case("OFF") => Self::Off,
            _ => Self::Other(wire),
        }
    }
}
open_enum_slot!(Power);

#[test]
fn knows_values_in_any_case_where_case_means_nothing() {
    let read = |wire: &str| {
        let (power, notes) = from_json::<Power>(json!(wire));
        (power, notes.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(read("on"), (Power::On, vec![]));
    assert_eq!(read("OFF"), (Power::Off, vec![]));
    let note = r#"the body: declared in another case, arrived as string "oFF""#;
    assert_eq!(read("oFF"), (Power::Off, vec![note.to_owned()]));
    assert_eq!(read("Standby"), (Power::Other("Standby".to_owned()), vec![]));
    assert_eq!(Power::from("ON"), Power::On);
    // A request says it as the document does.
    assert_eq!(written(&Power::from("Off")), "OFF");
    assert!(Mode::from("CLUSTER").eq_ignore_case(&Mode::Cluster));
    assert_eq!(written(&Mode::from("CLUSTER")), "CLUSTER");
}

fn written(value: &impl OpenEnum) -> &str {
    value.as_str()
}

#[test]
fn never_notes_the_value_of_a_secret() {
    reads(
        json!({ "password": 20_241_231 }),
        json!({ "password": "20241231" }),
        &["password: declared a string, arrived as a number"],
    );
}

#[test]
fn stops_noting_at_a_hundred() {
    let ids: Vec<_> = (0..1000).map(|id| json!({ "id": id })).collect();
    let (record, notes) = from_json::<Everything>(json!({ "nodes": ids }));
    assert_eq!(record.nodes.unwrap()[999].id, "999");
    assert_eq!(notes.len(), 100);
}

#[test]
fn reads_other_things_than_records() {
    assert_eq!(from_json::<Vec<String>>(json!(["a"])).0, ["a"]);
    assert_eq!(from_json::<String>(json!("a")).0, "a");
    assert!(from_json::<bool>(json!("true")).0);
}

#[test]
fn writes_mandatory_fields_and_leaves_absent_ones_out() {
    let empty = Everything::default();
    assert_eq!(to_json(&empty), json!({ "names": [] }));
    let record = Everything {
        ratio: Some(f64::NAN),
        labels: Some(BTreeMap::new()),
        node: Some(Node { id: "n".to_owned(), ..Node::default() }),
        ..Everything::default()
    };
    assert_eq!(to_json(&record), json!({ "node": { "id": "n" }, "names": [], "labels": {} }));
}

#[test]
fn prints_without_secrets_and_absent_fields() {
    let record = Everything {
        mode: Some(Mode::Cluster),
        nodes: Some(vec![Node { id: "n".to_owned(), port: Some(1), next: None }]),
        anything: json!({ "kind": "x", "secret_access_key": "hidden" }),
        password: Some("hidden".to_owned()),
        ..Everything::default()
    };
    assert_eq!(
        format!("{record:?}"),
        r#"Everything { mode: "Cluster", nodes: [Node { id: "n", port: 1 }], names: [], anything: {"kind":"x","secret_access_key":"***"}, password: "***" }"#
    );
}

fn full() -> Everything {
    from_json(json!({
        "text": "a", "size": 1, "ratio": 0.5, "enabled": true, "mode": "Cluster",
        "node": { "id": "n", "port": 1, "next": { "id": "m" } }, "nodes": [{ "id": "x" }],
        "names": ["b"], "labels": { "k": "v" }, "anything": [1], "password": "p",
    }))
    .0
}

#[test]
fn compares_field_by_field() {
    assert_eq!(full(), full());
    assert_eq!(Everything::default(), Everything::default());
    let changes: [fn(&mut Everything); 13] = [
        |record| record.text = None,
        |record| record.size = Some(2),
        |record| record.ratio = Some(f64::NAN),
        |record| record.enabled = Some(false),
        |record| record.mode = Some(Mode::from("Quorum")),
        |record| record.node.as_mut().unwrap().next = None,
        |record| record.nodes.as_mut().unwrap()[0].port = Some(2),
        |record| record.nodes.as_mut().unwrap().push(Node::default()),
        |record| record.names.clear(),
        |record| record.labels = Some(BTreeMap::from([("k".to_owned(), "w".to_owned())])),
        |record| record.labels.as_mut().unwrap().clear(),
        |record| record.anything = json!([2]),
        |record| record.password = Some("q".to_owned()),
    ];
    for (place, change) in changes.into_iter().enumerate() {
        let mut other = full();
        change(&mut other);
        assert_ne!(full(), other, "change {place}");
        assert_ne!(other, full(), "change {place}");
    }
}

#[test]
fn compares_what_would_not_be_written_as_absent() {
    let empty = Everything { mode: Some(Mode::from("")), ..Everything::default() };
    assert_eq!(empty, Everything::default());
    assert_ne!(Everything { labels: Some(BTreeMap::new()), ..Everything::default() }, empty);
}
