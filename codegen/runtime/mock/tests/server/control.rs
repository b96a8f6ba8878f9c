//! The control, over the wire and in the same program.

use serde_json::{Value, json};
use taurusdb_mock_runtime::{Control, Fault, MockServer, Verdict};

use crate::raw::{Reply, block_on, get, open, send, start};

const LIST: &str = "GET /v3/p/instances";
const CREATE: &str = "POST /v3/p/instances";

fn post(server: &MockServer, path: &str, body: &str) -> Reply {
    send(server, &format!("POST /_mock{path}"), &["Content-Type: application/json"], body)
}

#[test]
fn the_index_lists_routes_that_answer() {
    let server = start();
    let routes: Vec<Value> = serde_json::from_value(get(&server, "GET /_mock/").json()).unwrap();
    assert!(routes.len() > 15);
    for route in routes {
        let (method, path) = (route["method"].as_str().unwrap(), route["path"].as_str().unwrap());
        let path = path.replace("{name}", "instance");
        let reply = send(&server, &format!("{method} {path}"), &[], "");
        assert_ne!(reply.status, 405, "{method} {path}");
        assert!(reply.status < 500, "{method} {path}");
    }
}

#[test]
fn health_says_what_is_served() {
    let server = start();
    let health = get(&server, "GET /_mock/health").json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["service"], "Tiny");
    assert_eq!(health["operations"], 13);
}

#[test]
fn mistakes_are_explained() {
    let server = start();
    for (line, body, status, expected) in [
        (
            "GET /_mock/helth",
            "",
            404,
            "the control has no path /_mock/helth; did you mean '/health'?",
        ),
        ("GET /_mock/reset", "", 405, "GET is not for /_mock/reset; use POST"),
        ("POST /_mock/faults", "", 400, "request body: expected JSON, found nothing"),
        ("POST /_mock/faults", "{", 400, "request body, line 1: expected JSON"),
        ("POST /_mock/faults", "[]", 400, "request body: expected a table, found a list"),
        (
            "POST /_mock/faults",
            r#"{"status": "x"}"#,
            400,
            "request body, status: expected a whole number from 0 on, found 'x'",
        ),
        (
            "POST /_mock/faults",
            r#"{"profile": "hostle"}"#,
            400,
            "request body, profile: no profile is called 'hostle'; did you mean 'hostile'?",
        ),
        (
            "POST /_mock/faults",
            r#"{"operation": "instances.lst", "status": 500}"#,
            400,
            "request body, operation: no operation is called 'instances.lst'; did you mean 'instances.list'",
        ),
        ("DELETE /_mock/faults/x", "", 404, "no fault in force is called 'x'"),
        (
            "POST /_mock/clock/advance",
            r#"{"by": "long"}"#,
            400,
            "request body, by: expected a span of time",
        ),
        ("POST /_mock/clock/advance", "{}", 400, "request body: 'by' is missing"),
        (
            "POST /_mock/expectations",
            r#"{"operation": "instance.list"}"#,
            400,
            "operation: no operation is called 'instance.list'; did you mean 'instances.list'",
        ),
        (
            "POST /_mock/expectations",
            r#"{"operation": "*", "time": 1}"#,
            400,
            "time: there is no such name; did you mean 'times'",
        ),
        (
            "POST /_mock/expectations",
            r#"{"operation": "*", "at_least": 3, "at_most": 2}"#,
            400,
            "'at_least' is more than 'at_most'",
        ),
        (
            "GET /_mock/journal?limt=1",
            "",
            400,
            "query, limt: there is no such name; did you mean 'limit'?",
        ),
        ("GET /_mock/journal?limit=x", "", 400, "query, limit: expected a whole number, found 'x'"),
        (
            "GET /_mock/state/instanc",
            "",
            404,
            "no resource is called 'instanc'; did you mean 'instance'?",
        ),
        (
            "GET /_mock/journal?limit=%2B1",
            "",
            400,
            "query, limit: expected a whole number, found '+1'",
        ),
        (
            "GET /_mock/journal?limit=1&limit=2",
            "",
            400,
            "query, limit: it is stated more than once",
        ),
        (
            "POST /_mock/clock/advance",
            r#"{"by": "1h", "by": "2h"}"#,
            400,
            "request body, line 1: expected each name once, found \"by\" twice",
        ),
        (
            "POST /_mock/clock/advance",
            r#"{"by": "80000000h"}"#,
            400,
            "request body, by: expected a time before the year 10000, found one beyond",
        ),
        (
            "PUT /_mock/state",
            "{\n\"seed\":1,\n\"seed\":2}",
            400,
            "request body, line 3: expected each name once",
        ),
        (
            "POST /_mock/faults",
            r#"{"name": " ", "status": 500}"#,
            400,
            "name: expected a name of some letters",
        ),
        (
            "POST /_mock/faults",
            r#"{"headers": {"Transfer-Encoding": "gzip"}}"#,
            400,
            "headers.Transfer-Encoding: it says how long the body is; use 'truncate'",
        ),
        ("POST /_mock/seed", r#"{"file": "/nowhere.json"}"#, 400, "/nowhere.json: cannot be read"),
        ("PUT /_mock/state", "{\n x", 400, "request body, line 2: expected JSON"),
    ] {
        let reply = send(&server, line, &[], body);
        assert_eq!(reply.status, status, "{line} {body}");
        let error = reply.json()["error"].as_str().expect("an error").to_owned();
        assert!(error.contains(expected), "{line}: {error}");
    }
    assert_eq!(get(&server, "DELETE /_mock/health").header("allow"), Some("GET, HEAD, OPTIONS"));
}

#[test]
fn faults_are_added_by_json_or_toml() {
    let server = start();
    let reply =
        post(&server, "/faults", r#"{"name": "a", "operation": "instances.list", "status": 503}"#);
    assert_eq!((reply.status, reply.json()), (201, json!({ "added": ["a"] })));
    let toml = "[[rule]]\nname = 'b'\nstatus = 504\n[[rule]]\nstatus = 500\n";
    let reply = send(&server, "POST /_mock/faults", &["Content-Type: application/toml"], toml);
    assert_eq!(reply.json()["added"][0], "b");
    assert_eq!(get(&server, LIST).status, 503);
    let shown = get(&server, "GET /_mock/faults").json();
    assert_eq!(shown["faults"][0]["fired"], 1);
    assert_eq!(shown["faults"][0]["fault"]["operation"], "instances.list");
    assert_eq!(get(&server, "DELETE /_mock/faults/a").status, 204);
    assert_eq!(get(&server, LIST).status, 504);
    assert_eq!(get(&server, "DELETE /_mock/faults").status, 204);
    assert_eq!(get(&server, LIST).status, 200);
}

#[test]
fn the_journal_has_verdicts_and_no_secrets() {
    let server = start();
    let secret =
        r#"{"name": "a", "tags": [], "password": "Tr0ub4dor", "more": {"token": "canary-1"}}"#;
    assert_eq!(send(&server, CREATE, &["X-Auth-Token: canary-2"], secret).status, 202);
    assert_eq!(send(&server, "POST /v3/p/instances?sk=canary-3", &[], "{}").status, 400);
    assert_eq!(get(&server, "GET /nowhere").status, 404);
    server.add_fault(Fault::on("instances.list").status(503)).unwrap();
    assert_eq!(get(&server, LIST).status, 503);

    let journal = get(&server, "GET /_mock/journal");
    for secret in ["Tr0ub4dor", "canary-1", "canary-2", "canary-3"] {
        assert!(!journal.body.contains(secret), "{secret} in {}", journal.body);
    }
    let journal = journal.json();
    assert_eq!(journal["total"], 4);
    let exchanges = &journal["exchanges"];
    assert_eq!(exchanges[0]["operation"], "instances.create");
    assert_eq!(exchanges[0]["request"]["password"], "***");
    assert_eq!(exchanges[0]["request"]["name"], "a");
    assert_eq!(exchanges[0]["verdict"]["kind"], "answered");
    assert_eq!(exchanges[1]["verdict"]["code"], "TINY.400001");
    assert_eq!(exchanges[1]["query"], "sk=***");
    assert_eq!(exchanges[2]["operation"], Value::Null);
    assert_eq!(exchanges[3]["faults"][0], "fault-1");

    let shown = |query: &str| {
        get(&server, &format!("GET /_mock/journal?{query}")).json()["exchanges"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(shown("operation=instances.*"), 3);
    assert_eq!(shown("status=404"), 1);
    assert_eq!(shown("after=3"), 1);
    assert_eq!(shown("limit=2"), 2);
    assert_eq!(get(&server, "DELETE /_mock/journal").status, 204);
    assert_eq!(shown(""), 0);
}

#[test]
fn the_journal_forgets_the_oldest() {
    let server = block_on(open().journal(3).start()).unwrap();
    for _ in 0..5 {
        get(&server, LIST);
    }
    let numbers: Vec<_> = server.journal().iter().map(|exchange| exchange.number).collect();
    assert_eq!(numbers, [3, 4, 5]);
    assert_eq!(server.journal()[0].verdict, Verdict::Answered);
}

#[test]
fn expected_calls_are_counted() {
    let server = start();
    server.expect("instances.list").times(2);
    server.expect("instances.create").never();
    server.expect("*.list").at_most(3).at_least(1).with_status(200);
    assert_eq!(server.verify().unwrap_err().list.len(), 2);
    get(&server, LIST);
    get(&server, LIST);
    server.verify().unwrap();
    assert_eq!(post(&server, "/verify", "").status, 204);

    let reply = post(&server, "/expectations", r#"{"operation": "tasks.show", "times": 1}"#);
    assert_eq!(reply.status, 201);
    let reply = post(&server, "/verify", "");
    assert_eq!(reply.status, 409);
    assert_eq!(reply.json()["unmet"][0], "tasks.show: expected 1 time, seen 0");
    let shown = get(&server, "GET /_mock/expectations").json();
    assert_eq!(shown["expectations"][0]["seen"], 2);
    assert_eq!(shown["expectations"][3]["met"], false);
    assert_eq!(get(&server, "DELETE /_mock/expectations").status, 204);
    server.verify().unwrap();
    // A misspelt name cannot be met, whatever is expected.
    server.expect("instances.lst").never();
    assert!(server.verify().unwrap_err().to_string().contains("did you mean 'instances.list'"));
}

#[test]
fn coverage_names_operations_and_fields() {
    let server = start();
    send(&server, "GET /v3/p/instances?name=a", &["X-Language: en-us"], "");
    send(&server, CREATE, &[], r#"{"name": "a", "tags": []}"#);
    send(&server, CREATE, &[], "{}");
    let coverage = server.coverage();
    assert_eq!(coverage, get(&server, "GET /_mock/coverage").json());
    assert_eq!(coverage["operations"], json!({ "exercised": 2, "of": 13 }));
    let list = &coverage["by_operation"][0];
    assert_eq!(list["request"]["exercised"], json!(["project_id", "X-Language", "name"]));
    assert_eq!(list["request"]["missing"], json!(["limit", "since", "load", "deleted", "ports"]));
    let create = &coverage["by_operation"][1];
    assert_eq!(create["calls"], 2);
    assert_eq!(create["statuses"], json!({ "202": 1, "400": 1 }));
    assert_eq!(create["error_codes"], json!({ "TINY.400001": 1 }));
    assert_eq!(create["request"]["exercised"], json!(["name", "tags"]));
    assert_eq!(
        create["answer"]["exercised"],
        json!(["job_id", "mode", "instance", "instance.id", "instance.port"])
    );
    assert_eq!(get(&server, "DELETE /_mock/coverage").status, 204);
    assert_eq!(server.coverage()["operations"]["exercised"], 0);
}

#[test]
fn a_reset_forgets_what_was() {
    let server = start();
    server.expect("instances.list").times(1);
    get(&server, LIST);
    assert_eq!(post(&server, "/reset", "").status, 204);
    assert!(server.journal().is_empty() && server.verify().is_err());
    assert_eq!(server.coverage()["operations"]["exercised"], 0);
}

#[test]
fn pages_from_elsewhere_and_other_names_are_refused() {
    let server = start();
    let status = |host: &str, more: &str| {
        let request = format!("GET /_mock/journal HTTP/1.1\r\nHost: {host}\r\n{more}\r\n");
        crate::raw::Connection::open(server.address()).ask(&request).status
    };
    assert_eq!(status("localhost:1", ""), 200);
    assert_eq!(status("localhost:1", "Origin: http://localhost:1\r\n"), 200);
    assert_eq!(status("localhost:1", "Origin: http://evil.example\r\n"), 403);
    assert_eq!(status("evil.example", ""), 403);

    let off = block_on(open().control(Control::Off).start()).unwrap();
    assert_eq!(send(&off, "GET /_mock/health", &[], "").status, 403);
}
