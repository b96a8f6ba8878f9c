//! Answers that are errors, in every known shape.

use axum::body::Body;
use axum::response::Response;

use super::server::{DELETE, Server};
use taurusdb_runtime::{Call, Error};

async fn refused(status: u16, body: &'static str) -> Error {
    let server = Server::answering(status, body).await;
    let call = Call::new(&server.client().await, &DELETE).path("thing_id", "t");
    call.send_untyped().await.unwrap_err()
}

#[tokio::test]
async fn reads_the_services_own_shape() {
    let error =
        refused(409, r#"{"error_code":"DBS.200019","error_msg":"Something else is running."}"#)
            .await;
    assert_eq!(error.status().unwrap(), 409);
    assert_eq!(error.code(), Some("DBS.200019"));
    assert_eq!(error.message(), "Something else is running.");
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.operation(), Some("tests.delete"));
    assert!(error.is_conflict() && !error.is_not_found() && !error.is_throttled());
    assert_eq!(
        error.to_string(),
        "tests.delete: 409 Conflict, DBS.200019: Something else is running (request id r-1). Wait \
         until it has ended"
    );
    let service = error.service().unwrap();
    let plain: &dyn std::error::Error = service;
    assert_eq!(plain.to_string(), error.to_string());
    assert_eq!(service.known().map(|known| known.code), Some("DBS.200019"));
    assert_eq!(service.body().first(), Some(&b'{'));
}

#[tokio::test]
async fn reads_the_gateways_shape_without_its_echo_of_secrets() {
    let error = refused(
        401,
        r#"{"error_msg":"verify failed, canonicalRequest:GET|/v3/||host:h|x-security-token:SECRET|x-sdk-date:d||host|e3b0","error_code":"APIGW.0301","request_id":"g-1"}"#,
    )
    .await;
    assert_eq!(error.code(), Some("APIGW.0301"));
    let text = error.to_string();
    assert!(text.contains("host:h|x-security-token:***|x-sdk-date:d"), "{text}");
    assert!(text.contains("(request id r-1). Look at the keys. If the access key is a"), "{text}");
    let body = String::from_utf8_lossy(error.service().unwrap().body()).into_owned();
    let all = format!("{text} {error:?} {body}");
    assert!(!all.contains("SECRET"), "{all}");
}

#[tokio::test]
async fn tells_a_missing_thing_from_a_missing_url() {
    let missing = refused(404, r#"{"error_code":"DBS.280404","error_msg":"no such thing"}"#).await;
    assert!(missing.is_not_found());
    let odd = refused(400, r#"{"error_code":"DBS.201028","error_msg":"no proxy"}"#).await;
    assert!(odd.is_not_found());
    let url = refused(404, r#"{"error_code":"APIGW.0101","error_msg":"no api"}"#).await;
    assert!(!url.is_not_found());
    assert!(url.to_string().ends_with("Look at the address"), "{url}");
}

#[tokio::test]
async fn reads_throttling() {
    let error = refused(429, r#"{"error_code":"APIGW.0308","error_msg":"too many"}"#).await;
    assert!(error.is_throttled());
    assert!(error.to_string().contains("429 Too Many Requests, APIGW.0308: too many"), "{error}");
}

#[tokio::test]
async fn judges_a_code_that_it_does_not_know_by_the_status() {
    let error = refused(409, r#"{"error_code":"DBS.9","error_msg":"busy"}"#).await;
    assert!(error.is_conflict() && error.is_retryable());
    assert!(error.service().unwrap().known().is_none());
    assert!(error.to_string().ends_with("has ended, then try again"), "{error}");
}

#[tokio::test]
async fn reads_the_identity_services_shape() {
    let error = refused(401, r#"{"error":{"code":401,"message":"token expired"}}"#).await;
    assert_eq!(error.code(), Some("401"));
    assert_eq!(error.message(), "token expired");
}

#[tokio::test]
async fn reads_pages_and_nothing() {
    let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
    let error = refused(502, page).await;
    assert_eq!(error.code(), None);
    assert!(error.to_string().starts_with("tests.delete: 502 Bad Gateway: 502 Bad Gateway"));
    let error = refused(500, "").await;
    assert_eq!(
        error.to_string(),
        "tests.delete: 500 Internal Server Error: the answer has no body (request id r-1). Check \
         whether it was carried out, then try again; if the error stays, give the request id to \
         support"
    );
    let error = refused(500, "{}").await;
    assert_eq!(error.message(), "the answer gives no reason");
}

#[tokio::test]
async fn shows_a_body_of_another_shape() {
    let error = refused(400, "{\"because\":\n{\"it\":\"no\"},\"password\":\"hidden\"}").await;
    assert_eq!(
        error.to_string(),
        r#"tests.delete: 400 Bad Request: the answer gives no reason, only {"because": {"it":"no"},"password":"***"} (request id r-1)"#
    );
}

#[tokio::test]
async fn lets_no_message_act_on_the_terminal() {
    let body = r#"{"error_code":"a\u001b[2Kb","error_msg":"one\r\n\u001b[31mtwo"}"#;
    let error = refused(400, body).await;
    assert_eq!(
        error.to_string(),
        r"tests.delete: 400 Bad Request, a\u{1b}[2Kb: one\r\n\u{1b}[31mtwo (request id r-1)"
    );
    assert_eq!(error.message(), "one\r\n\u{1b}[31mtwo");
}

#[tokio::test]
async fn follows_no_redirect_but_says_where_it_leads() {
    let redirected = |status: u16, location: &'static str| async move {
        let server = Server::start(move || {
            let response = Response::builder().status(status).header("location", location);
            response.body(Body::empty()).unwrap()
        })
        .await;
        let call = Call::new(&server.client().await, &DELETE).path("thing_id", "t");
        call.send_untyped().await.unwrap_err().to_string()
    };
    assert_eq!(
        redirected(307, "https://u:hidden@h/login?ticket=hidden").await,
        "tests.delete: 307 Temporary Redirect: the answer has no body, it points to \
         https://***@h/login?***. Use the address that it points to as endpoint, if that is the \
         database service"
    );
    let unchanged = refused(304, "").await;
    assert_eq!(
        unchanged.to_string(),
        "tests.delete: 304 Not Modified: the answer has no body (request id r-1)"
    );
}
