//! A small cloud on a real socket: a service, the identity service and the metadata service.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use taurusdb_runtime::sign::{Authorization, Message, verify};
use taurusdb_runtime::{Client, ClientBuilder, Credentials, Retries};
use tokio::net::TcpListener;

pub(crate) const PASSWORD: &str = "right-PASSWORD-canary";
pub(crate) const SECRET_KEY: &str = "SKEXAMPLE-canary-0000";
pub(crate) const TEMPORARY_SECRET: &str = "SKTEMPORARY-canary-11";

/// How the cloud behaves; a test changes what it is about.
pub(crate) struct Nature {
    /// How far the clock of the cloud is ahead of ours.
    pub(crate) ahead: SignedDuration,
    /// The date of each answer; without it, that of the cloud's clock.
    pub(crate) date: Option<&'static str>,
    pub(crate) token_life: SignedDuration,
    /// When tokens end, in any words; without it, in the usual form.
    pub(crate) token_end: Option<Value>,
    /// Whether the answer to a request for a token has none.
    pub(crate) keeps_tokens: bool,
    pub(crate) keys_life: SignedDuration,
    /// The answer to the request for a metadata token; 200 makes it the newer service.
    pub(crate) metadata: u16,
    /// The metadata service answers so many times with 500 first when it is asked for keys.
    pub(crate) keys_fail: usize,
    /// The number of the last token that is not accepted any more.
    pub(crate) revoked: usize,
    /// Every call to the service is refused with this status.
    pub(crate) refuses: Option<u16>,
    /// The identity service answers so many times with 503 first.
    pub(crate) identity_fails: usize,
    pub(crate) projects: Value,
    /// Whether tokens say which project they are for.
    pub(crate) token_has_project: bool,
}

impl Default for Nature {
    fn default() -> Self {
        Self {
            ahead: SignedDuration::ZERO,
            date: None,
            token_life: SignedDuration::from_hours(24),
            token_end: None,
            keeps_tokens: false,
            keys_life: SignedDuration::from_hours(24),
            metadata: 200,
            keys_fail: 0,
            revoked: 0,
            refuses: None,
            identity_fails: 0,
            projects: json!([{ "name": "one-1", "id": "p-found" }]),
            token_has_project: true,
        }
    }
}

#[derive(Clone)]
pub(crate) struct Cloud {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    nature: Mutex<Nature>,
    counts: Mutex<BTreeMap<&'static str, usize>>,
    seen: Mutex<Vec<Request<Bytes>>>,
}

impl Cloud {
    pub(crate) async fn start(nature: Nature) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared { nature: Mutex::new(nature), ..Shared::default() });
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client of the cloud that knows a region, and no project.
    pub(crate) fn builder(&self, credentials: Credentials) -> ClientBuilder {
        Client::builder()
            .endpoint(self.url())
            .iam_endpoint(self.url())
            .region("one-1")
            .credentials(credentials)
            .variables(|_| None)
            .retries(Retries::none())
    }

    pub(crate) async fn client(&self, credentials: Credentials) -> Client {
        self.builder(credentials).build().await.unwrap()
    }

    /// Changes how the cloud behaves.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Nature)) {
        change(&mut self.shared.nature.lock().unwrap());
    }

    /// How often something was asked for: `token`, `projects`, `service`, `metadata token`, `metadata keys`.
    pub(crate) fn count(&self, what: &str) -> usize {
        self.shared.counts.lock().unwrap().get(what).copied().unwrap_or_default()
    }

    /// The last request whose path holds this text.
    pub(crate) fn last(&self, path: &str) -> Request<Bytes> {
        let seen = self.shared.seen.lock().unwrap();
        let found = seen.iter().rev().find(|request| request.uri().path().contains(path));
        let request = found.expect("a request");
        let mut copy = Request::new(request.body().clone());
        *copy.method_mut() = request.method().clone();
        *copy.uri_mut() = request.uri().clone();
        *copy.headers_mut() = request.headers().clone();
        copy
    }
}

/// An answer before it has its date.
type Plain = (u16, Value, Option<(&'static str, String)>);

async fn answer(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let request = Request::from_parts(parts, body);
    let route = match (request.method(), request.uri().path()) {
        (&Method::POST, "/v3/auth/tokens") => "token",
        (&Method::GET, "/v3/projects") => "projects",
        (&Method::PUT, "/meta-data/latest/api/token") => "metadata token",
        (&Method::GET, "/openstack/latest/securitykey") => "metadata keys",
        _ => "service",
    };
    let number = {
        let mut counts = shared.counts.lock().unwrap();
        let count = counts.entry(route).or_default();
        *count += 1;
        *count
    };
    if route == "token" || route == "projects" {
        // Long enough for others to come meanwhile.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let nature = shared.nature.lock().unwrap();
    let (status, json, header) = match route {
        "token" | "projects" if number <= nature.identity_fails => (503, json!({}), None),
        "token" => token(&request, &nature, number),
        "projects" => match proven(&request, &nature) {
            true => (200, json!({ "projects": nature.projects }), None),
            false => refused(),
        },
        "metadata token" => match nature.metadata {
            200 => (200, Value::from("metadata-TOKEN-canary"), None),
            status => (status, json!({}), None),
        },
        "metadata keys" if number <= nature.keys_fail => (500, json!({}), None),
        "metadata keys" => keys(&request, &nature, number),
        _ => match nature.refuses {
            Some(status) => {
                (status, json!({ "error_code": "APIGW.0301", "error_msg": "no" }), None)
            }
            None if proven(&request, &nature) => (200, json!({}), None),
            None => refused(),
        },
    };
    let now = (Timestamp::now() + nature.ahead).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let date = nature.date.map_or(now, str::to_owned);
    drop(nature);
    shared.seen.lock().unwrap().push(request);
    let text = match json {
        Value::String(text) => text,
        json => json.to_string(),
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response.headers_mut().insert(header::DATE, date.parse().unwrap());
    if let Some((name, value)) = header {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

fn refused() -> Plain {
    (401, json!({ "error_code": "APIGW.0301", "error_msg": "Incorrect IAM authentication" }), None)
}

fn token(request: &Request<Bytes>, nature: &Nature, number: usize) -> Plain {
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    let identity = &body["auth"]["identity"];
    let method = identity["methods"][0].as_str().unwrap();
    let is_right = match method {
        "password" => {
            let user = &identity["password"]["user"];
            let has_account = user["domain"]["name"] == "account" || user["id"] == "u-1";
            user["password"] == PASSWORD && has_account
        }
        "hw_ak_sk" => {
            identity["hw_ak_sk"]["secret"]["key"] == SECRET_KEY && proven(request, nature)
        }
        _ => false,
    };
    if !is_right {
        // Some services are careless.
        let message = format!("The username or password is wrong: {}", identity["password"]);
        let error = json!({ "code": 401, "title": "Unauthorized", "message": message });
        return (401, json!({ "error": error }), None);
    }
    let now = second(nature);
    let mut token = json!({ "issued_at": now.to_string(), "expires_at": (now + nature.token_life).to_string() });
    if let Some(end) = &nature.token_end {
        token["expires_at"] = end.clone();
    }
    if nature.token_has_project {
        let scope = &body["auth"]["scope"]["project"];
        let id = scope["id"].as_str().map_or_else(|| "p-of-token".to_owned(), str::to_owned);
        token["project"] = json!({ "id": id });
    }
    let header = ("x-subject-token", format!("token-canary-{number}"));
    (201, json!({ "token": token }), Some(header).filter(|_| !nature.keeps_tokens))
}

fn keys(request: &Request<Bytes>, nature: &Nature, number: usize) -> Plain {
    let has_token = request.headers().get("x-metadata-token");
    let is_right = match nature.metadata {
        200 => has_token.is_some_and(|token| token == "metadata-TOKEN-canary"),
        _ => has_token.is_none(),
    };
    if !is_right {
        return (401, json!({}), None);
    }
    let end = second(nature) + nature.keys_life;
    let credential = json!({
        "access": format!("AKTEMPORARY{number}"),
        "secret": TEMPORARY_SECRET,
        "securitytoken": format!("security-canary-{number}"),
        "expires_at": end.to_string(),
    });
    (200, json!({ "credential": credential }), None)
}

/// The time in whole seconds, as the date of an answer has it.
fn second(nature: &Nature) -> Timestamp {
    Timestamp::from_second((Timestamp::now() + nature.ahead).as_second()).unwrap()
}

/// Whether a request has a token that holds, or a signature of now.
fn proven(request: &Request<Bytes>, nature: &Nature) -> bool {
    let headers: &HeaderMap = request.headers();
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    if let Some(token) = text("x-auth-token") {
        let number = token.strip_prefix("token-canary-").and_then(|number| number.parse().ok());
        return number.is_some_and(|number: usize| number > nature.revoked);
    }
    let Some(stated) = text("authorization") else { return false };
    let authorization = Authorization::parse(&stated).unwrap();
    let secret = match text("x-security-token") {
        Some(token) if token.starts_with("security-canary-") => TEMPORARY_SECRET,
        _ => SECRET_KEY,
    };
    let now = Timestamp::now() + nature.ahead;
    verify(&Message::of(request), &authorization, secret, now).is_ok()
}
