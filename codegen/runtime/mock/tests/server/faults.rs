//! Faults on purpose, as clients meet them.

use std::io::Read;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;
use taurusdb_mock_runtime::{Fault, Faults, MockServer};

use crate::raw::{Connection, block_on, get, open, request, send, start};

const LIST: &str = "GET /v3/p/instances";
const SHOW: &str = "GET /v3/p/instances/1";
const CREATE: &str = "POST /v3/p/instances";
const BODY: &str = r#"{"name":"a","tags":[]}"#;

/// Everything that the server sends before it ends the connection, and whether it ends well.
fn bytes_of(server: &MockServer, line: &str, fault: &str) -> (Vec<u8>, bool) {
    use std::io::Write;
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let headers = [format!("X-Mock-Fault: {fault}"), "Connection: close".to_owned()];
    let headers: Vec<_> = headers.iter().map(String::as_str).collect();
    stream.write_all(request(line, &headers, "").as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes).is_ok();
    (bytes, ended)
}

/// The body of an answer.
fn body_of(server: &MockServer, line: &str, fault: &str) -> Vec<u8> {
    let (bytes, _) = bytes_of(server, line, fault);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    bytes[end + 4..].to_vec()
}

#[test]
fn a_rule_meets_what_it_states() {
    let answers_503 = |fault: Fault, line: &str, headers: &[&str], body: &str| {
        let server = start();
        server.add_fault(fault.status(503)).unwrap();
        send(&server, line, headers, body).status == 503
    };
    for (fault, line) in [
        (Fault::anywhere(), LIST),
        (Fault::anywhere(), "GET /nowhere"),
        (Fault::on("instances.list"), LIST),
        (Fault::on("*.list"), LIST),
        (Fault::in_group("instances"), SHOW),
        (Fault::at("/v3/{project_id}/instances"), LIST),
        (Fault::at("/v3/{project_id}/instances/*"), SHOW),
        (Fault::anywhere().with("method", json!(["PUT", "get"])), LIST),
        (
            Fault::anywhere().with("match", json!({ "query.name": "or*" })),
            "GET /v3/p/instances?name=orders",
        ),
        (Fault::anywhere().with("match", json!({ "path.instance_id": "1" })), SHOW),
        (Fault::anywhere().with("match", json!({ "header.x-language": "en*" })), LIST),
        (Fault::on("instances.create").with("match", json!({ "body.name": "a" })), CREATE),
        (Fault::on("instances.create").with("match", json!({ "body.tags.key": "7" })), CREATE),
    ] {
        let body = if line == CREATE { r#"{"name":"a","tags":[{"key":7}]}"# } else { "" };
        assert!(answers_503(fault.clone(), line, &["X-Language: en-us"], body), "{fault} {line}");
        let other = if line.starts_with(LIST) { "DELETE /v3/p/jobs/x" } else { LIST };
        let is_everywhere = fault == Fault::anywhere();
        assert_eq!(answers_503(fault.clone(), other, &[], ""), is_everywhere, "{fault} {other}");
    }
}

#[test]
fn counts_say_when_a_rule_takes_effect() {
    let statuses = |fault: Fault| {
        let server = start();
        server.add_fault(fault.status(503)).unwrap();
        (0..8).map(|_| u8::from(get(&server, LIST).status == 503)).collect::<Vec<_>>()
    };
    assert_eq!(statuses(Fault::anywhere().times(2)), [1, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(statuses(Fault::anywhere().after(3)), [0, 0, 0, 1, 1, 1, 1, 1]);
    assert_eq!(statuses(Fault::anywhere().after(1).times(2)), [0, 1, 1, 0, 0, 0, 0, 0]);
    assert_eq!(statuses(Fault::anywhere().with("every", 3)), [1, 0, 0, 1, 0, 0, 1, 0]);
    assert_eq!(statuses(Fault::anywhere().probability(0.0)), [0; 8]);
}

#[test]
fn the_same_seed_and_requests_meet_the_same_faults() {
    let run = |seed: u64| {
        let server = block_on(open().seed(seed).start()).unwrap();
        server.add_fault(Fault::on("instances.list").status(503).probability(0.5)).unwrap();
        server.add_fault(Fault::anywhere().with("fields", json!({ "missing": 0.5 }))).unwrap();
        let once = || -> Vec<_> {
            (0..30).map(|_| get(&server, LIST)).map(|reply| (reply.status, reply.body)).collect()
        };
        let first = once();
        server.reset();
        assert_eq!(once(), first, "a reset plays them again");
        first
    };
    let first = run(7);
    assert_eq!(run(7), first);
    assert_ne!(run(8), first);
    let failed = first.iter().filter(|(status, _)| *status == 503).count();
    assert!((5..25).contains(&failed), "{failed}");
}

#[test]
fn an_answer_instead_has_the_fitting_code_and_status() {
    let server = start();
    for (fault, status, code) in [
        ("status=503", 503, "503"),
        ("status=409", 409, "TINY.409001"),
        ("code=TINY.409001", 409, "TINY.409001"),
        ("code=TINY.9", 400, "TINY.9"),
        ("throttle", 429, "APIGW.0308"),
        ("throttle=2s; status=503", 503, "APIGW.0308"),
    ] {
        let reply = send(&server, LIST, &[&format!("X-Mock-Fault: {fault}")], "");
        assert_eq!(
            (reply.status, reply.json()["error_code"].as_str()),
            (status, Some(code)),
            "{fault}"
        );
    }
    let retry_after = |fault: &str| {
        let reply = send(&server, LIST, &[&format!("X-Mock-Fault: {fault}")], "");
        reply.header("retry-after").map(str::to_owned)
    };
    assert_eq!(retry_after("throttle").as_deref(), Some("1"));
    assert_eq!(retry_after("throttle=1500ms").as_deref(), Some("2"));
    assert_eq!(retry_after("status=503; retry_after=7").as_deref(), Some("7"));
    let date = "Fri, 31 Dec 1999 23:59:59 GMT";
    assert_eq!(retry_after(&format!("status=503; retry_after={date}")).as_deref(), Some(date));
    let reply = send(&server, LIST, &["X-Mock-Fault: status=502; body=<html>"], "");
    assert_eq!((reply.status, reply.body.as_str()), (502, "<html>"));
}

#[test]
fn latency_holds_an_answer_back() {
    let server = start();
    let before = Instant::now();
    let reply = send(&server, LIST, &["X-Mock-Fault: latency=30ms"], "");
    assert_eq!(reply.status, 200);
    assert!(before.elapsed() >= Duration::from_millis(30));
}

#[test]
fn connections_end_where_they_are_told_to() {
    let server = start();
    let (bytes, ended) = bytes_of(&server, LIST, "reset=before");
    assert_eq!((bytes.as_slice(), ended), (b"".as_slice(), false));

    let (bytes, ended) = bytes_of(&server, LIST, "reset=head");
    assert!(!ended && bytes.starts_with(b"HTTP/1.1 ") && bytes.len() == 20, "{bytes:?}");

    let whole = get(&server, LIST).body;
    for fault in ["reset=body", "truncate=0.5", "truncate=3", "truncate=99999", "truncate=0"] {
        let body = body_of(&server, LIST, fault);
        assert!(
            body.len() < whole.len() && whole.as_bytes().starts_with(&body),
            "{fault}: {body:?}"
        );
    }
    assert_eq!(body_of(&server, LIST, "truncate=3"), whole.as_bytes()[..3]);
    assert_eq!(body_of(&server, LIST, "truncate=99999"), whole.as_bytes()[..whole.len() - 1]);
    assert!(bytes_of(&server, LIST, "truncate=0.5").1, "an orderly end");
    assert!(!bytes_of(&server, LIST, "reset=body").1, "a reset");

    let heard: Vec<_> = server.journal().iter().map(|exchange| exchange.status).collect();
    assert_eq!(heard[..3], [None, None, Some(200)]);
}

#[test]
fn a_slow_answer_is_whole_and_the_next_is_quick() {
    let server = start();
    let mut connection = Connection::open(server.address());
    let slow = ["X-Mock-Fault: {\"pace\": {\"bytes\": 50, \"every\": \"5ms\"}}"];
    let before = Instant::now();
    let reply = connection.ask(&request(LIST, &slow, ""));
    assert_eq!(reply.json()["operation"], "instances.list");
    assert!(before.elapsed() >= Duration::from_millis(10));
    // 10 MB of such a pace would take a quarter of an hour.
    assert_eq!(connection.ask(&request(LIST, &[], "")).status, 200);
}

#[test]
fn bodies_are_spoilt_as_asked() {
    let server = start();
    let body = |fault: &str| body_of(&server, "POST /v3/p/instances", fault);
    // The fault comes before the check here, so that there is no need of a body.
    let with = |fault: &str| {
        let answer = r#"body={"total": 3, "mode": "Single", "on": true, "text": "8.10", "n": "12", "list": [1, 2]}"#;
        body(&format!("{answer}; status=200; {fault}"))
    };
    let json = |bytes: Vec<u8>| serde_json::from_slice::<serde_json::Value>(&bytes).expect("JSON");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");

    let whole = json(with("latency=0"));
    let swapped = json(with("scalars=swap"));
    assert_eq!(swapped["total"], "3");
    assert_eq!(swapped["on"], "true");
    assert_eq!(swapped["n"], 12);
    assert_eq!(swapped["text"], "8.10", "a number would lose its zero");
    assert_eq!(json(with("scalars=text"))["n"], "12");
    assert_eq!(json(with("scalars=bare"))["total"], 3);
    assert_eq!(json(with("lists=empty"))["list"], json!([]));
    assert_eq!(json(with("lists=repeated"))["list"], json!([1, 2, 2]));
    assert_eq!(json(with("lists=null"))["list"], json!(null));
    assert_eq!(json(with("wrap=list")), json!([whole]));
    assert_eq!(json(with("wrap=object"))["data"], whole);
    assert_eq!(json(with("wrap=text")), json!(whole.to_string()));
    assert_eq!(json(with("fields.extra=2"))["unannounced_1"], "unannounced");
    assert_eq!(json(with("fields.missing=1")), json!({}));
    assert_eq!(json(with("fields.null=1"))["total"], json!(null));

    assert!(with("writing=bom").starts_with(b"\xef\xbb\xbf{"));
    assert!(with("writing=utf-16").starts_with(b"\xff\xfe{\0"));
    assert!(std::str::from_utf8(&with("writing=latin-1")).is_err());
    assert!(std::str::from_utf8(&with("writing=invalid-utf-8")).is_err());
    assert!(with("writing=empty").is_empty());
    for fault in ["control", "malformed", "unfinished", "trailing", "nan"] {
        let bytes = with(&format!("writing={fault}"));
        assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_err(), "{fault}");
    }
    assert_eq!(text(with("writing=duplicate")).matches("\"note\"").count(), 2);
    assert!(text(with("writing=html")).starts_with("<!DOCTYPE html>"));
    let both = with(r#"scalars=text; writing=["bom", "trailing"]"#);
    assert!(both.starts_with(b"\xef\xbb\xbf{\"total\":\"3\""), "{both:?}");
}

#[test]
fn headers_and_media_type_are_spoilt_as_asked() {
    let server = start();
    let header = |fault: &str, name: &str| {
        let reply = send(&server, LIST, &[&format!("X-Mock-Fault: {fault}")], "");
        reply.header(name).map(str::to_owned)
    };
    assert_eq!(header("headers.x-a=b", "x-a").as_deref(), Some("b"));
    assert_eq!(header("headers.x-request-id=false", "x-request-id"), None);
    assert_eq!(header("writing=html", "content-type").as_deref(), Some("text/html; charset=UTF-8"));
    assert_eq!(header("writing=plain-type", "content-type").as_deref(), Some("text/plain"));
    assert_eq!(header("writing=no-type", "content-type"), None);
    assert_ne!(header("skew=-20m", "date"), header("skew=20m", "date"));
}

#[test]
fn faults_come_and_go() {
    let server = start();
    let name = server.add_fault(Fault::anywhere().status(503)).unwrap();
    assert_eq!(get(&server, LIST).status, 503);
    assert_eq!(server.faults().len(), 1);
    assert!(server.remove_fault(&name) && !server.remove_fault(&name));
    assert_eq!(get(&server, LIST).status, 200);
    server.add_faults(Faults::profile("hostile").unwrap()).unwrap();
    server.clear_faults();
    assert_eq!(server.faults(), []);

    let both =
        Faults::read("f", "[[rule]]\nname='a'\nstatus=503\n[[rule]]\nname='a'\nstatus=504\n");
    let wrong = server.add_faults(both.unwrap()).unwrap_err();
    assert!(wrong.to_string().contains("called 'a' already"), "{wrong}");
    assert_eq!(server.faults(), [], "none of them is in force");
}

#[test]
fn a_fault_that_cannot_be_is_explained() {
    let server = start();
    for (fault, expected) in [
        (
            Fault::on("instances.lst").status(503),
            "no operation is called 'instances.lst'; did you mean 'instances.list'",
        ),
        (
            Fault::in_group("instance").status(503),
            "no group is called 'instance'; did you mean 'instances'",
        ),
        (Fault::at("/v3/{project_id}/instance").status(503), "no route is called"),
        (Fault::anywhere(), "the rule does nothing"),
        (Fault::anywhere().status(99), "status: expected a status from 200 to 599, found 99"),
        (Fault::anywhere().probability(1.5), "probability: expected a share from 0 to 1"),
        (Fault::anywhere().reset("middle"), "reset: 'middle' is not known"),
        (
            Fault::anywhere().with("latncy", "1s"),
            "latncy: there is no such name; did you mean 'latency'?",
        ),
        (
            Fault::anywhere().with("match", json!({ "name": "x" })),
            "match.name: expected the place of a value",
        ),
        (
            Fault::anywhere().with("done", true).latency(Duration::ZERO),
            "done: only a rule with a status",
        ),
        (
            Fault::anywhere().with("method", "FETCH").status(500),
            "method: expected a method such as GET",
        ),
        (
            Fault::anywhere().with("truncate", 0.5).reset("body"),
            "truncate: a connection ends in one way",
        ),
        (
            Fault::anywhere().with("body", "x").status(204),
            "body: an answer with the status 204 has no",
        ),
        (Fault::anywhere().named("").status(500), "name: expected a name of some letters"),
        // The server could not send an answer of another length than it says.
        (
            Fault::anywhere().with("headers", json!({ "Content-Length": "5" })),
            "headers.Content-Length: it says how long the body is; use 'truncate'",
        ),
    ] {
        let wrong = server.add_fault(fault).expect_err(expected).to_string();
        assert!(wrong.contains(expected), "{wrong}");
    }
    let length = r#"X-Mock-Fault: {"headers":{"content-length":"5"}}"#;
    assert_eq!(send(&server, LIST, &[length], "").status, 400);
    let twice = send(&server, LIST, &["X-Mock-Fault: status=503; status=500"], "");
    assert_eq!(twice.status, 400);
    assert!(twice.body.contains("status: it is stated more than once"), "{}", twice.body);
    let reply = send(&server, LIST, &["X-Mock-Fault: staus=503"], "");
    assert_eq!(reply.status, 400);
    assert!(reply.body.contains("did you mean 'status'"), "{}", reply.body);
}

#[test]
fn the_hostile_profile_leaves_most_calls_usable() {
    let server = block_on(open().faults(Faults::profile("hostile").unwrap()).start()).unwrap();
    let answered = |line: &str, body: &str| {
        let mut connection = Connection::open(server.address());
        connection.write(request(line, &[], body));
        // Bytes that are no UTF-8 are answers too, but not for this reader.
        connection.read().is_some_and(|reply| reply.status / 100 == 2)
    };
    let count = (0..200).filter(|_| answered(LIST, "") && answered(CREATE, BODY)).count();
    assert!((60..200).contains(&count), "{count}");
    let fired: std::collections::BTreeSet<_> =
        server.journal().into_iter().flat_map(|exchange| exchange.faults).collect();
    assert!(fired.len() > 10, "{fired:?}");
}
