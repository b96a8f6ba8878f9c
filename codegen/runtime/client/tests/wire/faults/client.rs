//! The client that meets the faults, and what it asks for.

use std::net::SocketAddr;
use std::time::Duration;

use taurusdb_runtime::descriptors::{Category, ErrorCode, Method, Operation};
use taurusdb_runtime::transport::ReqwestTransport;
use taurusdb_runtime::{Client, Credentials, Error, Reply, Retries, Transport, record};

use super::script::Step;

static GET: Operation = Operation::new("teapots.show", Method::Get, PATH);
static POST: Operation = Operation::new("teapots.fill", Method::Post, PATH);
const PATH: &str = "/v3/{project_id}/teapots/{teapot_id}";

static CODES: [ErrorCode; 3] = [
    entry("APIGW.0301", Category::Permission, false, "Look at the keys"),
    entry("APIGW.0308", Category::Throttled, true, "Wait a little"),
    entry("TEA.0007", Category::Conflict, true, "Wait until it is empty"),
];

const fn entry(
    code: &'static str,
    category: Category,
    retryable: bool,
    advice: &'static str,
) -> ErrorCode {
    ErrorCode { code, name: "", status: None, category, retryable, advice }
}

/// The time-out of each attempt that must run into it, and must have sent its request before that.
const SHORT: Duration = Duration::from_secs(3);

/// The time-out of all others: on a busy machine, they must not run into it.
const LONG: Duration = Duration::from_secs(10);

/// How many attempts a call has.
pub(crate) const ATTEMPTS: u32 = 3;

/// How many bytes the client takes: 4 MB.
pub(crate) const LARGEST: usize = 4 * 1024 * 1024;

/// One kind of fault, and what must come of it.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) does: &'static str,
    pub(crate) steps: Vec<Step>,
    /// Whether a call that goes well comes first, so that the fault meets a connection in use.
    pub(crate) is_second: bool,
    /// How many bytes of text a POST sends along.
    pub(crate) sends: usize,
    /// For GET and for POST: how the call ends, and how many requests the server sees.
    pub(crate) get: (&'static str, usize),
    pub(crate) post: (&'static str, usize),
}

impl Fault {
    /// The time-out of each attempt.
    pub(crate) fn timeout(&self) -> Duration {
        if self.get.0.contains("Timeout") { SHORT } else { LONG }
    }
}

#[derive(Default)]
pub(crate) struct Teapot {
    pub(crate) name: Option<String>,
    pub(crate) count: Option<i64>,
    pub(crate) full: Option<bool>,
    pub(crate) cups: Vec<Cup>,
}
record!(Teapot { name: "name", count: "count", full: "full", cups: "cups" });

#[derive(Default)]
pub(crate) struct Cup {
    pub(crate) size: Option<i64>,
}
record!(Cup { size: "size" });

/// The transport of all these clients: to read the root certificates of the machine takes its time.
pub(crate) fn transport() -> ReqwestTransport {
    ReqwestTransport::builder().no_proxy().build().unwrap().largest_answer(LARGEST)
}

pub(crate) async fn client_of(
    address: SocketAddr,
    credentials: Credentials,
    timeout: Duration,
    transport: impl Transport + 'static,
) -> Client {
    Client::builder()
        .endpoint(format!("http://{address}"))
        .error_codes(&CODES)
        .credentials(credentials)
        .project_id("p1")
        .timeout(timeout)
        .transport(transport)
        .retries(
            Retries::default()
                .attempts(ATTEMPTS)
                .pause(Duration::from_millis(1), Duration::from_millis(5)),
        )
        .build()
        .await
        .unwrap()
}

/// Asks for a teapot, or to fill one.
pub(crate) async fn attempt(
    client: &Client,
    is_post: bool,
    sends: usize,
) -> Result<Reply<Teapot>, Error> {
    let call = client.call(if is_post { &POST } else { &GET }).path("teapot_id", "t1");
    match is_post {
        true => call.json(serde_json::json!({ "tea": "x".repeat(sends) })).send().await,
        false => call.send().await,
    }
}
