//! Calls over a real socket: what goes out, and what comes back.

use super::server::{DELETE, GET, POST, PUT, SECRET_KEY, Server};
use serde_json::{Value, json};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::{Method, Operation};
use taurusdb_runtime::http::Request;
use taurusdb_runtime::sign::{Authorization, Message, parse_date, verify};
use taurusdb_runtime::{Call, Client, Credentials, record};

#[derive(Default)]
struct Thing {
    name: Option<String>,
    count: Option<i64>,
    password: Option<String>,
}
record!(Thing { name: "name", count: "count", password: "password" secret });

#[track_caller]
fn assert_signed(request: &Request<Bytes>) {
    let header = request.headers()["authorization"].to_str().unwrap();
    let authorization = Authorization::parse(header).unwrap();
    let date = parse_date(request.headers()["x-sdk-date"].to_str().unwrap()).unwrap();
    verify(&Message::of(request), &authorization, SECRET_KEY, date).unwrap();
    assert!(authorization.signed.contains(&"x-project-id"));
}

#[tokio::test]
async fn sends_every_method_with_a_body() {
    for operation in [&GET, &POST, &PUT, &DELETE] {
        let server = Server::answering(200, r#"{"name":"n","count":"3","more":true}"#).await;
        let thing = Thing { name: Some("名".to_owned()), ..Thing::default() };
        let reply = Call::new(&server.client().await, operation)
            .path("thing_id", "t/1 é")
            .query("tags", vec!["b&c", "a"])
            .query("limit", 10)
            .body(&thing)
            .send::<Thing>()
            .await
            .unwrap();

        let request = server.last();
        assert_eq!(request.method().as_str(), operation.method.as_str());
        assert_eq!(
            request.uri().to_string(),
            "/v3/p1/things/t%2F1%20%C3%A9?tags=b%26c&tags=a&limit=10"
        );
        assert_eq!(request.headers()["content-type"], "application/json");
        assert_eq!(request.headers()["x-language"], "en-us");
        assert_eq!(request.headers()["host"], server.address.to_string());
        assert_eq!(request.body(), "{\"name\":\"名\"}".as_bytes());
        assert_signed(&request);

        assert_eq!(reply.status(), 200);
        assert_eq!(reply.request_id(), Some("r-1"));
        assert_eq!(reply.name.as_deref(), Some("n"));
        assert_eq!(reply.count, Some(3));
        assert_eq!(reply.notes().len(), 1);
        assert_eq!(reply.json(), &json!({ "name": "n", "count": "3", "more": true }));
    }
}

#[tokio::test]
async fn sends_every_method_without_a_body() {
    for operation in [&GET, &POST, &PUT, &DELETE] {
        let server = Server::answering(202, "").await;
        let call = Call::new(&server.client().await, operation).path("thing_id", "t");
        let reply = call.send_untyped().await.unwrap();
        assert_eq!(reply.status(), 202);
        assert_eq!(*reply, Value::Null);
        let request = server.last();
        assert_eq!(request.headers()["content-type"], "application/json");
        assert!(request.body().is_empty());
        assert_signed(&request);
    }
}

#[tokio::test]
async fn reads_empty_and_odd_answers() {
    for body in ["", " \n", "null", "[]", "7", "\u{feff}{}"] {
        let server = Server::answering(200, body).await;
        let call = Call::new(&server.client().await, &GET).path("thing_id", "t");
        let reply = call.send::<Thing>().await.unwrap();
        assert_eq!(reply.name, None, "{body:?}");
    }
    let server = Server::answering(200, r#""a bare value""#).await;
    let call = Call::new(&server.client().await, &GET).path("thing_id", "t");
    assert_eq!(*call.send::<String>().await.unwrap(), "a bare value");
}

#[tokio::test]
async fn shows_the_start_of_an_answer_that_is_not_json() {
    let server = Server::answering(200, "<html><title>Sign in</title></html>").await;
    let call = Call::new(&server.client().await, &GET).path("thing_id", "t");
    let error = call.send::<Thing>().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(
        error.to_string(),
        "tests.get: 200 OK, but the body is not JSON (expected value at line 1 column 1): Sign in \
         (request id r-1). Check that the endpoint is the database service and not a proxy or a \
         login page"
    );
}

#[tokio::test]
async fn says_where_an_answer_was_cut_off() {
    let server = Server::answering(200, r#"{"name":"n","password":"hidden"#).await;
    for (operation, advice) in
        [(&GET, "The operation only reads: send it again"), (&DELETE, "before sending it again")]
    {
        let call = Call::new(&server.client().await, operation).path("thing_id", "t");
        let text = call.send::<Thing>().await.unwrap_err().to_string();
        assert!(text.contains("the body is JSON that ends too early, at byte 30 ("), "{text}");
        assert!(text.ends_with(advice), "{text}");
        assert!(!text.contains("proxy") && !text.contains("hidden"), "{text}");
    }
}

#[tokio::test]
async fn takes_an_answer_with_a_character_that_can_be_mended() {
    let server = Server::answering(200, "{\"name\":\"a\nb\",\"count\":1}").await;
    let call = Call::new(&server.client().await, &GET).path("thing_id", "t");
    let reply = call.send::<Thing>().await.unwrap();
    assert_eq!((reply.name.as_deref(), reply.count), (Some("a\nb"), Some(1)));
    assert_eq!(reply.notes().len(), 1);
    assert_eq!(reply.json(), &json!({ "name": "a\nb", "count": 1 }));
}

#[tokio::test]
async fn sends_a_token_instead_of_a_signature() {
    let server = Server::answering(200, "{}").await;
    let client = server.client_with(Credentials::token("TOKENEXAMPLE")).await;
    Call::new(&client, &GET).path("thing_id", "t").send_untyped().await.unwrap();
    let request = server.last();
    assert_eq!(request.headers()["x-auth-token"], "TOKENEXAMPLE");
    assert!(!request.headers().contains_key("authorization"));
}

#[tokio::test]
async fn signs_the_security_token_along() {
    let server = Server::answering(200, "{}").await;
    let credentials = Credentials::ak_sk("AKEXAMPLE", SECRET_KEY).security_token("TEMP");
    let client = server.client_with(credentials).await;
    Call::new(&client, &GET).path("thing_id", "t").send_untyped().await.unwrap();
    let request = server.last();
    assert_eq!(request.headers()["x-security-token"], "TEMP");
    let header = request.headers()["authorization"].to_str().unwrap();
    assert!(Authorization::parse(header).unwrap().signed.contains(&"x-security-token"));
    assert_signed(&request);
}

#[tokio::test]
async fn sends_other_bodies_unsigned() {
    let server = Server::answering(200, "{}").await;
    let call = Call::new(&server.client().await, &POST)
        .path("thing_id", "t")
        .data("multipart/form-data; boundary=b", "--b--\r\n");
    call.send_untyped().await.unwrap();
    let request = server.last();
    assert_eq!(request.headers()["content-type"], "multipart/form-data; boundary=b");
    assert_eq!(request.headers()["x-sdk-content-sha256"], "UNSIGNED-PAYLOAD");
    assert_signed(&request);
}

#[tokio::test]
async fn replaces_a_parameter_that_is_set_again() {
    let server = Server::answering(200, "{}").await;
    let mut call = Call::new(&server.client().await, &GET)
        .path("project_id", "other")
        .path("thing_id", "t")
        .query("limit", 1)
        .query("gone", "x")
        .header("X-Language", "zh-cn");
    call.set_query("limit", 2);
    call.set_query("gone", None::<&str>);
    call.set_path("thing_id", "u");
    call.send_untyped().await.unwrap();
    let request = server.last();
    assert_eq!(request.uri().to_string(), "/v3/other/things/u?limit=2");
    assert_eq!(request.headers()["x-language"], "zh-cn");
}

#[tokio::test]
async fn names_the_project_that_the_path_names() {
    let client = client_of("https://gaussdb.example.com").await;
    let call = Call::new(&client, &GET).path("thing_id", "t");
    let own = call.request().await.unwrap();
    assert_eq!(own.headers()["x-project-id"], "p1");
    let other = call.path("project_id", "p2").request().await.unwrap();
    assert_eq!(other.uri().path(), "/v3/p2/things/t");
    assert_eq!(other.headers()["x-project-id"], "p2");
    assert_signed(&other);
}

#[tokio::test]
async fn sends_the_headers_of_a_call_in_place_of_its_own() {
    let keys = Credentials::ak_sk("AKEXAMPLE", SECRET_KEY).security_token("own");
    for (credentials, header) in [
        (keys.clone(), "X-Project-Id"),
        (keys.clone(), "X-Security-Token"),
        (keys, "Host"),
        (Credentials::token("own"), "X-Auth-Token"),
        (Credentials::token("own"), "Authorization"),
    ] {
        let signs = credentials.access_key().is_some();
        let client = client_with("https://gaussdb.example.com", credentials).await;
        let call = Call::new(&client, &GET).path("thing_id", "t").header(header, "theirs");
        let request = call.request().await.unwrap();
        assert_eq!(request.headers()[header], "theirs", "{header}");
        if signs {
            assert_signed(&request);
        }
    }
}

#[tokio::test]
async fn refuses_headers_that_signing_makes() {
    let client = client_of("https://gaussdb.example.com").await;
    for header in ["Authorization", "X-Sdk-Date"] {
        let call = Call::new(&client, &GET).path("thing_id", "t").header(header, "mine");
        let error = call.unsigned_request().unwrap_err().to_string();
        let name = header.to_lowercase();
        assert_eq!(
            error,
            format!(
                "tests.get: the header {name} is made by signing and cannot be set: leave it out, \
                 or call with `Credentials::token`"
            )
        );
    }
}

#[tokio::test]
async fn prepares_a_request_without_sending_it() {
    let client = client_of("https://gaussdb.example.com/prefix/").await;
    let call = Call::new(&client, &PUT).path("thing_id", "t").json(json!({ "a": 1 }));
    let unsigned = call.unsigned_request().unwrap();
    assert_eq!(unsigned.uri(), "https://gaussdb.example.com/prefix/v3/p1/things/t");
    assert!(!unsigned.headers().contains_key("authorization"));
    let signed = call.request().await.unwrap();
    assert_eq!(signed.headers()["host"], "gaussdb.example.com");
    assert_eq!(signed.body(), unsigned.body());
    assert_signed(&signed);
}

#[tokio::test]
async fn refuses_a_path_that_would_be_another() {
    let client = client_of("https://gaussdb.example.com").await;
    let message = |call: Call| call.unsigned_request().unwrap_err().to_string();
    assert_eq!(
        message(Call::new(&client, &GET)),
        "tests.get: the path parameter thing_id is not set"
    );
    for value in ["", ".", ".."] {
        let call = Call::new(&client, &GET).path("thing_id", value);
        let expected = format!("tests.get: the path parameter thing_id cannot be {value:?}");
        assert_eq!(message(call), expected);
    }
    assert_eq!(
        message(Call::new(&client, &GET).path("thing", "t")),
        "tests.get: there is no path parameter thing; there are: project_id, thing_id"
    );
    let call = Call::new(&client, &GET).path("thing_id", "t").header("X-A", "line\nbreak");
    assert_eq!(message(call), "tests.get: the value of the header X-A cannot be sent");

    let builder = Client::builder().endpoint("h").credentials(Credentials::token("t"));
    let client: Client = builder.build().await.unwrap();
    let message = message(Call::new(&client, &GET).path("thing_id", "t"));
    assert!(message.contains("project_id"), "{message}");
    assert!(message.contains("HUAWEICLOUD_SDK_PROJECT_ID"), "{message}");
}

#[tokio::test]
async fn refuses_to_sign_what_the_gateway_would_not_check() {
    let client = client_of("https://gaussdb.example.com").await;
    let large = vec![b'x'; 12 * 1024 * 1024 + 1];
    let call = Call::new(&client, &POST).path("thing_id", "t").data("text/plain", large);
    let error = call.request().await.unwrap_err().to_string();
    assert!(error.contains("Credentials::token"), "{error}");
}

#[tokio::test]
async fn shows_no_secret_anywhere() {
    let server = Server::answering(200, r#"{"password":"hidden-1"}"#).await;
    let credentials = Credentials::ak_sk("AKEXAMPLE", "hidden-2").security_token("hidden-3");
    let client = server.client_with(credentials).await;
    let thing = Thing { password: Some("hidden-4".to_owned()), ..Thing::default() };
    let call = Call::new(&client, &POST)
        .path("thing_id", "t")
        .header("X-Auth-Token", "hidden-6")
        .body(&thing);
    let request = call.request().await.unwrap();
    let shown = format!("{client:?} {call:?} {thing:?} {:?}", request.headers());
    assert!(!shown.contains("hidden"), "{shown}");
    let reply = call.send::<Thing>().await.unwrap();
    let shown = format!("{reply:?}");
    assert!(!shown.contains("hidden"), "{shown}");
    let shown = format!("{:?}", reply.map(|_| json!({ "password": "hidden-5" })));
    assert!(!shown.contains("hidden"), "{shown}");
    let token = format!("{:?}", Credentials::token("hidden"));
    assert!(!token.contains("hidden"), "{token}");
}

#[test]
fn futures_can_move_between_threads() {
    fn sendable<T: Send>(_: T) {}
    fn shareable<T: Send + Sync + Clone + 'static>() {}
    shareable::<Client>();
    shareable::<taurusdb_runtime::Reply<Value>>();
    static ANY: Operation = Operation::new("tests.any", Method::Get, "/any");
    let check = |client: &Client| {
        sendable(Call::new(client, &ANY).send::<Thing>());
        sendable(Call::new(client, &ANY).send_untyped());
    };
    let _ = check;
    sendable(Client::builder().build());
}

async fn client_of(endpoint: &str) -> Client {
    client_with(endpoint, Credentials::ak_sk("AKEXAMPLE", SECRET_KEY)).await
}

async fn client_with(endpoint: &str, credentials: Credentials) -> Client {
    Client::builder()
        .endpoint(endpoint)
        .credentials(credentials)
        .project_id("p1")
        .build()
        .await
        .unwrap()
}

#[tokio::test]
async fn keeps_every_digit_of_a_number_sent_for_a_text() {
    let body = r#"{"name":8.10,"count":1e2,"password":"8.10","more":12345678901234567890123}"#;
    let server = Server::answering(200, body).await;
    let call = Call::new(&server.client().await, &GET).path("thing_id", "t");
    let reply = call.send::<Thing>().await.unwrap();
    assert_eq!((reply.name.as_deref(), reply.count), (Some("8.10"), Some(100)));
    assert_eq!(reply.notes()[0].to_string(), "name: declared a string, arrived as number 8.10");
    assert_eq!(reply.json()["more"], "12345678901234567890123");
    assert_eq!(taurusdb_runtime::to_json(&*reply)["name"], "8.10");
}
