//! How commands end when something goes wrong: exit codes, and JSON for programs.

use serde_json::Value;

use crate::demo;
use crate::server::Server;

#[track_caller]
fn ends(status: &'static str, code: &str, expected: u8, kind: &str) -> Value {
    let body = format!("{{\"error_code\":\"{code}\",\"error_msg\":\"why\"}}");
    let server = Server::new(move |_| (status, body.clone().into_bytes()));
    let plain = demo("works show w1 --retries 0", &[], &server.url);
    assert_eq!((plain.code, plain.out.as_str()), (expected, ""), "{}", plain.err);
    assert!(plain.err.starts_with("error: works.show: "), "{}", plain.err);
    let ended = demo("works show w1 --retries 0 --output json", &[], &server.url);
    assert_eq!((ended.code, ended.out.as_str()), (expected, ""));
    let error: Value = serde_json::from_str(&ended.err).unwrap();
    assert_eq!(ended.err.lines().count(), 1);
    assert_eq!((&error["kind"], &error["exit_code"]), (&kind.into(), &expected.into()), "{error}");
    error
}

#[test]
fn each_kind_of_refusal_has_a_code_of_its_own() {
    ends("400 Bad Request", "DBS.9", 1, "service");
    ends("401 Unauthorized", "APIGW.0301", 6, "denied");
    ends("403 Forbidden", "DBS.9", 6, "denied");
    ends("400 Bad Request", "DBS.2", 6, "denied");
    ends("404 Not Found", "DBS.9", 7, "not_found");
    ends("400 Bad Request", "DBS.1", 7, "not_found");
    ends("409 Conflict", "DBS.9", 8, "conflict");
    ends("400 Bad Request", "DBS.3", 8, "conflict");
    ends("429 Too Many Requests", "APIGW.0308", 9, "throttled");
    ends("500 Internal Server Error", "DBS.9", 10, "server");
    ends("400 Bad Request", "DBS.4", 10, "server");
    ends("503 Service Unavailable", "", 10, "server");
    ends("504 Gateway Timeout", "", 11, "timeout");
    ends("302 Found", "", 1, "service");
}

#[test]
fn an_error_has_all_its_fields() {
    let error = ends("400 Bad Request", "DBS.1", 7, "not_found");
    assert_eq!(
        error,
        serde_json::json!({
            "kind": "not_found", "exit_code": 7, "operation": "works.show", "status": 400, "code": "DBS.1",
            "name": "Missing", "message": "why", "request_id": "r-1", "advice": "Do as the test says", "attempts": 1,
            "violations": [], "tried": [],
        })
    );
    let names = |error: &Value| error.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for line in [
        "works nope -o json",
        "works show -o json",
        "works show w1 -o json --query [",
        "-ojson works show w1 --nope",
    ] {
        let ended = demo(line, &[], "http://127.0.0.1:1");
        assert_eq!(ended.code, 2, "{}", ended.err);
        let other: Value = serde_json::from_str(&ended.err).unwrap();
        assert_eq!(names(&other), names(&error));
        assert_eq!(other["kind"], "usage");
        assert_eq!(other["status"], Value::Null);
    }
}

#[test]
fn errors_are_text_unless_json_is_asked_for() {
    let ended = demo("works show w1", &[], "http://127.0.0.1:1");
    assert_eq!(ended.code, 4);
    assert!(ended.err.starts_with("error: works.show: cannot connect"), "{}", ended.err);
    let ended = demo("works show w1 -o yaml", &[], "http://127.0.0.1:1");
    assert!(ended.err.starts_with("error: works.show: cannot connect"), "{}", ended.err);
}

#[test]
fn warnings_are_lines_of_json_beside_json() {
    let server = Server::saying(b"{\"a\":\"\xff\"}".to_vec());
    let ended = demo("works show w1 -o json", &[], &server.url);
    let warning: Value = serde_json::from_str(&ended.err).unwrap();
    assert_eq!(warning["kind"], "warning");
}
