//! Which operation answers which request.

use taurusdb_descriptor_types::{
    Examples, Field, Group, Method, Operation, Response, Schema, Service, Side, Type,
};
use taurusdb_mock_runtime::{Error, MockServer};

use crate::raw::{block_on, get, start};

#[test]
fn the_most_literal_route_with_the_method_answers() {
    let server = start();
    for (line, operation) in [
        ("GET /v3/p/instances", "instances.list"),
        ("GET /v3/p/instances/", "instances.list"),
        ("GET /v3/p/instances?limit=1", "instances.list"),
        ("GET /v3/p/instances/?limit=1", "instances.list"),
        ("GET http://mock/v3/p/instances", "instances.list"),
        ("GET /v3/p/instances/i", "instances.show"),
        ("GET /v3/p/instances/a%2Fb%20c", "instances.show"),
        ("GET /v3/p/instances/details", "instances.details"),
        // The literal has no DELETE, the parameter beside it has.
        ("DELETE /v3/p/instances/details", "instances.delete"),
        ("GET /v3/p/instances/i/starrocks/s", "starrocks.show"),
        ("GET /v3/p/instances/i/starrocks/restart", "starrocks.show"),
        ("DELETE /v3/p/instances/i/starrocks/s", "starrocks.delete"),
        ("PUT /v3/p/instances/s/starrocks/restart", "starrocks.restart"),
        ("GET /v3/p/configurations/default/apply", "templates.apply_default"),
        // `default` leads nowhere here: it was an id.
        ("GET /v3/p/configurations/default/history", "templates.history"),
        ("GET /v3/p/configurations/c/history", "templates.history"),
    ] {
        let reply = get(&server, line);
        assert_eq!(reply.status, 200, "{line}: {reply:?}");
        assert_eq!(reply.json()["operation"], operation, "{line}");
    }
}

#[test]
fn other_paths_are_not_found() {
    let server = start();
    for path in [
        "/",
        "//",
        "/v3",
        "/v3/p",
        "/v3/p/instancesx",
        "/v3/p/Instances",
        "/v3/p/instances/i/name/more",
        "/v3/p/instances//",
        "/v3/p/configurations/c/apply",
        "/v3/p//instances",
        "*",
    ] {
        let line = if path == "*" { "OPTIONS *".to_owned() } else { format!("GET {path}") };
        let reply = get(&server, &line);
        // An instance without an id, which is a different mistake.
        let status = if path == "/v3/p/instances//" { 400 } else { 404 };
        assert_eq!(reply.status, status, "{line}: {reply:?}");
        if status == 404 {
            let body = reply.json();
            assert_eq!(body["error_code"], "APIGW.0101");
            assert_eq!(body["request_id"], reply.header("x-request-id").unwrap());
            assert!(body["error_msg"].as_str().unwrap().contains(path), "{body}");
        }
    }
}

#[test]
fn other_methods_are_told_which_ones_there_are() {
    let server = start();
    for (line, allow) in [
        ("PUT /v3/p/instances", "GET, POST"),
        ("HEAD /v3/p/instances", "GET, POST"),
        ("OPTIONS /v3/p/instances", "GET, POST"),
        ("BREW /v3/p/instances", "GET, POST"),
        ("POST /v3/p/instances/i", "GET, DELETE"),
        // Both templates of this path count.
        ("POST /v3/p/instances/i/starrocks/restart", "GET, PUT, DELETE"),
        ("POST /v3/p/instances/details", "GET, DELETE"),
    ] {
        let mut connection = crate::raw::Connection::open(server.address());
        connection.write(format!("{line} HTTP/1.1\r\nHost: mock\r\n\r\n"));
        if line.starts_with("HEAD") {
            // Its answer announces a body that never follows.
            let mut head = [0; 1024];
            let length = std::io::Read::read(&mut connection.stream(), &mut head).unwrap();
            let head = String::from_utf8_lossy(&head[..length]).to_lowercase();
            assert!(head.starts_with("http/1.1 405 "), "{head}");
            assert!(head.contains("allow: get, post\r\n"), "{head}");
            continue;
        }
        let reply = connection.read().unwrap();
        assert_eq!(reply.status, 405, "{line}: {reply:?}");
        assert_eq!(reply.header("allow"), Some(allow), "{line}");
        assert_eq!(reply.json()["error_code"], "APIGW.0101");
    }
}

#[test]
fn two_operations_for_the_same_requests_are_refused_at_the_start() {
    static ONE: Operation = Operation::new("a.one", Method::Get, "/v3/{project_id}/a/{one}");
    static TWO: Operation = Operation::new("a.two", Method::Get, "/v3/{project_id}/a/{two}/");
    static SERVICE: Service = Service {
        groups: &[Group { id: "a", command: "a", operations: &[&ONE, &TWO] }],
        ..Service::named("Twice")
    };
    match block_on(MockServer::start(&SERVICE, &Examples::NONE)) {
        Err(Error::AmbiguousRoute { first: "a.one", second: "a.two" }) => {}
        other => panic!("{other:?}"),
    }
}

/// Two calls with one route are told apart by what their bodies must have.
#[test]
fn the_body_decides_between_operations_with_one_route() {
    const fn body(name: &'static str, fields: &'static [Field]) -> Schema {
        Schema { name, side: Side::Request, fields }
    }
    static LID: Schema = body("Lid", &[Field::mandatory("lid", Type::Object)]);
    static TIMER: Schema = body("Timer", &[Field::mandatory("timer", Type::Object)]);
    static ONE: Operation = Operation {
        request: Some(&LID),
        responses: &[Response::new(201, None)],
        ..Operation::new("a.open_lid", Method::Post, "/v1/kettles/{one}/action")
    };
    static TWO: Operation = Operation {
        request: Some(&TIMER),
        responses: &[Response::new(202, None)],
        ..Operation::new("a.set_timer", Method::Post, "/v1/kettles/{two}/action")
    };
    static SERVICE: Service = Service {
        groups: &[Group { id: "a", command: "a", operations: &[&ONE, &TWO] }],
        ..Service::named("Kettles")
    };
    let server = block_on(MockServer::start(&SERVICE, &Examples::NONE)).expect("it starts");
    for (body, status) in [
        (r#"{"lid":{}}"#, 201),
        (r#"{"timer":{}}"#, 202),
        (r#"{"timer":{},"note":1}"#, 202),
        // Neither: the first one refuses it.
        ("{}", 400),
        ("", 400),
        ("[1]", 400),
        ("no JSON", 400),
    ] {
        let mut connection = crate::raw::Connection::open(server.address());
        let length = body.len();
        connection.write(format!(
            "POST /v1/kettles/k/action HTTP/1.1\r\nHost: mock\r\nContent-Length: {length}\r\n\r\n{body}"
        ));
        let reply = connection.read().expect("an answer");
        assert_eq!(reply.status, status, "{body}: {reply:?}");
    }
}
