//! What is refused before anything answers.

use taurusdb_mock_runtime::MockServer;

use crate::raw::{get, send, start};

#[track_caller]
fn refused(server: &MockServer, line: &str, headers: &[&str], body: &str, message: &str) {
    let reply = send(server, line, headers, body);
    assert_eq!(reply.status, 400, "{line}: {reply:?}");
    let json = reply.json();
    assert_eq!(json["error_code"], "TINY.400001", "{line}");
    assert_eq!(json["error_msg"], message, "{line}");
    assert!(reply.header("x-request-id").is_some());
}

#[test]
fn path_parameters_are_not_empty_and_decode() {
    let server = start();
    refused(
        &server,
        "GET /v3//instances",
        &[],
        "",
        "project_id: expected a string, got an empty value",
    );
    refused(
        &server,
        "PUT /v3/p/instances//name",
        &[],
        "",
        "instance_id: expected a string, got an empty value",
    );
    refused(
        &server,
        "GET /v3/p/instances/%FF",
        &[],
        "",
        "instance_id: expected percent-encoded UTF-8, got other bytes",
    );
}

#[test]
fn query_parameters_have_their_declared_type() {
    let server = start();
    for (query, message) in [
        ("limit=ten", "limit: expected a whole number, got 'ten'"),
        ("limit=1.5", "limit: expected a whole number, got '1.5'"),
        ("limit=", "limit: expected a whole number, got ''"),
        ("limit=%31%32x", "limit: expected a whole number, got '12x'"),
        ("limit=1&limit=1", "limit: expected one value, got 2"),
        ("name=a&name=b&name=c", "name: expected one value, got 3"),
        (
            "since=99999999999999999999",
            "since: expected a whole number, got '99999999999999999999'",
        ),
        ("load=NaN", "load: expected a number, got 'NaN'"),
        ("deleted=yes", "deleted: expected true or false, got 'yes'"),
        ("ports=1,b", "ports: expected a whole number, got 'b'"),
        ("ports=1&ports=c", "ports: expected a whole number, got 'c'"),
    ] {
        refused(&server, &format!("GET /v3/p/instances?{query}"), &[], "", message);
    }
}

#[test]
fn what_is_well_formed_passes() {
    let server = start();
    for query in [
        "limit=10&since=1735632000000&load=0.5&deleted=True&ports=1,2&ports=3&name=a%26b+c",
        "unknown=1&unknown=2",
        "name=",
        "limit=%31",
        "&&",
        "%",
    ] {
        let reply = get(&server, &format!("GET /v3/p/instances?{query}"));
        assert_eq!(reply.status, 200, "{query}: {reply:?}");
    }
}

#[test]
fn required_parameters_are_there() {
    let server = start();
    let line = "GET /v3/p/jobs";
    let depth = "X-Depth: 1";
    refused(&server, line, &[depth], "", "id: expected a string, got nothing");
    refused(
        &server,
        "GET /v3/p/jobs?id=",
        &[depth],
        "",
        "id: expected a string, got an empty value",
    );
    let line = "GET /v3/p/jobs?id=j";
    refused(&server, line, &[], "", "X-Depth: expected a whole number, got nothing");
    refused(&server, line, &["X-Depth: x"], "", "X-Depth: expected a whole number, got 'x'");
    refused(&server, line, &[depth, depth], "", "X-Depth: expected one value, got 2");
    assert_eq!(send(&server, line, &["x-depth: 1"], "").status, 200);
}

#[test]
fn headers_that_may_be_left_out_come_once() {
    let server = start();
    assert_eq!(get(&server, "GET /v3/p/instances").status, 200);
    let twice = &["X-Language: en-us", "X-Language: en-us"];
    refused(&server, "GET /v3/p/instances", twice, "", "X-Language: expected one value, got 2");
}

#[test]
fn bodies_are_json_objects_with_their_mandatory_fields() {
    let server = start();
    let line = "POST /v3/p/instances";
    for (body, message) in [
        ("", "body: expected a JSON object, got nothing"),
        (" \r\n", "body: expected a JSON object, got nothing"),
        ("[]", "body: expected a JSON object, got a list"),
        ("null", "body: expected a JSON object, got null"),
        ("\"{}\"", "body: expected a JSON object, got a string"),
        ("{\"name\":\n", "body: expected a JSON object, got no JSON (line 2, column 0)"),
        ("{\"name\":\"a\"} x", "body: expected a JSON object, got no JSON (line 1, column 14)"),
        ("name=a", "body: expected a JSON object, got no JSON (line 1, column 2)"),
        ("{}", "name: expected a string, got nothing"),
        (r#"{"name":null}"#, "name: expected a string, got null"),
        (r#"{"name":"a"}"#, "tags: expected a list, got nothing"),
    ] {
        refused(&server, line, &[], body, message);
    }
    let nested = "[".repeat(100_000);
    assert_eq!(send(&server, line, &[], &nested).status, 400);
    let good = r#" {"name":"a","tags":[],"unknown":1} "#;
    for content_type in ["application/json", "application/json;charset=utf-8", "text/plain"] {
        let header = format!("Content-Type: {content_type}");
        assert_eq!(send(&server, line, &[&header], good).status, 202);
    }
}

#[test]
fn bodies_may_be_left_out_where_nothing_in_them_is_mandatory() {
    let server = start();
    let line = "PUT /v3/p/instances/i/name";
    assert_eq!(send(&server, line, &[], "").status, 200);
    assert_eq!(send(&server, line, &[], "{}").status, 200);
    refused(&server, line, &[], "1", "body: expected a JSON object, got a number");
}

#[test]
fn bodies_that_nobody_asked_for_are_passed_over() {
    let server = start();
    assert_eq!(send(&server, "GET /v3/p/instances", &[], "not json").status, 200);
}
