//! A server on a real socket that sends prepared answers and records the requests.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::{Category, ErrorCode, Method, Operation};
use taurusdb_runtime::http::{Request, Response, StatusCode};
use taurusdb_runtime::{Client, Credentials, Retries};
use tokio::net::TcpListener;

pub(crate) static GET: Operation = Operation::new("tests.get", Method::Get, PATH);
pub(crate) static POST: Operation = Operation::new("tests.post", Method::Post, PATH);
pub(crate) static PUT: Operation = Operation::new("tests.put", Method::Put, PATH);
pub(crate) static DELETE: Operation = Operation::new("tests.delete", Method::Delete, PATH);

const PATH: &str = "/v3/{project_id}/things/{thing_id}";

pub(crate) const SECRET_KEY: &str = "SKEXAMPLE0000000000";

/// The error codes that the tests use.
static CODES: [ErrorCode; 5] = [
    entry("APIGW.0101", Category::Unsupported, "Look at the address"),
    entry("APIGW.0301", Category::Permission, "Look at the keys"),
    entry("APIGW.0308", Category::Throttled, "Wait a little"),
    entry("DBS.200019", Category::Conflict, "Wait until it has ended"),
    entry("DBS.201028", Category::NotFound, "Look at the id"),
];

const fn entry(code: &'static str, category: Category, advice: &'static str) -> ErrorCode {
    ErrorCode { code, name: "", status: None, category, retryable: false, advice }
}

#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    seen: Seen,
}

type Seen = Arc<Mutex<Vec<Request<Bytes>>>>;
type Shared = (Seen, Arc<dyn Fn() -> Response<Body> + Send + Sync>);

impl Server {
    /// Answers every request with this status and body.
    pub(crate) async fn answering(status: u16, body: &'static str) -> Self {
        Self::start(move || {
            let mut response = Response::new(Body::from(body));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            response.headers_mut().insert("x-request-id", "r-1".parse().unwrap());
            response
        })
        .await
    }

    pub(crate) async fn start(answer: impl Fn() -> Response<Body> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Seen::default();
        let shared: Shared = (seen.clone(), Arc::new(answer));
        let router = Router::new().fallback(record).with_state(shared);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, seen }
    }

    pub(crate) async fn client(&self) -> Client {
        self.client_with(Credentials::ak_sk("AKEXAMPLE", SECRET_KEY)).await
    }

    pub(crate) async fn client_with(&self, credentials: Credentials) -> Client {
        Client::builder()
            .endpoint(format!("http://{}", self.address))
            .error_codes(&CODES)
            .credentials(credentials)
            .project_id("p1")
            // What is sent again is another test's matter.
            .retries(Retries::none())
            .build()
            .await
            .unwrap()
    }

    /// The last request that came in.
    pub(crate) fn last(&self) -> Request<Bytes> {
        self.seen.lock().unwrap().pop().expect("a request")
    }
}

async fn record(State((seen, answer)): State<Shared>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    seen.lock().unwrap().push(Request::from_parts(parts, body));
    answer()
}
