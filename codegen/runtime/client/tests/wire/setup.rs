//! Setting up a client: which setting wins, and the errors if something is missing.

use std::sync::{Arc, Mutex};

use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::Endpoint;
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::transport::{Sending, Timeout, TransportErrorKind};
use taurusdb_runtime::{Client, ClientBuilder, Credentials, Transport, TransportError};

use super::server::GET;

pub(crate) static ENDPOINTS: [Endpoint; 2] = [
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
    Client::builder().service_code("demo").endpoints(&ENDPOINTS).variables(|_| None)
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
    // The last place to look is the metadata service, which this transport does not reach.
    let text = problem(builder().region("one-1").transport(Unplugged)).await;
    assert!(text.contains("HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"), "{text}");
    assert!(text.contains("profile file: neither HOME nor USERPROFILE is set"), "{text}");
    assert!(
        text.contains("the metadata service at http://169.254.169.254 cannot be asked"),
        "{text}"
    );
    let text = problem(builder().region("one-1").credentials(Credentials::ak_sk(" ", "s"))).await;
    assert_eq!(text, "credentials given in code: the access key is empty");
    let at = || builder().region("one-1");
    for (credentials, start) in [
        (Credentials::ak_sk("A\nK", "s"), "the access key holds white space, a line break"),
        (Credentials::ak_sk("A K", "s"), "the access key holds white space, a line break"),
        (Credentials::ak_sk("AK", "s\nk"), "the secret key holds a line break"),
        (Credentials::ak_sk("AK", "s").security_token("a\nb"), "the security token is empty, or"),
        (Credentials::token("a\nb"), "the token holds white space, a line break"),
    ] {
        let text = problem(at().credentials(credentials)).await;
        assert!(text.starts_with(&format!("credentials given in code: {start}")), "{text}");
    }
    let keys = || at().credentials(Credentials::ak_sk("AK", "s"));
    let text = problem(keys().project_id(" ")).await;
    assert!(text.starts_with("the project id is empty: give one"), "{text}");
    let text = problem(keys().project_id("p\n1")).await;
    assert!(text.starts_with("the project id \"p\\n1\" holds white space"), "{text}");
    let token = Credentials::token("t");
    let text = problem(builder().region("one-1").credentials(token).language("en\n")).await;
    assert_eq!(text, "the language \"en\\n\" is not valid in a header");
}

#[tokio::test]
async fn names_a_variable_that_is_no_text() {
    for wrong in ["HW_REGION_NAME", "HUAWEICLOUD_SDK_REGION_DEMO_TWO_2", "HW_SECRET_KEY"] {
        let variables = move |name: &str| match name == wrong {
            true => Some("\u{fffd}".to_owned()),
            false => environment(name),
        };
        let text = problem(builder().variables(variables)).await;
        assert!(text.starts_with(&format!("the variable {wrong} is set, but not to")), "{text}");
    }
}

struct Unplugged;

impl Transport for Unplugged {
    fn send(&self, _: Request<Bytes>) -> Sending<'_> {
        let error = TransportError::new(TransportErrorKind::Connect, "unplugged");
        Box::pin(async { Err(error) })
    }
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
