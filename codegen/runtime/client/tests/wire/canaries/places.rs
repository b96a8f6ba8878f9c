//! Places that may have a secret, each with a marked one.

use serde_json::json;
use taurusdb_runtime::descriptors::{
    Facts, Field, Method, Operation, Parameter, Response, Schema, Side, Type,
};
use taurusdb_runtime::{Call, Client, Credentials, record};

/// Every secret holds it.
pub(super) const MARK: &str = "canary";

const SENSITIVE: &Facts<'static> = &Facts { sensitive: true, ..Facts::NONE };

/// Signs that are written in another way in JSON, in addresses and on web pages.
pub(super) const PASSWORD: &str = "canary-p\"a/s<s&1 é";
pub(super) const RECIPE: &str = "canary-recipe";
pub(super) const HEADER: &str = "canary-header";
pub(super) const QUERY: &str = "canary-query";
pub(super) const PIN: &str = "canary-pin";
pub(super) const KEY: &str = "canary-secret-key";
pub(super) const SECURITY_TOKEN: &str = "canary-security-token==";
pub(super) const TOKEN: &str = "canary-token";

static REQUEST: Schema = Schema {
    name: "Brew",
    side: Side::Request,
    fields: &[
        Field::new("name", Type::String),
        Field::new("password", Type::String),
        // Its name does not give it away.
        Field::new("recipe", Type::String).facts(SENSITIVE),
        Field::new("pots", Type::Array(&Type::Record(&POT))),
    ],
};
static POT: Schema = Schema {
    name: "Pot",
    side: Side::Request,
    fields: &[Field::new("recipe", Type::String).facts(SENSITIVE)],
};
static ANSWER: Schema = Schema {
    name: "Brewed",
    side: Side::Response,
    fields: &[
        Field::new("name", Type::String),
        Field::new("password", Type::String),
        Field::new("recipe", Type::String).facts(SENSITIVE),
    ],
};

#[derive(Default)]
pub(super) struct Brew {
    pub(super) name: Option<String>,
    pub(super) password: Option<String>,
    pub(super) recipe: Option<String>,
    pub(super) count: Option<i64>,
}
record!(Brew { name: "name", password: "password" secret, recipe: "recipe" secret, count: "count" });

const PIN_PARAMETER: Parameter = Parameter::query("pin", Type::String, "PIN").facts(SENSITIVE);

pub(super) static BREW: Operation = Operation {
    request: Some(&REQUEST),
    responses: &[Response::new(200, Some(&ANSWER))],
    parameters: &[PIN_PARAMETER],
    ..Operation::new("teapots.brew", Method::Post, "/v3/{project_id}/teapots/{teapot_id}")
};

pub(super) static SHOW: Operation = Operation {
    parameters: &[PIN_PARAMETER],
    responses: &[Response::new(200, Some(&ANSWER))],
    ..Operation::new("teapots.show", Method::Get, "/v3/{project_id}/teapots/{teapot_id}")
};

/// A call with a secret in each place that has one.
pub(super) fn call(client: &Client, operation: &'static Operation) -> Call {
    let call = client
        .call(operation)
        .path("teapot_id", "t1")
        .query("access_token", QUERY)
        .query("pin", PIN)
        .header("X-Custom-Token", HEADER)
        .header("Cookie", "session=canary-cookie");
    match operation.method {
        Method::Post => call.json(json!({
            "name": "assam",
            "password": PASSWORD,
            "recipe": RECIPE,
            "pots": [{ "recipe": "canary-pot" }, { "tokens": ["canary-list"] }],
        })),
        _ => call,
    }
}

/// The ways to say who is calling, each with the secrets that it sends. A secret key is never sent.
pub(super) fn credentials() -> [(Credentials, &'static [&'static str]); 3] {
    let keys = || Credentials::ak_sk("AKEXAMPLE", KEY);
    [
        (keys(), &["nothing"]),
        (keys().security_token(SECURITY_TOKEN), &[SECURITY_TOKEN]),
        (Credentials::token(TOKEN), &[TOKEN]),
    ]
}

pub(super) const STATUSES: [&str; 5] =
    ["200 OK", "400 Bad Request", "401 Unauthorized", "503 Service Unavailable", "302 Found"];

/// Headers with secrets of the service, and with an echo.
pub(super) fn headers(secrets: &[&str]) -> Vec<String> {
    vec![
        "Set-Cookie: id=canary-set-cookie".to_owned(),
        "X-Subject-Token: canary-subject".to_owned(),
        "Location: https://u:canary-user@h/p?token=canary-location".to_owned(),
        format!("X-Echo: you sent {HEADER} and {}", secrets.join(" and ")),
    ]
}

/// Bodies with secrets of the service, and with echoes of what a call of the operation sends.
pub(super) fn bodies(operation: &Operation, secrets: &[&str]) -> Vec<Vec<u8>> {
    let quoted = |text: &str| json!(text).to_string();
    let own = json!({
        "name": "assam", "password": "canary-answer", "recipe": "canary-answer-recipe",
        "users": [{ "user_token": "canary-deep", "count": 1 }],
    });
    let token = secrets.last().unwrap();
    let signed = format!(
        "POST|/v3/|pin={PIN}|host:h|x-security-token:canary-other-token|x-auth-token:{token}|\
         cookie:session=canary-cookie|"
    );
    let mut bodies = vec![
        own.to_string(),
        r#"{"name":[1],"password":123456789,"recipe":["canary-list"],"count":"x"}"#.to_owned(),
        format!(r#"{{"error_code":"APIGW.0301","error_msg":{}}}"#, quoted(&signed)),
        format!(
            r#"{{"error_code":"APIGW.0301","error_msg":{}}}"#,
            quoted(&signed.replace('|', "\n"))
        ),
        format!(r#"{{"error_msg":"{QUERY} or {PIN} or {HEADER} or {token}"}}"#),
        format!("no access_token={QUERY}&pin={PIN}"),
        format!("<html><p>{token}</p></html>"),
        String::new(),
    ];
    if operation.request.is_some() {
        let request =
            json!({ "password": PASSWORD, "recipe": RECIPE, "pots": [{ "recipe": "canary-pot" }] });
        let request = request.to_string();
        bodies.extend([
            format!(
                r#"{{"error_code":"TEA.1","error_msg":{}}}"#,
                quoted(&format!("{PASSWORD} is weak"))
            ),
            format!(r#"{{"error_code":"TEA.2","error_msg":{}}}"#, quoted(&request)),
            format!(r#"{{"echo":{}}}"#, quoted(PASSWORD)),
            r#"{"error_msg":"\u0063anary-recipe is bad"}"#.to_owned(),
            format!("cannot read {request}"),
            format!(r#"{{"password":{}"#, quoted(PASSWORD)),
            "<html><p>canary-p&quot;a/s&lt;s&amp;1 é</p></html>".to_owned(),
        ]);
    }
    let mut bodies: Vec<Vec<u8>> = bodies.into_iter().map(String::into_bytes).collect();
    if operation.request.is_some() {
        let utf16 = format!("\u{feff}{{\"echo\":{}}}", quoted(PASSWORD));
        bodies.push(utf16.encode_utf16().flat_map(u16::to_le_bytes).collect());
        bodies.push([format!("{{\"error_msg\":\"bad {RECIPE} ").as_bytes(), b"\xe9\"}"].concat());
    }
    bodies
}
