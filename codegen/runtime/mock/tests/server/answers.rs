//! What is answered.

use std::io::Read;

use serde_json::json;

use crate::raw::{Connection, get, request, send, start};

#[test]
fn the_first_example_of_success_is_sent_as_it_stands() {
    let server = start();
    let reply = get(&server, "GET /v3/p/instances");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body, r#"{"operation": "instances.list"}"#);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert!(reply.header("date").is_some_and(|date| date.ends_with(" GMT")));
}

#[test]
fn without_an_example_a_value_is_made_from_the_schema() {
    let server = start();
    let body = r#"{"name":"a","tags":["t"]}"#;
    let reply = send(&server, "POST /v3/p/instances", &[], body);
    assert_eq!(reply.status, 202);
    let made = reply.json();
    assert_eq!(made["mode"], "Cluster");
    assert_eq!(made["instance"]["port"], 3306);
    assert!(made["instance"]["id"].as_str().unwrap().ends_with("in07"));
    assert_eq!(send(&server, "POST /v3/p/instances", &[], body).body, reply.body);
}

#[test]
fn a_schema_that_refers_to_itself_ends() {
    let server = start();
    let reply = send(&server, "GET /v3/p/jobs?id=j", &["X-Depth: 1"], "");
    assert_eq!(reply.json(), json!({ "status": "status", "tasks": [] }));
}

#[test]
fn without_a_schema_the_answer_is_an_empty_object() {
    let server = start();
    let reply = send(&server, "PUT /v3/p/instances/i/name", &[], "");
    assert_eq!((reply.status, reply.body.as_str()), (200, "{}"));
}

#[test]
fn no_content_has_no_content() {
    let server = start();
    let reply = get(&server, "DELETE /v3/p/jobs/j");
    assert_eq!((reply.status, reply.body.as_str()), (204, ""));
    assert_eq!(reply.header("content-type"), None);
}

#[test]
fn request_ids_differ_within_a_server_and_repeat_between_servers() {
    let ids = || {
        let server = start();
        let mut connection = Connection::open(server.address());
        [(); 3].map(|()| {
            let reply = connection.ask(&request("GET /v3/p/instances", &[], ""));
            reply.header("x-request-id").unwrap().to_owned()
        })
    };
    let first = ids();
    assert!(first.iter().all(|id| id.len() == 32), "{first:?}");
    assert!(first[0] != first[1] && first[1] != first[2]);
    assert_eq!(first, ids());
}

#[test]
fn head_and_body_arrive_together() {
    let server = start();
    let mut connection = Connection::open(server.address());
    for _ in 0..20 {
        connection.write(request("GET /v3/p/instances", &[], ""));
        let mut segment = [0; 4096];
        let length = connection.stream().read(&mut segment).unwrap();
        let text = String::from_utf8_lossy(&segment[..length]).into_owned();
        assert!(text.ends_with(r#"{"operation": "instances.list"}"#), "{text}");
    }
}
