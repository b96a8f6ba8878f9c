//! Requests without an answer: the cause, and what it means for the caller.

use std::net::SocketAddr;
use std::time::Duration;

use super::server::{DELETE, GET, SECRET_KEY};
use taurusdb_runtime::transport::{ReqwestTransport, TransportErrorKind};
use taurusdb_runtime::{Call, Client, Credentials, Error, Retries};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

async fn client_of(endpoint: &str) -> Client {
    Client::builder()
        .retries(Retries::none())
        .endpoint(endpoint)
        .credentials(Credentials::ak_sk("AKEXAMPLE", SECRET_KEY))
        .project_id("p1")
        .build()
        .await
        .unwrap()
}

async fn failure(client: &Client) -> Error {
    Call::new(client, &GET).path("thing_id", "t").send_untyped().await.unwrap_err()
}

#[track_caller]
fn kind(error: &Error) -> TransportErrorKind {
    match error {
        Error::Transport { source, .. } => source.kind(),
        other => panic!("not about the transport: {other}"),
    }
}

/// A listener that accepts no more connections: its queue is full, so the kernel lets new ones wait
/// for ever.
async fn full() -> (TcpListener, Vec<TcpStream>) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) =
        tokio::time::timeout(Duration::from_millis(200), TcpStream::connect(address)).await
    {
        waiting.push(stream.unwrap());
    }
    (listener, waiting)
}

#[tokio::test]
async fn a_connection_that_takes_too_long_carries_nothing_out() {
    let (listener, _waiting) = full().await;
    let http = reqwest::Client::builder().connect_timeout(Duration::from_millis(100)).no_proxy();
    let client = Client::builder()
        .retries(Retries::none())
        .endpoint(format!("http://{}", listener.local_addr().unwrap()))
        .credentials(Credentials::token("t"))
        .project_id("p1")
        .transport(ReqwestTransport::from(http.build().unwrap()))
        .build()
        .await
        .unwrap();
    let error = failure(&client).await;
    assert_eq!(kind(&error), TransportErrorKind::Connect);
    assert!(!error.is_timeout());
    assert!(!error.to_string().contains("carried it out"), "{error}");
}

#[tokio::test]
async fn says_when_there_is_no_answer() {
    // A port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = client_of(&format!("http://{address}")).await;
    let error = failure(&client).await;
    assert_eq!(error.operation(), Some("tests.get"));
    assert_eq!(error.status(), None);
    let text = error.to_string();
    let start = format!("tests.get: cannot connect to http://{address}: ");
    assert!(text.starts_with(&start), "{text}");
    let advice =
        "Check the endpoint with its scheme and port, the name resolution and the proxy settings";
    assert!(text.ends_with(advice), "{text}");
}

#[tokio::test]
async fn gives_up_in_time() {
    // The kernel accepts connections for it, but it never answers.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = Client::builder()
        .retries(Retries::none())
        .endpoint(format!("http://{}", listener.local_addr().unwrap()))
        .credentials(Credentials::token("t"))
        .project_id("p1")
        .timeout(Duration::from_millis(50))
        .build()
        .await
        .unwrap();
    let error = failure(&client).await;
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().ends_with("The operation only reads: send it again"), "{error}");
    let call = Call::new(&client, &DELETE).path("thing_id", "t");
    let error = call.send_untyped().await.unwrap_err().to_string();
    assert!(error.ends_with("check before sending it again"), "{error}");
}

#[tokio::test]
async fn says_that_a_scheme_was_assumed() {
    let client = client_of("127.0.0.1:1/db").await;
    let text = failure(&client).await.to_string();
    let start = "tests.get: cannot connect to https://127.0.0.1:1 (no scheme was given: https \
                 assumed): ";
    assert!(text.starts_with(start), "{text}");
}

#[tokio::test]
async fn tells_each_cause_once() {
    let error = failure(&client_of("http://127.0.0.1:1").await).await;
    let text = error.to_string();
    assert_eq!(text.matches("refused").count(), 1, "{text}");
    // A report also prints the sources of an error; none may repeat what the error already says.
    assert!(std::error::Error::source(&error).is_none());
    let Error::Transport { source, .. } = &error else { panic!("{error}") };
    assert!(std::error::Error::source(source).is_none());
    assert!(source.cause().is::<reqwest::Error>());
}
