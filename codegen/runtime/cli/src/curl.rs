//! A request as a line for the shell, without its secrets.

use taurusdb_descriptor_types::Schema;
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::{http, redact};

/// The line; `schema` says which fields of the body are secret.
pub(crate) fn line(request: &http::Request<Bytes>, schema: Option<&Schema>) -> String {
    // With `-X HEAD`, curl would wait for a body that never comes.
    let method = match request.method() {
        &http::Method::HEAD => "--head".to_owned(),
        other => format!("-X {other}"),
    };
    let mut line = format!("curl {method} {}", quoted(&request.uri().to_string()));
    for (name, value) in &redact::headers(request.headers()) {
        let value = String::from_utf8_lossy(value.as_bytes());
        line += &format!(" -H {}", quoted(&format!("{name}: {value}")));
    }
    if !request.body().is_empty() {
        line += &format!(" --data-raw {}", quoted(&body(request.body(), schema)));
    }
    line
}

fn body(bytes: &[u8], schema: Option<&Schema>) -> String {
    let Ok(value) = serde_json::from_slice(bytes) else { return redact::MASK.to_owned() };
    match redact::json(&value, schema) {
        // As it was written, which a value read from it need not be.
        masked if masked == value => String::from_utf8_lossy(bytes).into_owned(),
        masked => masked.to_string(),
    }
}

/// One word for a POSIX shell, whatever it holds.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::{Facts, Field, Schema, Side, Type};
    use taurusdb_runtime::bytes::Bytes;
    use taurusdb_runtime::http;

    use super::line;

    #[test]
    fn a_head_request_waits_for_no_body() {
        let request = http::Request::head("http://h/v3/p").body(Bytes::new()).unwrap();
        assert_eq!(line(&request, None), "curl --head 'http://h/v3/p'");
    }

    #[test]
    fn quotes_everything_and_masks_secrets() {
        static SCHEMA: Schema = Schema {
            name: "Demo",
            side: Side::Request,
            fields: &[
                Field::new("name", Type::String),
                Field::new("pin", Type::String).facts(&Facts { sensitive: true, ..Facts::NONE }),
            ],
        };
        let request = http::Request::post("http://h/v3/p?a=b&c=d")
            .header("authorization", "SDK-HMAC-SHA256 Access=AK")
            .header("X-Security-Token", "temporary")
            .header("accept", "application/json")
            .body(Bytes::from_static(br#"{"name":"it's","pin":1234}"#))
            .unwrap();
        assert_eq!(
            line(&request, Some(&SCHEMA)),
            "curl -X POST 'http://h/v3/p?a=b&c=d' -H 'authorization: ***' \
             -H 'x-security-token: ***' -H 'accept: application/json' \
             --data-raw '{\"name\":\"it'\\''s\",\"pin\":\"***\"}'"
        );
    }
}
