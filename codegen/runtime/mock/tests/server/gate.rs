//! Who is let in.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use taurusdb_mock_runtime::{AccessKey, Gate, MockServer};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http;
use taurusdb_runtime::sign::{Keys, format_date, sign};

use crate::raw::{Connection, Reply, get, send, start, start_with};

const AK: &str = "MOCKACCESSKEY0000001";
const PROJECT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// A request as it goes over the wire, signed with these keys after `before` and changed by `after`.
struct Signed<'a> {
    line: &'a str,
    headers: &'a [(&'a str, &'a str)],
    body: &'a str,
    keys: Keys<'a>,
    now: Timestamp,
}

impl Signed<'_> {
    fn of(server: &MockServer, line: &'static str) -> Signed<'static> {
        let gate = server.gate();
        let leaked: &'static str = gate.keys[0].sk.clone().leak();
        let keys = Keys { access: AK, secret: leaked };
        Signed { line, headers: &[], body: "", keys, now: Timestamp::now() }
    }

    fn request(&self, server: &MockServer) -> http::Request<Bytes> {
        let (method, path) = self.line.split_once(' ').unwrap();
        let path = path.replace("{p}", PROJECT);
        let mut request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", server.url()))
            .body(Bytes::from(self.body.to_owned()))
            .unwrap();
        for (name, value) in self.headers {
            request.headers_mut().append(
                http::HeaderName::try_from(*name).unwrap(),
                http::HeaderValue::try_from(*value).unwrap(),
            );
        }
        sign(&mut request, self.keys, self.now).unwrap();
        request
    }

    fn send(&self, server: &MockServer) -> Reply {
        transmit(server, &self.request(server))
    }
}

fn transmit(server: &MockServer, request: &http::Request<Bytes>) -> Reply {
    let mut text =
        format!("{} {} HTTP/1.1\r\n", request.method(), request.uri().path_and_query().unwrap());
    for (name, value) in request.headers() {
        text += &format!("{name}: {}\r\n", value.to_str().unwrap());
    }
    if !request.body().is_empty() {
        text += &format!("Content-Length: {}\r\n", request.body().len());
    }
    text += "\r\n";
    text += std::str::from_utf8(request.body()).unwrap();
    Connection::open(server.address()).ask(&text)
}

#[track_caller]
fn refused(reply: &Reply, status: u16, code: &str, said: &str) {
    assert_eq!(reply.status, status, "{reply:?}");
    let body = reply.json();
    assert_eq!(body["error_code"], code, "{body}");
    assert_eq!(body["request_id"], reply.header("x-request-id").unwrap());
    let message = body["error_msg"].as_str().unwrap();
    assert!(message.contains(said), "{message}");
    assert_eq!(reply.header("www-authenticate").is_some(), status == 401);
}

fn strict() -> MockServer {
    start_with(Gate::default())
}

#[test]
fn signed_requests_are_let_in() {
    let server = strict();
    for line in [
        "GET /v3/{p}/instances",
        "GET /v3/{p}/instances/?limit=1&name=a%20b%2Fc&ports=2&ports=1",
        "GET /v3/{p}/instances/a%2Db%20c",
        "DELETE /v3/{p}/instances/i",
    ] {
        assert_eq!(Signed::of(&server, line).send(&server).status, 200, "{line}");
    }
    let body = r#"{"name":"ä","tags":[]}"#;
    for kind in ["application/json", "application/json;charset=utf-8"] {
        let headers = [("content-type", kind), ("x-project-id", PROJECT)];
        let signed = Signed::of(&server, "POST /v3/{p}/instances");
        let reply = Signed { headers: &headers, body, ..signed }.send(&server);
        assert_eq!(reply.status, 202, "{reply:?}");
    }
}

#[test]
fn requests_without_proof_are_not() {
    let server = strict();
    let line = format!("GET /v3/{PROJECT}/instances");
    refused(&get(&server, &line), 401, "APIGW.0301", "neither a signature");
    for (header, said) in [
        ("Authorization: Bearer x", "is for \"Bearer\""),
        ("Authorization: Basic eDp5", "is for \"Basic\""),
        ("Authorization:", "is for \"\""),
        ("Authorization: SDK-HMAC-SHA256", "has no"),
        ("Authorization: SDK-HMAC-SHA256 Access=x", "has no SignedHeaders"),
        (
            "Authorization: SDK-HMAC-SHA256 Access=x, SignedHeaders=host, Signature=00",
            "no access key \"x\"",
        ),
        ("Authorization: SDK-HMAC-SM3 Access=x, SignedHeaders=host, Signature=00", "SDK-HMAC-SM3"),
        ("X-Auth-Token: x", "no token of this service"),
        ("X-Auth-Token:", "no token of this service"),
        ("X-Auth-Token: x\r\nX-Auth-Token: y", "more than once"),
        ("X-Auth-Token: \u{e9}", "visible ASCII"),
    ] {
        refused(&send(&server, &line, &[header], ""), 401, "APIGW.0301", said);
    }
    // Routes are told apart before anybody is asked who he is.
    assert_eq!(get(&server, "GET /nowhere").status, 404);
    assert_eq!(get(&server, "PUT /v3/p/instances").status, 405);
}

#[test]
fn what_was_signed_is_what_arrives() {
    let server = strict();
    let signed = Signed::of(&server, "GET /v3/{p}/instances?limit=1");
    let other =
        Signed { keys: Keys { access: AK, secret: "other" }, ..Signed::of(&server, signed.line) };
    let reply = other.send(&server);
    refused(&reply, 401, "APIGW.0301", "does not match");
    // The canonical form, one line of it behind another.
    let echo = format!("|/v3/{PROJECT}/instances/|limit=1|host:{}|x-sdk-date:", server.address());
    refused(&reply, 401, "APIGW.0301", &echo);

    let mut request = signed.request(&server);
    *request.uri_mut() =
        format!("{}/v3/{PROJECT}/instances?limit=2", server.url()).parse().unwrap();
    refused(&transmit(&server, &request), 401, "APIGW.0301", "|limit=2|");
    let mut request = signed.request(&server);
    *request.method_mut() = http::Method::DELETE;
    *request.uri_mut() = format!("{}/v3/{PROJECT}/instances/i", server.url()).parse().unwrap();
    refused(&transmit(&server, &request), 401, "APIGW.0301", "DELETE|");

    // Headers count only if they are listed.
    let mut request = signed.request(&server);
    request.headers_mut().insert("x-more", http::HeaderValue::from_static("1"));
    assert_eq!(transmit(&server, &request).status, 200);
    let with = Signed { headers: &[("x-more", "1")], ..Signed::of(&server, signed.line) };
    let mut request = with.request(&server);
    request.headers_mut().insert("x-more", http::HeaderValue::from_static("2"));
    refused(&transmit(&server, &request), 401, "APIGW.0301", "|x-more:2|");
    request.headers_mut().remove("x-more");
    refused(&transmit(&server, &request), 401, "APIGW.0301", "x-more");
}

#[test]
fn host_and_date_must_be_signed() {
    let server = strict();
    for (gone, said) in
        [("host", "host must be signed"), ("x-sdk-date", "x-sdk-date must be signed")]
    {
        let mut request = Signed::of(&server, "GET /v3/{p}/instances").request(&server);
        let all = request.headers()["authorization"].to_str().unwrap();
        let fewer =
            all.replace("host;x-sdk-date", if gone == "host" { "x-sdk-date" } else { "host" });
        assert_ne!(all, fewer);
        let fewer = http::HeaderValue::try_from(fewer).unwrap();
        request.headers_mut().insert("authorization", fewer);
        refused(&transmit(&server, &request), 401, "APIGW.0301", said);
    }
}

/// The list of signed headers says how the canonical form was made.
#[test]
fn headers_are_signed_in_any_order_by_their_names_in_small_letters() {
    let server = strict();
    let mut request = Signed::of(&server, "GET /v3/{p}/instances").request(&server);
    let date = request.headers()["x-sdk-date"].to_str().unwrap().to_owned();
    let host = request.headers()["host"].to_str().unwrap().to_owned();
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let mut sign_as = |names: &str| {
        let lines = names.split(';').map(|name| match name {
            "host" | "Host" => format!("{name}:{host}\n"),
            _ => format!("{name}:{date}\n"),
        });
        let lines: String = lines.collect();
        let canonical = format!("GET\n/v3/{PROJECT}/instances/\n\n{lines}\n{names}\n{empty}");
        let secret = &server.gate().keys[0].sk;
        let to_sign = taurusdb_runtime::sign::string_to_sign(&date, &canonical);
        let signature = taurusdb_runtime::sign::signature(secret, &to_sign);
        let header =
            format!("SDK-HMAC-SHA256 Access={AK}, SignedHeaders={names}, Signature={signature}");
        request.headers_mut().insert("authorization", http::HeaderValue::try_from(header).unwrap());
        transmit(&server, &request)
    };
    for names in ["host;x-sdk-date", "x-sdk-date;host", "host;x-sdk-date;host"] {
        assert_eq!(sign_as(names).status, 200, "{names}");
    }
    let said = "SignedHeaders has the name \"Host\"; write names in small letters: host";
    refused(&sign_as("Host;x-sdk-date"), 401, "APIGW.0301", said);
}

#[test]
fn clocks_may_be_a_quarter_of_an_hour_off() {
    let server = strict();
    for (minutes, status) in [(-14, 200), (14, 200), (-16, 401), (16, 401), (60 * 24, 401)] {
        let now = Timestamp::now() + SignedDuration::from_mins(minutes);
        let signed = Signed { now, ..Signed::of(&server, "GET /v3/{p}/instances") };
        let reply = signed.send(&server);
        assert_eq!(reply.status, status, "{minutes}: {reply:?}");
        if status == 401 {
            refused(&reply, 401, "APIGW.0301", "X-Sdk-Date is off by");
            assert!(reply.header("date").is_some());
        }
    }
    let date = [("x-sdk-date", "2024-01-02T03:04:05Z")];
    let signed = Signed { headers: &date, ..Signed::of(&server, "GET /v3/{p}/instances") };
    refused(&signed.send(&server), 401, "APIGW.0301", "X-Sdk-Date is not");
}

#[test]
fn bodies_are_signed_unless_they_are_announced_as_unsigned() {
    let server = strict();
    let body = r#"{"name":"a","tags":[]}"#;
    let signed = Signed { body, ..Signed::of(&server, "POST /v3/{p}/instances") };
    let mut request = signed.request(&server);
    *request.body_mut() = Bytes::from(body.replace('a', "b"));
    refused(&transmit(&server, &request), 401, "APIGW.0301", "does not match");

    let headers = [("x-sdk-content-sha256", "UNSIGNED-PAYLOAD")];
    let unsigned = Signed { headers: &headers, body, ..Signed::of(&server, signed.line) };
    let mut request = unsigned.request(&server);
    *request.body_mut() = Bytes::from(body.replace('a', "b"));
    // The name of a field changed with it, which is for the contract to say.
    let reply = transmit(&server, &request);
    assert_eq!(reply.status, 400, "{reply:?}");

    let stated = [("x-sdk-content-sha256", "00")];
    let wrong = Signed { headers: &stated, body, ..Signed::of(&server, signed.line) };
    refused(&wrong.send(&server), 401, "APIGW.0301", "not the hash of the body");
}

#[test]
fn temporary_keys_come_with_their_token() {
    let key = AccessKey {
        ak: "TEMPORARY".to_owned(),
        sk: "secret".to_owned(),
        security_token: Some("theirs".to_owned()),
    };
    let server = start_with(Gate { keys: vec![key], ..Gate::default() });
    let keys = Keys { access: "TEMPORARY", secret: "secret" };
    let line = "GET /v3/{p}/instances";
    let signed = |headers| Signed { headers, line, body: "", keys, now: Timestamp::now() };
    assert_eq!(signed(&[("x-security-token", "theirs")]).send(&server).status, 200);
    refused(&signed(&[]).send(&server), 401, "APIGW.0301", "needs its X-Security-Token");
    let other = &[("x-security-token", "other")];
    refused(&signed(other).send(&server), 401, "APIGW.0301", "not the one of the access key");
    // Present without being signed.
    let mut request = signed(&[]).request(&server);
    request.headers_mut().insert("x-security-token", http::HeaderValue::from_static("theirs"));
    assert_eq!(transmit(&server, &request).status, 200);

    let server = strict();
    let signed = Signed { headers: other, ..Signed::of(&server, line) };
    refused(&signed.send(&server), 401, "APIGW.0301", "a permanent one");
}

#[test]
fn the_project_is_the_callers() {
    let server = strict();
    refused(
        &Signed::of(&server, "GET /v3/p/instances").send(&server),
        403,
        "APIGW.0302",
        "project \"p\" is not the caller's",
    );
    let headers = [("x-project-id", "p")];
    let signed = Signed { headers: &headers, ..Signed::of(&server, "GET /v3/{p}/instances") };
    refused(&signed.send(&server), 403, "APIGW.0302", "project \"p\"");
    // Nobody checks it where nobody is asked for.
    assert_eq!(get(&start(), "GET /v3/p/instances").status, 200);
}

fn ask_for_token(server: &MockServer, auth: &Value) -> Reply {
    let body = json!({ "auth": auth }).to_string();
    send(server, "POST /v3/auth/tokens", &["Content-Type: application/json"], &body)
}

fn by_password(user: Value) -> Value {
    json!({ "identity": { "methods": ["password"], "password": { "user": user } } })
}

fn with_token(server: &MockServer, reply: &Reply) -> Reply {
    assert_eq!(reply.status, 201, "{reply:?}");
    let token = format!("X-Auth-Token: {}", reply.header("x-subject-token").unwrap());
    send(server, &format!("GET /v3/{PROJECT}/instances"), &[&token], "")
}

#[test]
fn tokens_are_given_for_a_password_and_for_keys() {
    let server = strict();
    let gate = server.gate().clone();
    let (name, id) = (gate.user_name.as_str(), gate.user_id.as_str());
    let domain = json!({ "name": gate.domain_name });
    for user in [
        json!({ "name": name, "password": gate.password, "domain": domain }),
        json!({ "name": name, "password": gate.password, "domain": { "id": gate.domain_id } }),
        json!({ "id": id, "password": gate.password }),
    ] {
        let reply = ask_for_token(&server, &by_password(user));
        assert_eq!(with_token(&server, &reply).status, 200);
        let token = &reply.json()["token"];
        let time = |name: &str| token[name].as_str().unwrap().parse::<Timestamp>().unwrap();
        assert_eq!(time("expires_at").duration_since(time("issued_at")).as_hours(), 24);
        assert_eq!(token["project"]["id"], PROJECT);
    }
    let keys = json!({ "access": { "key": AK }, "secret": { "key": gate.keys[0].sk } });
    let auth = json!({
        "identity": { "methods": ["hw_ak_sk"], "hw_ak_sk": keys },
        "scope": { "project": { "name": "region-1" } },
    });
    let reply = ask_for_token(&server, &auth);
    assert_eq!(with_token(&server, &reply).status, 200);
    let token = reply.header("x-subject-token").unwrap().to_owned();
    let again = json!({ "identity": { "methods": ["token"], "token": { "id": token } } });
    assert_eq!(with_token(&server, &ask_for_token(&server, &again)).status, 200);
    // Another server knows nothing of it.
    let other = strict();
    assert_eq!(
        ask_for_token(&other, &by_password(json!({ "id": id, "password": gate.password }))).status,
        201
    );
    let reply = with_token(&other, &reply);
    refused(&reply, 401, "APIGW.0301", "no token of this service");
}

#[test]
fn wrong_passwords_and_keys_get_no_token() {
    let server = strict();
    let gate = server.gate().clone();
    let (name, password) = (gate.user_name.as_str(), gate.password.as_str());
    let domain = json!({ "name": gate.domain_name });
    let keys = |access: &str, secret: &str| {
        let keys = json!({ "access": { "key": access }, "secret": { "key": secret } });
        json!({ "identity": { "methods": ["hw_ak_sk"], "hw_ak_sk": keys } })
    };
    for (auth, status) in [
        (by_password(json!({ "name": name, "password": "wrong", "domain": domain })), 401),
        (by_password(json!({ "name": "other", "password": password, "domain": domain })), 401),
        (
            by_password(json!({ "name": name, "password": password, "domain": { "name": "x" } })),
            401,
        ),
        (by_password(json!({ "name": name, "password": password })), 401),
        (by_password(json!({ "password": password, "domain": domain })), 401),
        (by_password(json!({ "name": name, "password": [password], "domain": domain })), 401),
        (keys(AK, "wrong"), 401),
        (keys("other", &gate.keys[0].sk), 401),
        (json!({ "identity": { "methods": ["totp"] } }), 401),
        (json!({ "identity": { "methods": [] } }), 400),
        (json!({ "identity": [] }), 400),
        (json!(null), 400),
    ] {
        let reply = ask_for_token(&server, &auth);
        assert_eq!(reply.status, status, "{auth}: {reply:?}");
        assert_eq!(reply.header("x-subject-token"), None);
        assert_eq!(reply.json()["error"]["code"], status);
        assert!(!reply.body.contains(password), "{reply:?}");
    }
    for (scope, status) in [
        (json!({ "project": { "id": "other" } }), 401),
        (json!({ "domain": { "name": "other" } }), 401),
        (json!({ "project": { "name": "nowhere" } }), 401),
        (json!({ "project": { "id": PROJECT, "name": "nowhere" } }), 401),
        (json!({ "project": { "name": 5 } }), 401),
        (json!({ "project": {} }), 401),
        (json!({ "domain": {} }), 401),
        (json!({ "project": { "name": "region-1" }, "domain": { "id": gate.domain_id } }), 400),
        (json!({}), 400),
        (json!({ "project": null }), 400),
        (json!({ "project": "x" }), 400),
        (json!("unscoped"), 400),
    ] {
        let mut auth = by_password(json!({ "name": name, "password": password, "domain": domain }));
        auth["scope"] = scope;
        assert_eq!(ask_for_token(&server, &auth).status, status, "{auth}");
    }
    assert_eq!(send(&server, "POST /v3/auth/tokens", &[], "no json").status, 400);
    // Of two, nobody can tell which one is meant.
    let twice = format!(r#"{{"auth":1,"auth":{}}}"#, by_password(json!({ "id": gate.user_id })));
    let reply = send(&server, "POST /v3/auth/tokens", &[], &twice);
    assert_eq!(reply.status, 400);
    assert!(reply.body.contains("each name once"), "{reply:?}");
    for (line, allow) in [
        ("OPTIONS /v3/auth/tokens", "POST, OPTIONS"),
        ("OPTIONS /v3/auth/t%6Fkens/", "POST, OPTIONS"),
        ("OPTIONS /v3/projects", "GET, HEAD, OPTIONS"),
    ] {
        let reply = get(&server, line);
        assert_eq!((reply.status, reply.header("allow")), (204, Some(allow)), "{line}");
    }
    let reply = get(&server, "DELETE /v3/auth/tokens");
    assert_eq!((reply.status, reply.header("allow")), (405, Some("POST, OPTIONS")));
}

#[test]
fn tokens_end_after_a_day_of_the_service() {
    let server = strict();
    let gate = server.gate().clone();
    let auth = by_password(json!({ "id": gate.user_id, "password": gate.password }));
    let reply = ask_for_token(&server, &auth);
    assert_eq!(with_token(&server, &reply).status, 200);
    server.advance(Duration::from_secs(24 * 3600 - 60));
    assert_eq!(with_token(&server, &reply).status, 200);
    server.advance(Duration::from_secs(60));
    refused(&with_token(&server, &reply), 401, "APIGW.0307", "the token has ended");
    assert_eq!(with_token(&server, &ask_for_token(&server, &auth)).status, 200);
    // Those who sign go by their own clock, whatever day it is for the service.
    assert_eq!(Signed::of(&server, "GET /v3/{p}/instances").send(&server).status, 200);
}

/// What one test was given is nothing in the next.
#[test]
fn tokens_end_when_the_server_begins_anew() {
    let server = strict();
    let gate = server.gate().clone();
    let auth = by_password(json!({ "id": gate.user_id, "password": gate.password }));
    let reply = ask_for_token(&server, &auth);
    assert_eq!(with_token(&server, &reply).status, 200);
    server.reset();
    refused(&with_token(&server, &reply), 401, "APIGW.0301", "no token of this service");
    let again = ask_for_token(&server, &auth);
    assert_eq!(with_token(&server, &again).status, 200);
}

#[test]
fn tokens_for_the_account_open_no_project() {
    let server = strict();
    let gate = server.gate();
    let mut auth = by_password(json!({ "id": gate.user_id, "password": gate.password }));
    auth["scope"] = json!({ "domain": { "id": gate.domain_id } });
    let reply = ask_for_token(&server, &auth);
    assert_eq!(reply.json()["token"]["domain"]["id"], gate.domain_id.as_str());
    refused(&with_token(&server, &reply), 403, "APIGW.0302", "for the account alone");
}

#[test]
fn the_project_of_a_region_is_found() {
    let server = strict();
    let list = |line| Signed::of(&server, line).send(&server);
    let reply = list("GET /v3/projects?name=region-1");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json()["projects"][0]["id"], PROJECT);
    assert_eq!(reply.json()["projects"][0]["name"], "region-1");
    assert_eq!(list("GET /v3/projects").json()["projects"].as_array().unwrap().len(), 1);
    for line in [
        "GET /v3/projects?name=nowhere",
        "GET /v3/projects?name=",
        "GET /v3/projects?enabled=false",
        "GET /v3/projects?domain_id=other",
    ] {
        assert_eq!(list(line).json()["projects"], json!([]), "{line}");
    }
    assert_eq!(list("GET /v3/projects?name=region-1_team").json()["projects"][0]["id"], PROJECT);
    let reply = get(&server, "GET /v3/projects");
    assert_eq!((reply.status, &reply.json()["error"]["code"]), (401, &json!(401)));

    let named = start_with(Gate { project_name: Some("mine".to_owned()), ..Gate::open() });
    assert_eq!(get(&named, "GET /v3/projects?name=mine").json()["projects"][0]["id"], PROJECT);
    assert_eq!(get(&named, "GET /v3/projects?name=region-1").json()["projects"], json!([]));
}

#[test]
fn dates_of_signatures_are_in_utc() {
    let server = strict();
    let date = format_date(Timestamp::now());
    let headers = [("x-sdk-date", date.as_str())];
    let signed = Signed { headers: &headers, ..Signed::of(&server, "GET /v3/{p}/instances") };
    assert_eq!(signed.send(&server).status, 200);
}
