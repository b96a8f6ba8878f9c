//! The error codes of the description, and what the client does with them.

use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::{Method, Operation};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::transport::{Sending, Transport};
use taurusdb_runtime::{Client, Credentials, Error, Retries};

/// Answers every request with an error.
struct Refuses {
    status: u16,
    code: &'static str,
}

impl Transport for Refuses {
    fn send(&self, _: Request<Bytes>) -> Sending<'_> {
        let body = format!(r#"{{"error_code":"{}","error_msg":"No"}}"#, self.code);
        let response = Response::builder().status(self.status).body(Bytes::from(body)).unwrap();
        Box::pin(async { Ok(response) })
    }
}

async fn refused(status: u16, code: &'static str) -> Error {
    static ANY: Operation = Operation::new("any", Method::Get, "/any");
    let client = Client::builder()
        .endpoint("http://127.0.0.1")
        .error_codes(SERVICE.error_codes)
        .retries(Retries::none())
        .credentials(Credentials::token("t"))
        .transport(Refuses { status, code })
        .build()
        .await
        .unwrap();
    client.call(&ANY).send_untyped().await.unwrap_err()
}

#[test]
fn codes_are_sorted() {
    assert!(SERVICE.error_codes.is_sorted_by(|a, b| a.code < b.code));
}

#[tokio::test]
async fn codes_mean_what_they_mean_in_practice() {
    for code in
        ["DBS.200019", "DBS.201014", "DBS.201015", "DBS.200047", "DBS.05000084", "DBS.212033"]
    {
        for status in [400, 409] {
            let error = refused(status, code).await;
            assert!(error.is_conflict() && error.is_retryable(), "{error}");
        }
    }
    for (status, code) in [(400, "DBS.201028"), (409, "DBS.200932"), (400, "DBS.280238")] {
        let error = refused(status, code).await;
        assert!(error.is_not_found() && !error.is_conflict(), "{error}");
    }
    assert!(refused(403, "APIGW.0308").await.is_throttled());
    assert!(!refused(404, "APIGW.0101").await.is_not_found());
}

#[tokio::test]
async fn every_error_shows_the_advice_of_its_code() {
    for known in SERVICE.error_codes {
        let error = refused(400, known.code).await;
        let expected = format!("any: 400 Bad Request, {}: No. {}", known.code, known.advice);
        let text = error.to_string();
        let rest = text.strip_prefix(&expected).unwrap_or_else(|| panic!("{text}"));
        // What refuses the credentials also says which they are.
        let names_credentials = rest.ends_with("Credentials: given in code");
        assert!(
            if error.is_authentication() { names_credentials } else { rest.is_empty() },
            "{text}"
        );
        assert_eq!(error.is_retryable(), known.retryable, "{}", known.code);
    }
}
