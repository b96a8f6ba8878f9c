//! Signs and verifies the requests that the vendor's own signer has signed.
//!
//! The vectors are not part of the repository: the variable `TAURUSDB_VECTORS` names the file, or
//! it lies in `vectors/` beside the folder of the document that `TAURUSDB_REFERENCE` names.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http::{HeaderName, HeaderValue, Request};
use taurusdb_runtime::sign::{
    Authorization, Keys, Message, canonical_request, parse_date, sign, string_to_sign, verify,
};

#[test]
fn agrees_with_the_vendors_signer() {
    let path = match vectors() {
        Ok(path) => path,
        Err(reason) => {
            // Past the test harness, which keeps what a passing test prints.
            let line = format!("not run on the vendor's vectors: {reason}\n");
            return std::io::stderr().write_all(line.as_bytes()).expect("standard error is open");
        }
    };
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: Value = serde_json::from_str(&text).expect("vectors are JSON");
    let keys = Keys { access: text_of(&file["ak"]), secret: text_of(&file["sk"]) };
    let vectors = file["vectors"].as_array().expect("a list of vectors");
    assert!(!vectors.is_empty());
    for vector in vectors {
        agrees(vector, keys);
    }
    println!("{} vectors agree", vectors.len());
}

fn vectors() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("TAURUSDB_VECTORS") {
        return Ok(path.into());
    }
    let Some(reference) = std::env::var_os("TAURUSDB_REFERENCE") else {
        return Err("neither TAURUSDB_VECTORS nor TAURUSDB_REFERENCE is set".to_owned());
    };
    // Tests run in the folder of their crate; a relative path is meant from the workspace's.
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = workspace.join(reference);
    let folder = folder.parent().unwrap_or(&folder);
    let path = folder.join("../vectors/signing.json");
    if path.is_file() { Ok(path) } else { Err(format!("{} does not exist", path.display())) }
}

fn agrees(vector: &Value, keys: Keys<'_>) {
    let name = text_of(&vector["name"]);
    let mut request = request(vector);
    let date = text_of(&vector["input"]["headers"]["X-Sdk-Date"]);
    let time = parse_date(date).expect(name);
    sign(&mut request, keys, time).expect(name);

    let message = Message::of(&request);
    let header = request.headers()["authorization"].to_str().expect(name);
    let authorization = Authorization::parse(header).expect(name);
    let canonical = canonical_request(&message, &authorization.signed);
    assert_eq!(authorization.signed.join(";"), text_of(&vector["signed_headers"]), "{name}");
    assert_eq!(canonical, text_of(&vector["canonical_request"]), "{name}");
    assert_eq!(string_to_sign(date, &canonical), text_of(&vector["string_to_sign"]), "{name}");
    assert_eq!(header, text_of(&vector["authorization"]), "{name}");

    let stated = request.headers().get("x-sdk-content-sha256");
    let expected = vector["wire_headers"]["X-Sdk-Content-Sha256"].as_str();
    assert_eq!(stated.map(|value| value.to_str().expect(name)), expected, "{name}");

    verify(&message, &authorization, keys.secret, time).expect(name);
    assert!(verify(&message, &authorization, "another secret", time).is_err(), "{name}");
}

fn request(vector: &Value) -> Request<Bytes> {
    let input = &vector["input"];
    let address = format!(
        "{}://{}{}",
        text_of(&input["scheme"]),
        text_of(&input["host"]),
        text_of(&vector["wire_uri"])
    );
    let body = input["body"].as_str().unwrap_or_default().to_owned();
    let mut request = Request::new(Bytes::from(body));
    *request.method_mut() = text_of(&input["method"]).parse().expect("a method");
    *request.uri_mut() = address.parse().expect("an address");
    for (name, value) in input["headers"].as_object().expect("headers") {
        request.headers_mut().append(
            HeaderName::try_from(name.as_str()).expect("a header name"),
            HeaderValue::from_bytes(text_of(value).as_bytes()).expect("a header value"),
        );
    }
    request
}

fn text_of(value: &Value) -> &str {
    value.as_str().expect("a string")
}
