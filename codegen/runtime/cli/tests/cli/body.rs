use std::fs;

use serde_json::{Value, json};

use crate::server::Server;
use crate::{Ended, line};

const CREATE: &str = "instances create --input -";

fn create(input: &str) -> Ended {
    // Nothing may be sent before the input is known to be right, so nobody need listen.
    line(CREATE).endpoint("http://127.0.0.1:9").stdin(input).run()
}

#[track_caller]
fn refused(input: &str, expected: &[&str]) {
    let ended = create(input);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
    let mut message =
        "error: standard input is no input for `taurusdb instances create`\n".to_owned();
    for line in expected {
        message += &format!("  {line}\n");
    }
    message += "  (API Reference 4.3.1; `taurusdb instances create --skeleton` shows an input)\n";
    assert_eq!(ended.err, message);
}

#[track_caller]
fn unreadable(input: &str, expected: &str) {
    let ended = create(input);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert_eq!(ended.err, format!("error: {expected}\n"));
}

fn complete() -> Value {
    json!({ "name": "n", "mode": "Single", "password": "secret", "volume": { "size": 40 } })
}

fn complete_with(name: &str, value: Value) -> String {
    let mut input = complete();
    input[name] = value;
    input.to_string()
}

#[test]
fn comes_from_standard_input_or_a_file() {
    let server = Server::answering("200 OK", "{}");
    let input = complete().to_string();
    let ended = line(CREATE).endpoint(&server.url).stdin(&input).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let received = server.next();
    assert_eq!(received.line, "POST /v3/p1/instances");
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.body, input);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("users.json");
    // With the mark that some editors put first.
    fs::write(&file, "\u{feff}{\"users\": [{\"key\": \"a\"}]}\n").unwrap();
    let words = format!("engines users delete e1 --input {}", file.display());
    let ended = line(&words).endpoint(&server.url).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let received = server.next();
    assert_eq!(received.line, "DELETE /v3/p1/engines/e1/users");
    assert_eq!(received.body, r#"{"users":[{"key":"a"}]}"#);
}

#[test]
fn may_be_left_out_where_nothing_is_mandatory() {
    let server = Server::answering("200 OK", "{}");
    let ended = line("instances restart i1").endpoint(&server.url).run();
    assert_eq!(ended.code, 0);
    assert_eq!(server.next().body, "{}");
}

#[test]
fn is_asked_for_where_something_is_mandatory() {
    let ended = line("instances create").run();
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("--input <FILE>"), "{}", ended.err);
}

#[test]
fn must_be_a_json_object() {
    unreadable(
        "{\"name\": \"n\",\n  \"mode\" \"Single\"}",
        "standard input, line 2, column 10: not JSON: expected `:`",
    );
    unreadable("{", "standard input, line 1, column 1: not JSON: EOF while parsing an object");
    unreadable("[1]", "standard input holds a list; a JSON object is needed");
    unreadable(" \n", "standard input is empty; a JSON object is needed");
}

#[test]
fn must_be_a_file_that_can_be_read() {
    let ended = line("instances rename i1 --input no/such.json").run();
    assert_eq!(ended.code, 2);
    assert!(ended.err.starts_with("error: cannot read the input, no/such.json: "), "{}", ended.err);
}

#[test]
fn lacks_all_that_is_missing_at_once() {
    refused(
        r#"{"name": null, "volume": {}, "tags": [{"key": "a"}, {"value": "b"}]}"#,
        &[
            "missing mandatory field 'name' (string)",
            "missing mandatory field 'mode' (string)",
            "missing mandatory field 'password' (string)",
            "missing mandatory field 'volume.size' (integer)",
            "missing mandatory field 'tags[1].key' (string)",
        ],
    );
}

#[test]
fn unknown_names_get_the_nearest_known_ones() {
    refused(
        &complete_with("pasword", json!(1)),
        &["unknown field 'pasword': did you mean 'password'?"],
    );
    refused(
        &complete_with("volume", json!({ "size": 1, "Type": "x", "zone": 1 })),
        &[
            "unknown field 'volume.Type': did you mean 'type'?",
            "unknown field 'volume.zone': the fields here are size, type",
        ],
    );
}

#[test]
fn objects_and_lists_must_be_such() {
    let mut input = complete();
    input["volume"] = json!("40");
    input["tags"] = json!({});
    input["settings"] = json!([]);
    input["extra"] = json!(true);
    refused(
        &input.to_string(),
        &[
            "'volume' must be an object (got a string)",
            "'tags' must be a list (got an object)",
            "'settings' must be an object (got a list)",
            "'extra' must be an object (got true or false)",
        ],
    );
}

#[test]
fn odd_scalars_are_sent_with_a_warning() {
    let server = Server::answering("200 OK", "{}");
    let mut input = complete();
    input["mode"] = json!("Triple");
    input["settings"] = json!({ "a": 1, "b": "2" });
    input["comment"] = json!(null);
    let input = input.to_string();
    let ended = line(CREATE).endpoint(&server.url).stdin(&input).run();
    assert_eq!(ended.code, 0);
    assert_eq!(
        ended.err,
        "warning: standard input: 'mode' is 'Triple', none of the documented values (Cluster, \
         Single); it is sent as it is\n\
         warning: standard input: 'settings.b' is documented as a whole number, not a string; it \
         is sent as it is\n"
    );
    assert_eq!(server.next().body, input);
}

#[test]
fn skeletons_are_inputs_with_the_mandatory_fields_first() {
    let ended = line("instances create --skeleton").variables(&[]).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    insta::assert_snapshot!(ended.out);
}

#[test]
fn skeletons_need_no_arguments_and_can_be_sent_back() {
    let ended = line("engines users delete --skeleton --compact").variables(&[]).run();
    assert_eq!(ended.out, "{\"users\":[{\"key\":\"<string>\",\"value\":\"<string>\"}]}\n");
    let server = Server::answering("200 OK", "{}");
    let again = line("engines users delete e --input -").endpoint(&server.url).stdin(&ended.out);
    let again = again.run();
    assert_eq!((again.code, again.err.as_str()), (0, ""));
}
