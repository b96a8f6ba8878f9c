//! The same seed and the same calls give the same bytes, also by way of a snapshot.

use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_mock_runtime::{Clock, MockServer};

use super::{ask, block_on, get, kettle, kettles, start};

/// All that a server answers to a row of calls.
fn run(server: &MockServer) -> Vec<String> {
    let mut answers = Vec::new();
    let mut ask = |method: &str, path: &str, body: Value| {
        let reply = ask(server, method, path, &body);
        answers.push(reply.body.clone());
        if reply.body.is_empty() { Value::Null } else { reply.json() }
    };
    let made = ask("POST", "/kettles", json!({ "name": "one", "spouts": 3 }));
    let id = made["kettle"]["id"].as_str().unwrap().to_owned();
    server.advance(Duration::from_secs(4000));
    ask(
        "POST",
        &format!("/kettles/{id}/tags"),
        json!({ "action": "create", "tags": [{ "key": "a", "value": "b" }] }),
    );
    ask("PUT", &format!("/kettles/{id}/policy"), json!({ "mode": "wild" }));
    ask("POST", &format!("/kettles/{id}/drips"), json!({}));
    ask("POST", &format!("/kettles/{id}/descale"), json!({ "delay": true }));
    ask("PUT", &format!("/kettles/{id}/name"), json!({ "name": "two" }));
    ask("GET", "/kettles", Value::Null);
    answers
}

#[test]
fn the_same_seed_and_calls_give_the_same_bytes() {
    let with = |seed| block_on(kettles(Clock::Manual).seed(seed).start()).unwrap();
    assert_eq!(run(&with(7)), run(&with(7)));
    assert_ne!(run(&with(7)), run(&with(8)));
    let server = with(7);
    let first = run(&server);
    server.reset();
    assert_eq!(run(&server), first);
}

#[test]
fn a_world_goes_on_where_its_snapshot_was_taken() {
    let server = start(Clock::Manual);
    run(&server);
    let copy = start(Clock::Manual);
    copy.seed(&server.snapshot()).unwrap();
    assert_eq!(copy.snapshot(), server.snapshot());
    for seconds in [1, 700, 6000, 90_000] {
        for one in [&server, &copy] {
            one.advance(Duration::from_secs(seconds));
        }
        assert_eq!(copy.snapshot(), server.snapshot(), "{seconds}");
    }
    assert_eq!(kettle(&copy, "next"), kettle(&server, "next"));
    assert_eq!(get(&copy, "/kettles"), get(&server, "/kettles"));
    assert_eq!(copy.snapshot(), server.snapshot());
}

#[test]
fn a_file_by_hand_needs_little() {
    let server = start(Clock::Manual);
    server
        .seed(&json!({ "records": {
            "tag": [{ "_parent": "0123456789abcdef0123456789abcdefkt01", "key": "a", "value": "b" }],
            "kettle": [
                { "_parent": "p", "id": "0123456789abcdef0123456789abcdefkt01", "name": "one" },
                { "_parent": "p", "name": "two", "_state": "BROKEN" },
            ],
        } }))
        .unwrap();
    let listed = get(&server, "/kettles");
    assert_eq!(listed["kettles"][0]["tags"], json!([{ "key": "a", "value": "b" }]));
    assert_eq!(listed["kettles"][0]["status"], "fine");
    assert_eq!(listed["kettles"][1]["status"], "BROKEN");
    assert!(listed["kettles"][1]["id"].as_str().unwrap().ends_with("kt01"));
}

#[test]
fn a_seed_that_is_wrong_is_refused_with_its_place_and_changes_nothing() {
    let server = start(Clock::Manual);
    kettle(&server, "one");
    let before = server.snapshot();
    for (seed, place, says) in [
        (json!([]), "", "an object"),
        (json!({ "record": {} }), "record", "records"),
        (json!({ "seed": "x" }), "seed", "whole number"),
        (json!({ "time": "soon" }), "time", "a time"),
        (json!({ "records": { "kettel": [] } }), "records.kettel", "kettle"),
        (json!({ "records": { "kettle": {} } }), "records.kettle", "a list"),
        (json!({ "records": { "kettle": [{ "nam": "x" }] } }), "records.kettle[1].nam", "name"),
        (
            json!({ "records": { "kettle": [{ "_state": "REDY" }] } }),
            "records.kettle[1]._state",
            "READY",
        ),
        (json!({ "records": { "tag": [{ "key": "x" }] } }), "records.tag[1]._parent", "kettle"),
        (
            json!({ "records": { "tag": [{ "_parent": "none", "key": "x" }] } }),
            "records.tag[1]._parent",
            "none",
        ),
        (
            json!({ "records": { "kettle": [{ "id": "same" }, { "id": "same" }] } }),
            "records.kettle[2].id",
            "a kettle has 'same' already",
        ),
        (json!({ "events": [{}] }), "events[1]", "an event"),
    ] {
        let message = server.seed(&seed).unwrap_err().to_string();
        assert!(message.contains(place) && message.contains(says), "{seed}: {message}");
    }
    assert_eq!(server.snapshot(), before);
}
