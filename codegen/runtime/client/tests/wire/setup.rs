//! Setting a client up: what wins, and what is said when something is missing.

use std::sync::{Arc, Mutex};

use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::tables::Endpoint;
use taurusdb_runtime::transport::{Sending, Timeout};
use taurusdb_runtime::{Client, ClientBuilder, Credentials, Transport};

use crate::server::GET;

static ENDPOINTS: [Endpoint; 2] = [
    Endpoint { region: "one-1", name: "One", host: "gaussdb.one-1.example.com" },
    Endpoint { region: "two-2", name: "Two", host: "gaussdb.two-2.example.com" },
];

fn environment(name: &str) -> Option<String> {
    let value = match name {
        "HW_ACCESS_KEY" => "AKEXAMPLE",
        "HW_SECRET_KEY" => "SKEXAMPLE",
        "HW_PROJECT_ID" => "p-env",
        "HW_REGION_NAME" => "two-2",
        _ => return None,
    };
    Some(value.to_owned())
}

fn builder() -> ClientBuilder {
    Client::builder().endpoints(&ENDPOINTS).variables(|_| None)
}

async fn problem(builder: ClientBuilder) -> String {
    builder.build().await.unwrap_err().to_string()
}

#[tokio::test]
async fn takes_everything_from_the_environment() {
    let client = builder().variables(environment).build().await.unwrap();
    assert_eq!(client.endpoint(), "https://gaussdb.two-2.example.com");
    assert_eq!(client.region(), Some("two-2"));
    assert_eq!(client.project_id(), Some("p-env"));
    assert!(client.credentials().source().to_string().starts_with("environment: HW_ACCESS_KEY"));
}

#[tokio::test]
async fn prefers_what_is_given_in_code() {
    let client = builder()
        .variables(environment)
        .region("one-1")
        .project_id("p-code")
        .credentials(Credentials::token("t"))
        .build()
        .await
        .unwrap();
    assert_eq!(client.endpoint(), "https://gaussdb.one-1.example.com");
    assert_eq!(client.project_id(), Some("p-code"));
    assert_eq!(client.credentials().source().to_string(), "given in code");
}

#[tokio::test]
async fn says_what_is_missing() {
    let text = problem(builder()).await;
    assert!(text.ends_with("Known regions: one-1, two-2"), "{text}");
    let text = problem(builder().region("two-1")).await;
    assert!(text.starts_with("the region \"two-1\" is not known"), "{text}");
    let text = problem(builder().region("one-1")).await;
    assert!(text.contains("HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"), "{text}");
    let text = problem(builder().region("one-1").credentials(Credentials::ak_sk(" ", "s"))).await;
    assert_eq!(text, "credentials given in code: the access key is empty");
    let token = Credentials::token("t");
    let text = problem(builder().region("one-1").credentials(token).language("en\n")).await;
    assert_eq!(text, "the language \"en\\n\" cannot stand in a header");
}

#[derive(Default)]
struct Recorder(Mutex<Vec<Request<Bytes>>>);

impl Transport for Recorder {
    fn send(&self, request: Request<Bytes>) -> Sending<'_> {
        self.0.lock().unwrap().push(request);
        Box::pin(async { Ok(Response::new(Bytes::from_static(b"{}"))) })
    }
}

#[tokio::test]
async fn sends_through_a_transport_of_ones_own() {
    let recorder = Arc::new(Recorder::default());
    let client = builder()
        .endpoint("https://gaussdb.example.com")
        .credentials(Credentials::token("t"))
        .language("zh-cn")
        .user_agent("orders/1.0")
        .transport(recorder.clone())
        .build()
        .await
        .unwrap();
    let call = client.call(&GET).path("project_id", "p").path("thing_id", "t");
    call.send_untyped().await.unwrap();
    let request = recorder.0.lock().unwrap().pop().unwrap();
    assert_eq!(request.uri(), "https://gaussdb.example.com/v3/p/things/t");
    assert_eq!(request.headers()["x-language"], "zh-cn");
    assert_eq!(request.headers()["user-agent"], "orders/1.0");
    assert!(request.extensions().get::<Timeout>().is_some());
}
