//! What is kept between calls: by a model of an invented service.

mod adopted;
mod kept;
mod kettles;
mod model;
mod passing;
mod repeated;

use serde_json::Value;
use taurusdb_mock_runtime::{Clock, Gate, MockServer, MockServerBuilder};

use crate::raw::{Reply, block_on, send};

/// How to start a server for kettles that lets anybody in.
fn kettles(clock: Clock) -> MockServerBuilder {
    MockServer::builder(&kettles::SERVICE, &kettles::EXAMPLES).gate(Gate::open()).clock(clock)
}

fn start(clock: Clock) -> MockServer {
    block_on(kettles(clock).start()).expect("the server starts")
}

/// Sends a call of project `p`.
#[track_caller]
fn ask(server: &MockServer, method: &str, path: &str, body: &Value) -> Reply {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let headers: &[&str] = if body.is_empty() { &[] } else { &["Content-Type: application/json"] };
    send(server, &format!("{method} /v1/p{path}"), headers, &body)
}

/// The answer to a call that has to succeed.
#[track_caller]
fn done(server: &MockServer, method: &str, path: &str, body: &Value) -> Value {
    let reply = ask(server, method, path, body);
    assert_eq!(reply.status / 100, 2, "{method} {path}: {reply:?}");
    if reply.body.is_empty() { Value::Null } else { reply.json() }
}

#[track_caller]
fn get(server: &MockServer, path: &str) -> Value {
    done(server, "GET", path, &Value::Null)
}

/// The status and the code of a call that has to be refused.
#[track_caller]
fn refused(server: &MockServer, method: &str, path: &str, body: &Value) -> (u16, String) {
    let reply = ask(server, method, path, body);
    let json = reply.json();
    (reply.status, json["error_code"].as_str().unwrap_or_else(|| panic!("{json}")).to_owned())
}

/// A new kettle: its id.
#[track_caller]
fn kettle(server: &MockServer, name: &str) -> String {
    let body = serde_json::json!({ "name": name, "spouts": 2 });
    let made = done(server, "POST", "/kettles", &body);
    made["kettle"]["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
}
