//! Fields that the record does not have, and fields that come more than once.

use super::kettle::{Kettle, answered, notes};
use taurusdb_runtime::{Extra, Reply};

fn shown(extras: Vec<Extra>) -> Vec<String> {
    extras.iter().map(ToString::to_string).collect()
}

fn unknown(reply: &Reply<Kettle>) -> Vec<String> {
    shown(reply.unknown_fields())
}

#[test]
fn finds_unknown_fields_at_every_depth() {
    let reply = answered(
        r#"{
            "text": "a", "new": 1, " size ": 2, "a b": null, "volume": 3,
            "lid": { "newer": [1], "lid": [{ "newest": {} }] },
            "lids": [{}, null, { "text": "b", "x": 8.10 }],
            "labels": { "any": "key" }, "anything": { "goes": "here" },
            "names": ["n"], "lids2": []
        }"#,
    );
    assert_eq!(
        unknown(&reply),
        [
            "new: 1",
            r#"["a b"]: null"#,
            "lid.newer: [1]",
            "lid.lid.newest: {}",
            "lids[2].x: 8.1",
            "lids2: []"
        ]
    );
    assert_eq!(answered(r#"{"lid":{"x":1}}"#).unknown_fields()[0].value, 1);
}

/// Where reading understands something else for what is declared, what is in there is found as well.
#[test]
fn finds_unknown_fields_in_what_is_bent() {
    let reply = answered(r#"{"lids":{"x":1},"lid":"{\"y\":1.50}"}"#);
    assert_eq!(unknown(&reply), ["lids[0].x: 1", "lid.y: 1.5"]);
    assert_eq!(unknown(&answered(r#"[{"z":1}]"#)), ["z: 1"]);
    for none in ["", "{}", "null", "7", "[]", r#"{"text":"a"}"#] {
        assert_eq!(unknown(&answered(none)), [""; 0], "{none}");
    }
}

#[test]
fn digits_of_unknown_fields_are_kept() {
    let body =
        r#"{"x":12345678901234567890123,"y":1.00000000000000000001,"z":18446744073709551615}"#;
    let expected = [
        r#"x: "12345678901234567890123""#,
        r#"y: "1.00000000000000000001""#,
        "z: 18446744073709551615",
    ];
    assert_eq!(unknown(&answered(body)), expected);
}

#[test]
fn unknown_fields_are_shown_without_secrets() {
    let body =
        r#"{"new_password":"hidden","new":{"token":"hidden"},"lid":{"access_key":{"a":"hidden"}}}"#;
    let reply = answered(body);
    assert_eq!(
        unknown(&reply),
        ["new_password: ***", r#"new: {"token":"***"}"#, "lid.access_key: ***"]
    );
    assert!(!format!("{:?}", reply.unknown_fields()).contains("hidden"));
    assert_eq!(reply.unknown_fields()[0].value, "hidden");
}

#[test]
fn tells_of_fields_that_come_more_than_once() {
    let reply =
        answered(r#"{"text":"a","lids":[{"size":1,"size":2}],"text":"b","lid":{"x":1,"x":2}}"#);
    assert_eq!(reply.text.as_deref(), Some("b"));
    assert_eq!(reply.lids.as_ref().unwrap()[0].size, Some(2));
    assert_eq!(shown(reply.repeated_fields()), ["lids[0].size: 1", r#"text: "a""#, "lid.x: 1"]);
    assert_eq!(unknown(&reply), ["lid.x: 2"]);
    assert_eq!(
        notes(&reply),
        [
            "lids[0].size: declared once, arrived as another value before the one that counts and was dropped",
            "text: declared once, arrived as another value before the one that counts and was dropped",
            "lid.x: declared once, arrived as another value before the one that counts and was dropped",
        ]
    );
}

#[test]
fn tells_of_fields_that_come_under_two_names() {
    let reply = answered(r#"{"volume":1,"size":2,"password":"a"," password":"hidden"}"#);
    assert_eq!(reply.size, Some(2));
    assert_eq!(shown(reply.repeated_fields()), [r#"[" password"]: ***"#, "volume: 1"]);
    assert_eq!(
        notes(&reply),
        [
            r#"password: declared once, arrived as " password" too and was dropped"#,
            r#"size: declared once, arrived as "volume" too and was dropped"#,
        ]
    );
    assert_eq!(answered(r#"{"size":null,"volume":1}"#).size, Some(1));
}

/// What is mended does not hide what is repeated.
#[test]
fn tells_of_repeated_fields_in_a_body_that_is_mended() {
    let reply =
        answered(b"{\"text\":\"a\n\",\"text\":\"b\xff\",\"ratio\":1e999,\"size\":1.0}".as_slice());
    assert_eq!(shown(reply.repeated_fields()), [r#"text: "a\n""#]);
    assert_eq!(reply.text.as_deref(), Some("b\u{fffd}"));
}
