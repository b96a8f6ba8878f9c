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
    refused(&server, "GET /v3//instances", &[], "", "project_id must not be empty");
    refused(&server, "PUT /v3/p/instances//name", &[], "", "instance_id must not be empty");
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
        ("limit=ten", "limit must be a whole number, is 'ten'"),
        ("limit=1.5", "limit must be a whole number, is '1.5'"),
        ("limit=", "limit must be a whole number, is ''"),
        ("limit=%31%32x", "limit must be a whole number, is '12x'"),
        ("limit=%2B1", "limit must be a whole number, is '+1'"),
        ("limit=+1", "limit must be a whole number, is ' 1'"),
        ("limit=1%0A", "limit must be a whole number, is '1\\n'"),
        ("limit=1.0", "limit must be a whole number, is '1.0'"),
        ("limit=1e0", "limit must be a whole number, is '1e0'"),
        ("limit=0x1", "limit must be a whole number, is '0x1'"),
        ("limit=01", "limit must be a whole number, is '01'"),
        ("limit=-01", "limit must be a whole number, is '-01'"),
        ("limit=1_0", "limit must be a whole number, is '1_0'"),
        ("limit=%D9%A1", "limit must be a whole number, is '١'"),
        ("limit=%EF%BC%91", "limit must be a whole number, is '１'"),
        ("limit=-", "limit must be a whole number, is '-'"),
        ("load=", "load must be a number, is ''"),
        ("load=.5", "load must be a number, is '.5'"),
        ("load=5.", "load must be a number, is '5.'"),
        ("load=5.e1", "load must be a number, is '5.e1'"),
        ("load=%2B0.5", "load must be a number, is '+0.5'"),
        ("load=00.5", "load must be a number, is '00.5'"),
        ("load=1e999", "load must be a number, is '1e999'"),
        ("load=infinity", "load must be a number, is 'infinity'"),
        ("ports=1,%2B2", "ports must be a whole number, is '+2'"),
        ("ports=1,,2", "ports must be a whole number, is ''"),
        ("limit=1&limit=1", "limit must be one value, is 2"),
        ("name=a&name=b&name=c", "name must be one value, is 3"),
        ("since=99999999999999999999", "since must be a whole number, is '99999999999999999999'"),
        ("load=NaN", "load must be a number, is 'NaN'"),
        ("deleted=yes", "deleted must be true or false, is 'yes'"),
        ("ports=1,b", "ports must be a whole number, is 'b'"),
        ("ports=1&ports=c", "ports must be a whole number, is 'c'"),
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
        "limit=-0&since=-9223372036854775808&load=-0",
        "load=1E%2B2",
        "load=0e-1",
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
    refused(&server, line, &[depth], "", "id is mandatory and not set");
    refused(&server, "GET /v3/p/jobs?id=", &[depth], "", "id must not be empty");
    let line = "GET /v3/p/jobs?id=j";
    refused(&server, line, &[], "", "X-Depth is mandatory and not set");
    refused(&server, line, &["X-Depth: x"], "", "X-Depth must be a whole number, is 'x'");
    refused(&server, line, &[depth, depth], "", "X-Depth must be one value, is 2");
    assert_eq!(send(&server, line, &["x-depth: 1"], "").status, 200);
}

#[test]
fn headers_that_may_be_left_out_come_once() {
    let server = start();
    assert_eq!(get(&server, "GET /v3/p/instances").status, 200);
    let twice = &["X-Language: en-us", "X-Language: en-us"];
    refused(&server, "GET /v3/p/instances", twice, "", "X-Language must be one value, is 2");
}

#[test]
fn bodies_are_json_objects_with_their_mandatory_fields() {
    let server = start();
    let line = "POST /v3/p/instances";
    for (body, message) in [
        ("", "body must be a JSON object, is empty"),
        (" \r\n", "body must be a JSON object, is empty"),
        ("[]", "body must be a JSON object, is a list"),
        ("null", "body must be a JSON object, is null"),
        ("\"{}\"", "body must be a JSON object, is a string"),
        ("{\"name\":\n", "body must be a JSON object, is no JSON (line 2, column 0)"),
        ("{\"name\":\"a\"} x", "body must be a JSON object, is no JSON (line 1, column 14)"),
        ("name=a", "body must be a JSON object, is no JSON (line 1, column 2)"),
        ("{}", "name is mandatory and not set; tags is mandatory and not set"),
        (r#"{"name":null}"#, "name must be a string, is null; tags is mandatory and not set"),
        (r#"{"name":"a"}"#, "tags is mandatory and not set"),
    ] {
        refused(&server, line, &[], body, message);
    }
    let nested = "[".repeat(100_000);
    assert_eq!(send(&server, line, &[], &nested).status, 400);
    let good = r#" {"name":"a","tags":[],"unknown":1} "#;
    for content_type in ["application/json", "application/json;charset=utf-8", "text/json"] {
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
    refused(&server, line, &[], "1", "body must be a JSON object, is a number");
}

#[test]
fn bodies_that_nobody_asked_for_are_passed_over() {
    let server = start();
    assert_eq!(send(&server, "GET /v3/p/instances", &[], "not json").status, 200);
}
