//! Errors and echoes in notations that nobody announced: the code is found, and the secret is not shown.

use std::sync::Arc;

use serde_json::{Value, json};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::{
    Category, ErrorCode, Facts, Field, Method, Operation, Parameter, Response as Described, Schema,
    Side, Type,
};
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::transport::Sending;
use taurusdb_runtime::{Call, Client, Credentials, Error, Reply, Retries, Transport};

static CODES: [ErrorCode; 1] = [ErrorCode {
    code: "DBS.200019",
    name: "Busy",
    status: None,
    category: Category::Conflict,
    retryable: false,
    advice: "Wait",
}];
static SENSITIVE: Facts<'static> = Facts { sensitive: true, ..Facts::NONE };
static BODY: Schema = Schema {
    name: "Body",
    side: Side::Request,
    fields: &[
        Field::optional("password", Type::String).facts(&SENSITIVE),
        Field::optional("name", Type::String),
    ],
};
static ANSWER: Schema =
    Schema { name: "Answer", side: Side::Response, fields: &[Field::new("job_id", Type::String)] };
static DO: Operation = Operation {
    request: Some(&BODY),
    parameters: &[Parameter::query("key", Type::String, "KEY").facts(&SENSITIVE)],
    responses: &[Described::new(200, Some(&ANSWER))],
    ..Operation::new("tests.do", Method::Post, "/v3/{project_id}/things")
};

/// Answers everything alike.
struct Answering(Response<Bytes>);

impl Transport for Answering {
    fn send(&self, _: Request<Bytes>) -> Sending<'_> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

async fn call(answer: Response<Bytes>, secret: &str) -> Result<Reply<Value>, Error> {
    let client = Client::builder()
        .endpoint("https://things.example")
        .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE0000000000"))
        .project_id("p1")
        .error_codes(&CODES)
        .retries(Retries::none())
        .transport(Arc::new(Answering(answer)))
        .build()
        .await
        .unwrap();
    let call = Call::new(&client, &DO).query("key", secret);
    call.json(json!({ "password": secret, "name": "n" })).send_untyped().await
}

fn answer(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = status.try_into().unwrap();
    answer
}

/// A busy resource, in the notations of gateways, frameworks and other services; and whether that is an error also
/// where 200 stands above it.
fn busy() -> Vec<(&'static str, String, bool)> {
    let inner = r#"{"error_code":"DBS.200019","error_msg":"busy"}"#;
    vec![
        ("jsonp", format!("callback({inner});"), true),
        ("xssi", format!(")]}}',\n{inner}"), true),
        ("html pre", format!("<html><pre>{inner}</pre></html>"), true),
        ("entities", inner.replace('"', "&quot;"), true),
        ("entities2", inner.replace('"', "&#34;"), true),
        ("form", "error_code=DBS.200019&error_msg=busy".to_owned(), true),
        ("form enc", "error_code=DBS%2E200019&error_msg=busy".to_owned(), true),
        ("yaml", "error_code: DBS.200019\nerror_msg: busy\n".to_owned(), true),
        ("ini", "[error]\nerror_code = DBS.200019\n".to_owned(), true),
        ("python", inner.replace('"', "'"), true),
        ("json5", "{error_code: 'DBS.200019', error_msg: 'busy',}".to_owned(), true),
        ("trailing comma", r#"{"error_code":"DBS.200019","error_msg":"busy",}"#.to_owned(), true),
        ("comment", format!("// failed\n{inner}"), true),
        ("sse", format!("event: error\ndata: {inner}\n\n"), true),
        ("ndjson", format!("{{\"a\":1}}\n{inner}\n"), true),
        ("graphql", r#"{"data":null,"errors":[{"message":"busy","extensions":{"code":"DBS.200019"}}]}"#.to_owned(), true),
        ("problem", r#"{"type":"about:blank","title":"Conflict","detail":"DBS.200019: busy"}"#.to_owned(), false),
        ("lower", r#"{"error_code":"dbs.200019","error_msg":"busy"}"#.to_owned(), true),
        ("spaces", r#"{"error_code":" DBS.200019 ","error_msg":"busy"}"#.to_owned(), true),
        ("list", r#"{"error_code":["DBS.200019"],"error_msg":["busy"]}"#.to_owned(), true),
        ("object", r#"{"error_code":{"value":"DBS.200019"},"error_msg":{"en":"busy"}}"#.to_owned(), true),
        ("aws", r#"{"Response":{"Error":{"Code":"DBS.200019","Message":"busy"},"RequestId":"r"}}"#.to_owned(), true),
        ("type", r#"{"__type":"DBS.200019","message":"busy"}"#.to_owned(), false),
        ("xml attr", r#"<error code="DBS.200019" message="busy"/>"#.to_owned(), true),
        ("nbsp key", "{\"\u{a0}error_code\u{a0}\":\"DBS.200019\"}".to_owned(), true),
        ("kebab", r#"{"error-code":"DBS.200019","error-msg":"busy"}"#.to_owned(), true),
        ("upper", r#"{"ERROR_CODE":"DBS.200019","ERROR_MSG":"busy"}"#.to_owned(), true),
        ("dotted", r#"{"error.code":"DBS.200019","error.message":"busy"}"#.to_owned(), true),
        ("deep", format!("{{\"a\":{{\"b\":{{\"c\":{{\"d\":{inner}}}}}}}}}"), true),
        ("twice", Value::from(Value::from(inner).to_string()).to_string(), true),
        ("in detail text", json!({"detail": format!("upstream said: {inner}")}).to_string(), false),
        ("soap", "<soap:Fault><faultcode>DBS.200019</faultcode><faultstring>busy</faultstring></soap:Fault>".to_owned(), true),
        ("multipart", format!("--x\r\nContent-Type: application/json\r\n\r\n{inner}\r\n--x--"), true),
        ("msg only", r#"{"error_msg":"busy (DBS.200019)"}"#.to_owned(), false),
        ("array pair", r#"["DBS.200019","busy"]"#.to_owned(), false),
        ("markdown", "**Error** `DBS.200019`: busy".to_owned(), true),
        ("null code first", r#"{"error_code":null,"code":"DBS.200019","message":"busy"}"#.to_owned(), true),
        ("wrong code then right", r#"{"code":400,"error_code":"DBS.200019"}"#.to_owned(), true),
        ("status in code", r#"{"code":"409","errors":[{"code":"DBS.200019","message":"busy"}]}"#.to_owned(), true),
    ]
}

#[tokio::test]
async fn the_code_of_an_error_is_found_in_any_notation() {
    for (name, body, is_error_by_itself) in busy() {
        let error = call(answer(400, body.clone()), "s3cret-value").await.unwrap_err();
        assert_eq!(error.code(), Some("DBS.200019"), "{name}: {error}");
        assert!(error.is_conflict(), "{name}: {error}");
        match call(answer(200, body), "s3cret-value").await {
            Err(error) => assert_eq!(error.code(), Some("DBS.200019"), "{name}: {error}"),
            Ok(reply) => assert!(!is_error_by_itself, "{name}: {}", reply.json()),
        }
    }
}

#[tokio::test]
async fn an_echo_of_a_secret_is_hidden_in_any_notation() {
    const SECRET: &str = r#"Pa&s"w<o>r d'é/+%1\x"#;
    let escaped = |prefix: &str| {
        let sign = |c: char| match c.is_ascii_alphanumeric() {
            true => c.to_string(),
            false => format!("{prefix}{:04x}", u32::from(c)),
        };
        SECRET.chars().map(sign).collect::<String>()
    };
    let percent = |is_upper: bool, blank: &str| {
        let byte = |byte: u8| match byte {
            b' ' => blank.to_owned(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte if is_upper => format!("%{byte:02X}"),
            byte => format!("%{byte:02x}"),
        };
        SECRET.bytes().map(byte).collect::<String>()
    };
    let page = SECRET.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let once = Value::from(SECRET).to_string();
    for form in [
        SECRET.to_owned(),
        format!("{SECRET:?}"),
        Value::from(once.as_str()).to_string(),
        once,
        escaped(r"\u"),
        escaped(r"\\u"),
        percent(true, "%20"),
        percent(false, "+"),
        page.replace('&', "&amp;"),
        page,
        SECRET.replace('\'', "\\'"),
        SECRET.bytes().map(|byte| format!("{byte:02x}")).collect(),
        "UGEmcyJ3PG8+ciBkJ8OpLyslMVx4".to_owned(),
    ] {
        let sentence = format!("no such thing as {form} here");
        let mut with_header = answer(400, "{}");
        if let Ok(value) = form.parse() {
            with_header.headers_mut().insert("x-request-id", value);
        }
        for answer in [
            answer(400, json!({ "error_code": "DBS.1", "error_msg": sentence }).to_string()),
            answer(400, format!("<p>{sentence}</p>")),
            answer(502, json!({ "detail": { "sent": [form] } }).to_string()),
            answer(200, json!({ "error_code": "DBS.1", "sent": form }).to_string()),
            with_header,
        ] {
            let error = call(answer, SECRET).await.unwrap_err();
            let body = error.service().map(|error| error.body().clone()).unwrap_or_default();
            let all = format!("{error} {error:?} {}", String::from_utf8_lossy(&body));
            for part in ["w<o", "w%3", "w&lt;o", "w&amp;", "u003c", "UGEmcyJ3", "506126"] {
                assert!(!all.contains(part), "{form}: {all}");
            }
        }
    }
}
