//! Which operation answers which request.

use taurusdb_descriptor_types::{
    Example, Examples, Field, Group, Method, Operation, Response, Schema, Service, Side, Type,
};
use taurusdb_mock_runtime::{Error, Gate, MockServer};

use crate::raw::{Connection, Reply, block_on, get, request, start, start_with};

#[test]
fn the_most_literal_route_with_the_method_answers() {
    let server = start();
    for (line, operation) in [
        ("GET /v3/p/instances", "instances.list"),
        ("GET /v3/p/instances/", "instances.list"),
        ("GET /v3/p/instances?limit=1", "instances.list"),
        ("GET /v3/p/instances/?limit=1", "instances.list"),
        ("GET http://mock/v3/p/instances", "instances.list"),
        ("GET /v3/p/%69nst%61nces", "instances.list"),
        ("GET /%763/p/instances?limit=1", "instances.list"),
        ("GET /v3/p/instances/det%61ils", "instances.details"),
        ("GET /v3/p/instances/details%2F", "instances.show"),
        ("GET /v3/p%2Finstances/instances", "instances.list"),
        ("GET /v3/../instances", "instances.list"),
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
        "/v3/p%2Finstances",
        "/v3%2fp/instances",
        "/v3/p/instances%3Flimit=1",
        "/v3/p/./instances",
        "/v3/p/x/../instances",
        "/%2576%33/p/instances",
    ] {
        let line = format!("GET {path}");
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
        ("PUT /v3/p/instances", "GET, HEAD, POST, OPTIONS"),
        ("BREW /v3/p/instances", "GET, HEAD, POST, OPTIONS"),
        ("get /v3/p/instances", "GET, HEAD, POST, OPTIONS"),
        ("TRACE /v3/p/instances", "GET, HEAD, POST, OPTIONS"),
        ("POST /v3/p/instances/i", "GET, HEAD, DELETE, OPTIONS"),
        ("HEAD /v3/p/jobs/j", "DELETE, OPTIONS"),
        // Both templates of this path count.
        ("POST /v3/p/instances/i/starrocks/restart", "GET, HEAD, PUT, DELETE, OPTIONS"),
        ("POST /v3/p/instances/details", "GET, HEAD, DELETE, OPTIONS"),
    ] {
        let reply = ask(&server, line, &[]);
        assert_eq!(reply.status, 405, "{line}: {reply:?}");
        assert_eq!(reply.header("allow"), Some(allow), "{line}");
        if !line.starts_with("HEAD") {
            assert_eq!(reply.json()["error_code"], "APIGW.0101");
        }
    }
}

/// Asks once; the answer to HEAD announces a body that never follows.
fn ask(server: &MockServer, line: &str, headers: &[&str]) -> Reply {
    let mut connection = Connection::open(server.address());
    connection.write(request(line, headers, ""));
    connection.read_answer_to(line).expect("an answer")
}

#[test]
fn head_is_wherever_get_is() {
    let server = start();
    for path in ["/v3/p/instances", "/v3/p/instances/i", "/v3/p/instances?limit=ten", "/nowhere"] {
        let get = ask(&server, &format!("GET {path}"), &[]);
        let head = ask(&server, &format!("HEAD {path}"), &[]);
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.body, "");
        for name in ["content-length", "content-type"] {
            assert_eq!(head.header(name), get.header(name), "{path}");
        }
    }
    let mut connection = Connection::open(server.address());
    connection.write(request("HEAD /v3/p/instances", &[], ""));
    assert_eq!(connection.read_answer_to("HEAD").unwrap().status, 200);
    assert_eq!(connection.ask(&request("GET /v3/p/instances", &[], "")).status, 200);
}

#[test]
fn options_say_what_a_path_takes() {
    let server = start();
    let all = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    for (target, allow) in [
        ("/v3/p/instances", "GET, HEAD, POST, OPTIONS"),
        ("/v3/p/jobs/j", "DELETE, OPTIONS"),
        ("*", all),
    ] {
        let reply = ask(&server, &format!("OPTIONS {target}"), &[]);
        assert_eq!((reply.status, reply.header("allow")), (204, Some(allow)), "{reply:?}");
        assert_eq!(reply.header("access-control-allow-methods"), None);
        assert!(reply.header("x-request-id").is_some());
    }
    assert_eq!(ask(&server, "OPTIONS /nowhere", &[]).status, 404);
}

#[test]
fn pages_of_any_origin_may_call() {
    // Nobody proves who he is before he was told that he may ask.
    let server = start_with(Gate::default());
    let origin = "Origin: https://page.example";
    for (path, methods) in [
        ("/v3/p/instances", "GET, HEAD, POST, OPTIONS"),
        ("/nowhere", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"),
    ] {
        let line = format!("OPTIONS {path}");
        let headers = [
            origin,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization,content-type,x-sdk-date",
            "Access-Control-Request-Private-Network: true",
        ];
        let reply = ask(&server, &line, &headers);
        assert_eq!(reply.status, 204, "{reply:?}");
        for (name, value) in [
            ("access-control-allow-origin", "*"),
            ("access-control-allow-methods", methods),
            ("access-control-allow-headers", "authorization,content-type,x-sdk-date"),
            ("access-control-allow-private-network", "true"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{name}");
        }
    }
    // Refusals can be read by the page as well.
    for (line, status) in [("GET /v3/p/instances", 401), ("GET /nowhere", 404)] {
        let reply = ask(&server, line, &[origin]);
        assert_eq!(reply.status, status);
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
        assert_eq!(reply.header("access-control-expose-headers"), Some("*"));
    }
    let reply = ask(&server, "GET /v3/p/instances", &[]);
    assert_eq!(reply.header("access-control-allow-origin"), None);
}

#[test]
fn requests_say_once_which_host_they_are_for() {
    let server = start();
    for (head, status) in [
        ("GET /v3/p/instances HTTP/1.1\r\nHost: mock", 200),
        ("GET /v3/p/instances HTTP/1.1\r\nHost: [::1]:80", 200),
        ("GET /v3/p/instances HTTP/1.0", 200),
        ("GET http://other:1/v3/p/instances HTTP/1.1\r\nHost: mock", 200),
        ("GET /v3/p/instances HTTP/1.1\r\nAccept: */*", 400),
        ("GET http://mock/v3/p/instances HTTP/1.1\r\nAccept: */*", 400),
        ("GET /v3/p/instances HTTP/1.1\r\nHost:", 400),
        ("GET /v3/p/instances HTTP/1.1\r\nHost: a b", 400),
        ("GET /v3/p/instances HTTP/1.1\r\nHost: a/b", 400),
        ("GET /v3/p/instances HTTP/1.1\r\nHost: a:b", 400),
        ("GET /v3/p/instances HTTP/1.1\r\nHost: user@mock", 400),
        ("GET /v3/p/instances HTTP/1.1\r\nHost: mock\r\nHost: mock", 400),
        ("GET /v3/p/instances HTTP/1.0\r\nHost: mock\r\nHost: mock", 400),
        ("OPTIONS * HTTP/1.1\r\nAccept: */*", 400),
    ] {
        let reply = Connection::open(server.address()).ask(&format!("{head}\r\n\r\n"));
        assert_eq!(reply.status, status, "{head}: {reply:?}");
        if status == 400 {
            let said = reply.json()["error_msg"].as_str().unwrap().to_owned();
            assert!(said.starts_with("Host: expected one name or address"), "{said}");
        }
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

/// Two calls whose bodies have the same fields are told apart by the words that the examples have there,
/// and otherwise by what the bodies break.
#[test]
fn words_decide_between_operations_with_one_route() {
    const fn tags(name: &'static str, fields: &'static [Field]) -> Schema {
        Schema { name, side: Side::Request, fields }
    }
    static PAIR: Schema = tags(
        "Pair",
        &[Field::mandatory("key", Type::String), Field::mandatory("value", Type::String)],
    );
    static KEY: Schema = tags(
        "Key",
        &[Field::mandatory("key", Type::String), Field::optional("value", Type::String)],
    );
    static ADD: Schema = tags(
        "Add",
        &[
            Field::mandatory("action", Type::String),
            Field::mandatory("tags", Type::Array(&Type::Record(&PAIR))),
        ],
    );
    static CUT: Schema = tags(
        "Cut",
        &[
            Field::mandatory("action", Type::String),
            Field::mandatory("tags", Type::Array(&Type::Record(&KEY))),
        ],
    );
    const fn operation(
        id: &'static str,
        body: &'static Schema,
        responses: &'static [Response],
    ) -> Operation {
        Operation {
            request: Some(body),
            responses,
            ..Operation::new(id, Method::Post, "/v1/tags/action")
        }
    }
    static ONE: Operation = operation("a.add", &ADD, &[Response::new(201, None)]);
    static TWO: Operation = operation("a.cut", &CUT, &[Response::new(202, None)]);
    static SERVICE: Service = Service {
        groups: &[Group { id: "a", command: "a", operations: &[&ONE, &TWO] }],
        ..Service::named("Tags")
    };
    static EXAMPLES: Examples = Examples {
        operations: &[
            ("a.add", &[Example { status: None, body: r#"{"action":"create","tags":[]}"# }]),
            ("a.cut", &[Example { status: None, body: r#"{"action":"delete","tags":[]}"# }]),
        ],
        ..Examples::NONE
    };
    let server = block_on(MockServer::builder(&SERVICE, &EXAMPLES).gate(Gate::open()).start())
        .expect("it starts");
    for (body, status) in [
        (r#"{"action":"create","tags":[{"key":"a","value":"b"}]}"#, 201),
        (r#"{"action":"delete","tags":[{"key":"a","value":"b"}]}"#, 202),
        (r#"{"action":"delete","tags":[{"key":"a"}]}"#, 202),
        // Meant to add, and wrong.
        (r#"{"action":"create","tags":[{"key":"a"}]}"#, 400),
        // A word that no example has: the one whose description the body does not break.
        (r#"{"action":"x","tags":[{"key":"a"}]}"#, 202),
        (r#"{"action":"x","tags":[{"key":"a","value":"b"}]}"#, 201),
    ] {
        let mut connection = crate::raw::Connection::open(server.address());
        let length = body.len();
        connection.write(format!(
            "POST /v1/tags/action HTTP/1.1\r\nHost: mock\r\nContent-Length: {length}\r\n\r\n{body}"
        ));
        let reply = connection.read().expect("an answer");
        assert_eq!(reply.status, status, "{body}: {reply:?}");
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
    let server =
        block_on(MockServer::builder(&SERVICE, &Examples::NONE).gate(Gate::open()).start())
            .expect("it starts");
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
