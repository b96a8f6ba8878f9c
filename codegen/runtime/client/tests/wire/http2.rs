//! HTTP/2: agreed on while TLS is set up, or known before; and what only HTTP/2 can do to a request.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use h2::{Reason, server};
use serde_json::json;
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http::{
    HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Version,
};
use taurusdb_runtime::jiff::Timestamp;
use taurusdb_runtime::sign::{Authorization, Message, verify};
use taurusdb_runtime::transport::{ReqwestTransport, ReqwestTransportBuilder, TransportErrorKind};
use taurusdb_runtime::{Client, Credentials, Error, Retries};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::server::{GET, POST, SECRET_KEY};
use super::tls::{ROOT, configuration};

/// What the server does with a request.
#[derive(Clone, Copy)]
enum Act {
    Answer(u16, &'static str),
    /// Resets the stream before anything was answered.
    Reset(Reason),
    /// Begins an answer, and resets the stream in the middle of it.
    Break(Reason),
    /// Says that it goes away having read this request, and closes the connection without an answer.
    GoAway(Reason),
    /// Says that it goes away, and answers this request all the same.
    AnswerAndGoAway,
    /// Answers with a trailer, after informational answers.
    Decorated,
}

const WELL: Act = Act::Answer(200, r#"{"name":"n"}"#);

/// A server that speaks nothing but HTTP/2.
#[derive(Clone)]
struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<Request<Bytes>>>>,
    /// What it does with the first requests; then all is well.
    acts: Arc<Mutex<Vec<Act>>>,
}

impl Server {
    /// Starts it; with `offers`, behind TLS, with these protocols to choose from.
    async fn start(offers: Option<&[&str]>, acts: &[Act]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let acts = acts.iter().rev().copied().collect();
        let server = Self {
            address: listener.local_addr().unwrap(),
            connections: Arc::default(),
            seen: Arc::default(),
            acts: Arc::new(Mutex::new(acts)),
        };
        let acceptor = offers.map(|offers| {
            let mut config = configuration();
            config.alpn_protocols = offers.iter().map(|offer| offer.as_bytes().to_vec()).collect();
            TlsAcceptor::from(Arc::new(config))
        });
        let started = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                server.connections.fetch_add(1, Ordering::SeqCst);
                match &acceptor {
                    None => drop(tokio::spawn(server.clone().connection(stream))),
                    Some(acceptor) => {
                        // A client that does not trust the certificate goes away.
                        let Ok(stream) = acceptor.accept(stream).await else { continue };
                        drop(tokio::spawn(server.clone().connection(stream)));
                    }
                }
            }
        });
        started
    }

    async fn connection(self, stream: impl AsyncRead + AsyncWrite + Unpin) {
        let mut connection = server::handshake(stream).await.unwrap();
        let (leave, mut leaving) = tokio::sync::mpsc::channel(9);
        loop {
            let accepted = tokio::select! {
                accepted = connection.accept() => accepted,
                Some(reason) = leaving.recv() => {
                    match reason {
                        Some(reason) => connection.abrupt_shutdown(reason),
                        None => connection.graceful_shutdown(),
                    }
                    continue;
                }
            };
            let Some(Ok((request, mut respond))) = accepted else { break };
            let (server, leave) = (self.clone(), leave.clone());
            tokio::spawn(async move {
                let (parts, mut stream) = request.into_parts();
                let mut body = Vec::new();
                while let Some(chunk) = stream.data().await {
                    body.extend_from_slice(&chunk.unwrap());
                }
                server.seen.lock().unwrap().push(Request::from_parts(parts, body.into()));
                let act = server.acts.lock().unwrap().pop().unwrap_or(WELL);
                match act {
                    Act::GoAway(reason) => drop(leave.send(Some(reason)).await),
                    Act::AnswerAndGoAway => {
                        leave.send(None).await.ok();
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        let mut answer = respond.send_response(head(200), false).unwrap();
                        answer.send_data(Bytes::from_static(br#"{"name":"n"}"#), true).unwrap();
                    }
                    Act::Decorated => {
                        let mut early = Response::new(());
                        *early.status_mut() = StatusCode::EARLY_HINTS;
                        respond.send_informational(early).unwrap();
                        let mut answer = respond.send_response(head(200), false).unwrap();
                        answer.send_data(Bytes::from_static(br#"{"name":"n"}"#), false).unwrap();
                        let trailer =
                            [(HeaderName::from_static("x-sum"), HeaderValue::from_static("1"))];
                        answer.send_trailers(HeaderMap::from_iter(trailer)).unwrap();
                    }
                    Act::Reset(reason) => respond.send_reset(reason),
                    Act::Answer(status, text) => {
                        let head = head(status);
                        let mut answer = respond.send_response(head, false).unwrap();
                        answer.send_data(Bytes::from_static(text.as_bytes()), true).unwrap();
                    }
                    Act::Break(reason) => {
                        let mut answer = respond.send_response(head(200), false).unwrap();
                        answer.send_data(Bytes::from_static(b"{\"na"), false).unwrap();
                        // What was written must have left before.
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        answer.send_reset(reason);
                    }
                }
            });
        }
    }

    async fn client(&self, scheme: &str, builder: ReqwestTransportBuilder) -> Client {
        Client::builder()
            .endpoint(format!("{scheme}://{}", self.address))
            .credentials(Credentials::ak_sk("AKEXAMPLE", SECRET_KEY))
            .project_id("p1")
            .retries(Retries::default().pause(Duration::from_millis(1), Duration::from_millis(5)))
            .transport(builder.no_proxy().build().unwrap())
            .build()
            .await
            .unwrap()
    }

    fn seen(&self) -> Vec<Request<Bytes>> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

fn head(status: u16) -> Response<()> {
    let mut head = Response::new(());
    *head.status_mut() = StatusCode::from_u16(status).unwrap();
    head.headers_mut().insert("x-request-id", "r-2".parse().unwrap());
    head
}

async fn get(client: &Client) -> Result<serde_json::Value, Error> {
    Ok(client.call(&GET).path("thing_id", "t").send_untyped().await?.into_inner())
}

async fn post(client: &Client) -> Result<serde_json::Value, Error> {
    let call = client.call(&POST).path("thing_id", "a b").query("q", "x y").json(json!({ "a": 1 }));
    Ok(call.send_untyped().await?.into_inner())
}

/// Holds what has arrived against its signature.
#[track_caller]
fn arrived_well(requests: &[Request<Bytes>]) {
    for request in requests {
        assert_eq!(request.version(), Version::HTTP_2);
        let header = request.headers()["authorization"].to_str().unwrap();
        let authorization = Authorization::parse(header).unwrap();
        verify(&Message::of(request), &authorization, SECRET_KEY, Timestamp::now()).unwrap();
    }
}

/// Makes calls, several at a time.
async fn calls(client: &Client) {
    assert_eq!(get(client).await.unwrap(), json!({ "name": "n" }));
    let (one, two, three) = tokio::join!(get(client), post(client), get(client));
    for answer in [one, two, three] {
        assert_eq!(answer.unwrap()["name"], "n");
    }
}

#[tokio::test]
async fn is_agreed_on_while_tls_is_set_up() {
    let server = Server::start(Some(&["h2", "http/1.1"]), &[]).await;
    let builder = ReqwestTransport::builder().root_certificates(ROOT).only_these_roots();
    let client = server.client("https", builder).await;
    calls(&client).await;
    let seen = server.seen();
    assert_eq!((seen.len(), server.connections.load(Ordering::SeqCst)), (4, 1));
    arrived_well(&seen);
    let sent = seen.iter().find(|request| request.method() == "POST").unwrap();
    assert_eq!(sent.body().as_ref(), br#"{"a":1}"#);
    // The certificate is looked at here too.
    let client = server.client("https", ReqwestTransport::builder().only_these_roots()).await;
    assert!(get(&client).await.unwrap_err().to_string().contains("certificate"));
}

#[tokio::test]
async fn is_known_before() {
    let server = Server::start(None, &[]).await;
    let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
    calls(&client).await;
    let seen = server.seen();
    assert_eq!((seen.len(), server.connections.load(Ordering::SeqCst)), (4, 1));
    arrived_well(&seen);
}

#[tokio::test]
async fn errors_are_those_of_http_1() {
    let refusal = r#"{"error_code":"DBS.200019","error_msg":"busy"}"#;
    let server = Server::start(None, &[Act::Answer(409, refusal)]).await;
    let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
    let error = post(&client).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert_eq!(error.code().map(|code| code.to_string()).as_deref(), Some("DBS.200019"));
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn what_nobody_has_looked_at_is_sent_again() {
    let refused = Act::Reset(Reason::REFUSED_STREAM);
    let server = Server::start(None, &[refused, refused]).await;
    let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
    assert_eq!(post(&client).await.unwrap(), json!({ "name": "n" }));
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    arrived_well(&seen);

    let server = Server::start(None, &[refused; 9]).await;
    let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
    let error = post(&client).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Refused);
    assert!(error.to_string().contains("was not looked at"), "{error}");
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn what_may_have_been_carried_out_is_not() {
    for act in [
        Act::Reset(Reason::INTERNAL_ERROR),
        Act::Reset(Reason::CANCEL),
        Act::Break(Reason::INTERNAL_ERROR),
        Act::Break(Reason::REFUSED_STREAM),
        // It has read the request before it went away.
        Act::GoAway(Reason::NO_ERROR),
        Act::GoAway(Reason::ENHANCE_YOUR_CALM),
        Act::GoAway(Reason::INTERNAL_ERROR),
    ] {
        let server = Server::start(None, &[act]).await;
        let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
        let error = post(&client).await.unwrap_err();
        assert_eq!(
            (kind(&error), server.seen().len()),
            (TransportErrorKind::Interrupted, 1),
            "{error}"
        );
        // What only reads is asked for again.
        let server = Server::start(None, &[act]).await;
        let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
        assert_eq!(get(&client).await.unwrap(), json!({ "name": "n" }));
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn a_server_that_goes_away_loses_nothing() {
    let server = Server::start(None, &[Act::AnswerAndGoAway, WELL, Act::AnswerAndGoAway]).await;
    let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
    for _ in 0..4 {
        assert_eq!(post(&client).await.unwrap(), json!({ "name": "n" }));
    }
    assert_eq!((server.seen().len(), server.connections.load(Ordering::SeqCst)), (4, 3));
}

#[tokio::test]
async fn what_surrounds_an_answer_is_passed_over() {
    let server = Server::start(None, &[Act::Decorated]).await;
    let client = server.client("http", ReqwestTransport::builder().http2_only()).await;
    assert_eq!(post(&client).await.unwrap(), json!({ "name": "n" }));
}

fn kind(error: &Error) -> TransportErrorKind {
    let Error::Transport { source, .. } = error else { panic!("{error}") };
    source.kind()
}
