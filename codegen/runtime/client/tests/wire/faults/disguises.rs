//! Errors in disguise: in other encodings and notations, wrapped, packed, under a status of success, or with a body
//! that does not come whole. The code is found all the same, and decides.

use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

use super::client::Fault;
use super::rows::{Ends, fault, says};
use super::script::Step::Read;
use super::script::{answer, send};

const BUSY: &str = r#"{"error_code":"TEA.0007","error_msg":"pouring"}"#;

/// The resource is busy, as 400 says it.
const FOUND: [Ends; 2] = [
    ("Service 400 TEA.0007, conflict, retryable", 1),
    ("Service 400 TEA.0007, conflict, retryable", 1),
];

/// The same as 200 says it.
const FOUND_IN_200: [Ends; 2] = [
    ("Service 200 TEA.0007, conflict, retryable", 1),
    ("Service 200 TEA.0007, conflict, retryable", 1),
];

pub(super) fn rows() -> Vec<Fault> {
    let mut rows = encodings();
    rows.extend(notations());
    rows.extend(successes());
    rows.extend(packed());
    rows.extend(broken());
    rows
}

fn bad(name: &'static str, does: &'static str, body: impl AsRef<[u8]>) -> Fault {
    says(name, does, "400 Bad Request", body, FOUND)
}

fn good(name: &'static str, does: &'static str, body: impl AsRef<[u8]>) -> Fault {
    says(name, does, "200 OK", body, FOUND_IN_200)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf32(text: &str) -> Vec<u8> {
    text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()
}

fn encodings() -> Vec<Fault> {
    let latin = b"{\"error_code\":\"TEA.0007\",\"error_msg\":\"occup\xe9\"}";
    vec![
        bad("error in UTF-16", "sends UTF-16 without a mark", utf16(BUSY)),
        bad(
            "error in marked UTF-16",
            "sends UTF-16 with a mark",
            utf16(&format!("\u{feff}{BUSY}")),
        ),
        bad("error in UTF-32", "sends UTF-32 without a mark", utf32(BUSY)),
        bad("error in Latin-1", "sends bytes that are not UTF-8", latin),
        bad("error after zeros", "sends zeros before and after it", format!("\0\0\0{BUSY}\0")),
        bad("error after marks", "sends two byte order marks", format!("\u{feff}\u{feff}{BUSY}")),
    ]
}

fn notations() -> Vec<Fault> {
    let xml = "<Error><Code>TEA.0007</Code><Message>pouring</Message></Error>";
    let page = format!("<html><body><pre>{}</pre></body></html>", BUSY.replace('"', "&quot;"));
    let python = "{'error_code': 'TEA.0007', 'error_msg': None}";
    vec![
        bad("error in XML", "sends the error in XML", xml),
        bad("error in a page", "sends a page with JSON in it", page),
        bad("error of a script", "sends what a script prints", python),
        bad("error of a form", "sends a form", "error_code=TEA.0007&error_msg=it+is+pouring"),
        bad("error in a sentence", "names the code in a sentence", "no, it is pouring (TEA.0007)."),
        bad("error in a message", "has no field for it", r#"{"error_msg":"[TEA.0007] pouring"}"#),
        bad("error in small letters", "writes it small", BUSY.to_ascii_lowercase()),
        bad(
            "error in a list",
            "has lists for texts",
            r#"{"error_code":["TEA.0007"],"error_msg":["p"]}"#,
        ),
        bad(
            "error twice",
            "has it twice, once as null",
            r#"{"error_code":"TEA.0007","error_code":null}"#,
        ),
        bad("error after other JSON", "sends two values", format!("{{\"at\":1}}\n{BUSY}")),
    ]
}

fn successes() -> Vec<Fault> {
    let quoted = serde_json::to_string(BUSY).unwrap();
    vec![
        good("200 with a list", "sends 200 with an error in a list", format!("[{BUSY}]")),
        good(
            "200 with errors",
            "sends 200 with a list of errors",
            format!("{{\"errors\":[{BUSY}]}}"),
        ),
        good(
            "200 with an inner error",
            "sends 200 with it further inside",
            format!("{{\"ok\":false,\"data\":{BUSY}}}"),
        ),
        good(
            "200 with a code",
            "calls it code",
            r#"{"error":{"code":"TEA.0007","message":"pouring"}}"#,
        ),
        good("200 with a text", "sends 200 with it in a text", &quoted),
        good("200 cut off", "sends 200 and ends in the middle", &BUSY[..BUSY.len() - 6]),
        good("200 with a rest", "sends 200 with something after it", format!("{BUSY} </body>")),
    ]
}

fn packed() -> Vec<Fault> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(BUSY.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(br#"{"name":"assam","count":3}"#).unwrap();
    let zlib = zlib.finish().unwrap();
    let deflate = answer("200 OK", &["Content-Encoding: deflate"], &zlib);
    let lies = answer("400 Bad Request", &["Content-Encoding: gzip"], BUSY.as_bytes());
    vec![
        bad("error packed", "packs the error, and does not say so", gzip),
        fault("error not packed", "promises gzip, and sends JSON", vec![Read, lies], FOUND),
        fault(
            "packed answer",
            "packs the answer though nobody asked for it",
            vec![Read, deflate],
            [("reply 200, name \"assam\", count 3", 1); 2],
        ),
    ]
}

fn broken() -> Vec<Fault> {
    let head = |status: &str| format!("HTTP/1.1 {status}\r\nContent-Length: 200\r\n\r\n");
    let busy = format!("{}{}", head("400 Bad Request"), &BUSY[..30]);
    vec![
        fault("error broken off", "closes in the body of an error", vec![Read, send(busy)], FOUND),
        fault(
            "error without its body",
            "closes after the head of an error",
            vec![Read, send(head("403 Forbidden"))],
            [("Service 403", 1); 2],
        ),
        fault(
            "throttled without its body",
            "closes after the head of 429",
            vec![Read, send(head("429 Too Many Requests"))],
            [("Service 429, throttled, retryable", 3); 2],
        ),
        says("501", "does not know the method", "501 Not Implemented", "", [("Service 501", 1); 2]),
        fault(
            "error without a length",
            "sends an error that ends with the connection",
            vec![Read, send(format!("HTTP/1.1 400 Bad Request\r\n\r\n{BUSY}"))],
            FOUND,
        ),
    ]
}
