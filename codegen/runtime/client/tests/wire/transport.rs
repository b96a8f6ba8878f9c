//! The transports: what is set, what stands around them, what is kept and replayed.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::{Method, Operation};
use taurusdb_runtime::http::{HeaderValue, Request, Response, StatusCode};
use taurusdb_runtime::transport::{
    Called, Middleware, Next, Recorder, Replay, ReqwestTransport, Sending, TransportError,
    TransportErrorKind,
};
use taurusdb_runtime::{Client, ClientBuilder, Credentials, Error, Retries, Transport};

use super::faults::Faulty;
use super::faults::script::{Step, WELL, answer};
use super::server::{GET, POST, Server};

fn builder(endpoint: impl std::fmt::Display) -> ClientBuilder {
    Client::builder()
        .endpoint(endpoint.to_string())
        .credentials(Credentials::token("token-canary"))
        .project_id("p1")
        .retries(Retries::none())
}

async fn get(client: &Client) -> Result<Value, Error> {
    Ok(client.call(&GET).path("thing_id", "t").send_untyped().await?.into_inner())
}

async fn good() -> Faulty {
    Faulty::start(vec![Step::Read, answer("200 OK", &[], WELL.as_bytes())]).await
}

#[tokio::test]
async fn asks_the_proxy_that_a_variable_names() {
    let (proxy, service) = (good().await, good().await);
    let variables = {
        let address = format!("http://user:s3cret@{}", proxy.address);
        move |name: &str| (name == "http_proxy").then(|| address.clone())
    };
    let endpoint = format!("http://{}", service.address);
    let client = builder(&endpoint).variables(variables.clone()).build().await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(proxy.seen(), [format!("GET {endpoint}/v3/p1/things/t HTTP/1.1")]);
    assert!(service.seen().is_empty());
    // A host that is excepted is asked directly.
    let except = move |name: &str| match name {
        "no_proxy" => Some("127.0.0.0/8".to_owned()),
        other => variables(other),
    };
    get(&builder(&endpoint).variables(except).build().await.unwrap()).await.unwrap();
    assert_eq!((proxy.seen().len(), service.seen().len()), (1, 1));
    // So it is if the code says so.
    let transport = ReqwestTransport::builder().proxy(proxy.address.to_string()).no_proxy();
    let client = builder(&endpoint).transport(transport.build().unwrap()).build().await.unwrap();
    get(&client).await.unwrap();
    assert_eq!((proxy.seen().len(), service.seen().len()), (1, 2));
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_stops_the_request() {
    let service = good().await;
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        let variables = move |wanted: &str| {
            (wanted == name).then(|| "http://user:s3cret@proxy:port".to_owned())
        };
        let endpoint = format!("http://{}", service.address);
        let client = builder(endpoint).variables(variables).build().await.unwrap();
        let error = get(&client).await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains(&format!("the variable {name} is")), "{text}");
        assert!(text.contains("was not sent") && text.contains("Nothing was sent"), "{text}");
        assert!(!format!("{text} {error:?} {client:?}").contains("s3cret"), "{text} {error:?}");
        assert!(!error.is_retryable());
    }
    assert!(service.seen().is_empty());
}

#[tokio::test]
async fn an_error_names_the_proxy_without_its_password() {
    let refusing = Faulty::start(vec![]).await;
    let silent = Faulty::start(vec![Step::Read, Step::Stall]).await;
    let denying =
        Faulty::start(vec![Step::Read, answer("407 Proxy Authentication Required", &[], b"")])
            .await;
    let page = answer("502 Bad Gateway", &["Content-Type: text/html"], b"<title>No route</title>");
    let lost = Faulty::start(vec![Step::Read, page]).await;
    for (scheme, proxy) in [
        ("http", &refusing),
        ("https", &refusing),
        ("http", &silent),
        ("http", &denying),
        ("https", &denying),
        ("http", &lost),
        ("https", &lost),
    ] {
        let address = format!("http://user:s3cret@{}", proxy.address);
        let transport = ReqwestTransport::builder().proxy(&address).build().unwrap();
        let debug = format!("{transport:?}");
        let client = builder(format!("{scheme}://gaussdb.example.com"))
            .transport(transport)
            .timeout(Duration::from_millis(200));
        let error = get(&client.build().await.unwrap()).await.unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains(&format!("through the proxy http://***@{}", proxy.address)),
            "{text}"
        );
        assert!(text.contains("gaussdb.example.com") || error.status().is_some(), "{text}");
        assert!(!format!("{text} {error:?} {debug}").contains("s3cret"), "{text} {error:?}");
    }
    let unusable = ReqwestTransport::builder().proxy("socks5://u:s3cret@p:1").build().unwrap();
    let client = builder("http://h").transport(unusable).build().await.unwrap();
    let text = get(&client).await.unwrap_err().to_string();
    assert!(text.contains("SOCKS is not supported") && !text.contains("s3cret"), "{text}");
}

/// A server that points to another one, and that other one.
async fn two() -> (Faulty, Faulty) {
    let other = good().await;
    let location = format!("Location: http://{}/elsewhere", other.address);
    let first =
        Faulty::start(vec![Step::Read, answer("307 Temporary Redirect", &[&location], b"")]).await;
    (first, other)
}

#[tokio::test]
async fn never_follows_a_redirection() {
    let (first, other) = two().await;
    // Not even if the user asks for it.
    let follows = ReqwestTransport::builder()
        .no_proxy()
        .configure(|http| http.redirect(reqwest::redirect::Policy::limited(5)));
    for transport in [ReqwestTransport::builder().no_proxy(), follows] {
        let client = builder(format!("http://{}", first.address));
        let client = client.transport(transport.build().unwrap()).build().await.unwrap();
        assert_eq!(get(&client).await.unwrap_err().status(), Some(StatusCode::TEMPORARY_REDIRECT));
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn refuses_the_answer_of_another_address() {
    let (first, other) = two().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = builder(format!("http://{}", first.address));
    let client = client.transport(ReqwestTransport::from(http)).build().await.unwrap();
    let error = get(&client).await.unwrap_err();
    let text = error.to_string();
    let to = format!("followed a redirection to http://{}/elsewhere", other.address);
    assert!(text.contains(&to) && text.contains("redirect::Policy::none()"), "{text}");
    assert!(!error.is_retryable());
    // It has been there: that is why the answer is refused.
    assert_eq!(other.seen().len(), 1);
}

#[tokio::test]
async fn takes_answers_up_to_a_size() {
    let length = WELL.len();
    for (chunked, largest, is_taken) in [
        (false, length, true),
        (false, length - 1, false),
        (true, length, true),
        (true, length - 1, false),
    ] {
        let step = match chunked {
            false => answer("200 OK", &[], WELL.as_bytes()),
            true => super::faults::script::send(format!("HTTP/1.1 200 OK\r\n\r\n{WELL}")),
        };
        let server = Faulty::start(vec![Step::Read, step]).await;
        let transport = ReqwestTransport::builder().no_proxy().build().unwrap();
        let client = builder(format!("http://{}", server.address));
        let client = client.transport(transport.largest_answer(largest)).build().await.unwrap();
        match get(&client).await {
            Ok(_) => assert!(is_taken),
            Err(Error::Transport { source, .. }) => {
                assert_eq!(source.kind(), TransportErrorKind::TooLarge);
                assert!(!is_taken);
            }
            Err(other) => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn takes_every_option() {
    let server = Server::answering(200, "{}").await;
    let transport = ReqwestTransport::builder()
        .no_proxy()
        .connect_timeout(Duration::from_secs(1))
        .read_timeout(Duration::from_secs(1))
        .idle_connections(2)
        .idle_timeout(Duration::from_secs(5))
        .configure(|http| http.http1_only().tcp_nodelay(true))
        .build()
        .unwrap();
    let client = builder(format!("http://{}", server.address)).transport(transport);
    get(&client.build().await.unwrap()).await.unwrap();
    let wrong = ReqwestTransport::builder().root_certificates("not a certificate").build();
    let text = wrong.unwrap_err().to_string();
    assert!(text.contains("BEGIN CERTIFICATE"), "{text}");
}

#[tokio::test]
async fn an_answer_may_stop_coming_for_a_while_only() {
    let server = Faulty::start(vec![Step::Read, Step::Stall]).await;
    let transport =
        ReqwestTransport::builder().no_proxy().read_timeout(Duration::from_millis(50)).build();
    let client = builder(format!("http://{}", server.address)).transport(transport.unwrap());
    assert!(get(&client.build().await.unwrap()).await.unwrap_err().is_timeout());
}

/// Notes its name, and what passes.
struct Notes(&'static str, Arc<Mutex<Vec<String>>>);

impl Middleware for Notes {
    fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> Sending<'a> {
        Box::pin(async move {
            let Self(name, notes) = self;
            let Called(operation) = *request.extensions().get::<Called>().unwrap();
            notes.lock().unwrap().push(format!("{name} asks {}", operation.id));
            if request.method() == "POST" {
                return Err(TransportError::new(TransportErrorKind::Unsent, "nobody pours here"));
            }
            request.headers_mut().append("x-passed", HeaderValue::from_static(self.0));
            let mut answer = next.send(request).await?;
            notes.lock().unwrap().push(format!("{name} sees {}", answer.status().as_u16()));
            answer.headers_mut().append("x-passed", HeaderValue::from_static(self.0));
            Ok(answer)
        })
    }
}

#[tokio::test]
async fn what_stands_around_a_transport_sees_changes_and_refuses() {
    let server = Server::answering(200, "{}").await;
    let notes = Arc::new(Mutex::new(Vec::new()));
    let transport = ReqwestTransport::builder().no_proxy().build().unwrap();
    let transport =
        transport.with(Notes("inner", notes.clone())).with(Notes("outer", notes.clone()));
    let client = builder(format!("http://{}", server.address));
    let client = client.transport(transport).build().await.unwrap();
    let reply = client.call(&GET).path("thing_id", "t").send_untyped().await.unwrap();
    let values: Vec<_> = reply.headers().get_all("x-passed").iter().collect();
    assert_eq!(values, ["inner", "outer"]);
    let request = server.last();
    let values: Vec<_> = request.headers().get_all("x-passed").iter().collect();
    assert_eq!(values, ["outer", "inner"]);
    let all = ["outer asks tests.get", "inner asks tests.get", "inner sees 200", "outer sees 200"];
    assert_eq!(*notes.lock().unwrap(), all);

    let call = client.call(&POST).path("thing_id", "t");
    let error = call.retries(Retries::default()).send_untyped().await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("was not sent: nobody pours here"), "{text}");
    // Asked once, although the call may be sent again: it would be refused again.
    assert_eq!(notes.lock().unwrap().len(), all.len() + 1);
}

static LIST: Operation = Operation::new("teapots.list", Method::Get, "/v3/{project_id}/teapots");

/// Answers each request with the next of these bodies.
struct Bodies(Mutex<Vec<&'static str>>);

impl Transport for Bodies {
    fn send(&self, _: Request<Bytes>) -> Sending<'_> {
        let body = self.0.lock().unwrap().remove(0);
        Box::pin(std::future::ready(match body {
            "broken" => Err(TransportError::new(TransportErrorKind::Interrupted, "it broke")),
            body => {
                let response = Response::builder().header("x-request-id", "r-7");
                Ok(response.body(Bytes::from_static(body.as_bytes())).unwrap())
            }
        }))
    }
}

async fn list(client: &Client, marker: i32) -> Result<Value, Error> {
    let call = client.call(&LIST).query("limit", 2).query("marker", marker);
    Ok(call.send_untyped().await?.into_inner())
}

#[tokio::test]
async fn replays_what_was_recorded() {
    let folder = std::env::temp_dir().join(format!("record-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("calls.jsonl");
    let recorder = Recorder::to_file(&file).unwrap();
    let bodies = vec![r#"{"count":1,"version":8.10}"#, r#"{"count":2}"#, "broken", "not json", ""];
    let transport = Bodies(Mutex::new(bodies)).with(recorder.clone());
    let client = builder("https://a.example.com").transport(transport).build().await.unwrap();
    let mut first = Vec::new();
    for marker in [1, 2, 1, 4, 5] {
        first.push(list(&client, marker).await.map_err(|error| error.message().into_owned()));
    }
    recorder.written().unwrap();
    assert_eq!(recorder.lines(), std::fs::read_to_string(&file).unwrap());
    assert_eq!(recorder.lines().lines().count(), 5);
    let line: Value = serde_json::from_str(recorder.lines().lines().nth(1).unwrap()).unwrap();
    assert_eq!(line["request"]["address"], "https://a.example.com/v3/p1/teapots?limit=2&marker=2");
    assert_eq!(line["request"]["operation"], "teapots.list");
    assert_eq!(line["request"]["headers"]["x-auth-token"], "***");
    assert_eq!(line["answer"]["status"], 200);
    assert_eq!(line["answer"]["json"], json!({ "count": 2 }));

    // In another order, from another host, with the parameters the other way round.
    let replay = Arc::new(Replay::from_file(&file).unwrap());
    let client = builder("http://b:1").transport(replay.clone()).build().await.unwrap();
    for (place, marker) in [(1, 2), (0, 1), (3, 4), (4, 5)] {
        let again = list(&client, marker).await.map_err(|error| error.message().into_owned());
        assert_eq!(again, first[place], "{marker}");
    }
    let text = list(&client, 9).await.unwrap_err().to_string();
    let asked = "the record has no answer left for GET /v3/p1/teapots?limit=2&marker=9";
    let left = "left are GET /v3/p1/teapots?limit=2&marker=1";
    assert!(text.contains(&format!("{asked}; {left}")), "{text}");
    let call = client.call(&LIST).query("marker", 1).query("limit", 2);
    let error = call.send_untyped().await.unwrap_err();
    let Error::Transport { source, .. } = &error else { panic!("{error}") };
    assert_eq!(source.kind(), TransportErrorKind::Interrupted);
    assert!(replay.left().is_empty());
    let text = list(&client, 1).await.unwrap_err().to_string();
    assert!(text.contains("all of it was used"), "{text}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn the_last_answer_can_be_repeated() {
    let recorder = Recorder::new();
    let transport = Bodies(Mutex::new(vec!["1", "2"])).with(recorder.clone());
    let client = builder("https://a").transport(transport).build().await.unwrap();
    list(&client, 1).await.unwrap();
    list(&client, 1).await.unwrap();
    let replay = Replay::from_lines(&recorder.lines()).unwrap().repeat_last();
    let client = builder("https://a").transport(replay).build().await.unwrap();
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(list(&client, 1).await.unwrap());
    }
    assert_eq!(seen, [1, 2, 2, 2]);
}

#[test]
fn says_which_line_of_a_record_is_wrong() {
    for (line, problem) in [
        ("{", "EOF"),
        ("{}", "it has no \"request\""),
        (r#"{"request":{"method":"GET"}}"#, "it has no text \"address\""),
        (r#"{"request":{"method":"GET","address":"/a"}}"#, "neither an \"answer\" nor"),
        (r#"{"request":{"method":"GET","address":"/a"},"answer":{}}"#, "no HTTP status"),
        (r#"{"request":{"method":"GET","address":"/a"},"answer":{"status":1}}"#, "no HTTP status"),
        (
            r#"{"request":{"method":"GET","address":"/a"},"answer":{"status":200,"headers":{"a b":"c"}}}"#,
            "the header \"a b\" cannot be one",
        ),
        (
            r#"{"request":{"method":"GET","address":"/a"},"failure":{"kind":"odd"}}"#,
            "there is no failure \"odd\"",
        ),
    ] {
        let lines = format!("\n{line}\n");
        let text = Replay::from_lines(&lines).unwrap_err().to_string();
        assert!(text.starts_with("line 2 of the record cannot be read: "), "{text}");
        assert!(text.contains(problem), "{text}");
    }
    let text = Replay::from_file("/nowhere/calls.jsonl").unwrap_err().to_string();
    assert!(text.starts_with("/nowhere/calls.jsonl: "), "{text}");
}

#[test]
fn a_program_without_async_code_waits_for_each_call() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    // The server needs a thread of its own: the runtime of the caller stands still between calls.
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            send.send(good().await.address).unwrap();
            std::future::pending::<()>().await;
        });
    });
    let address = receive.recv().unwrap();
    let transport = ReqwestTransport::builder().no_proxy().idle_connections(0).build().unwrap();
    let client = builder(format!("http://{address}")).transport(transport).build();
    let client = runtime.block_on(client).unwrap();
    for _ in 0..20 {
        assert_eq!(runtime.block_on(get(&client)).unwrap()["count"], 3);
    }
}
