//! Where a request ends, and what its bytes stand for: nothing is smuggled in, and nothing is guessed.

use crate::raw::{Connection, get, request, start};

const LIST: &str = "GET /v3/p/instances";
const CREATE: &str = "POST /v3/p/instances HTTP/1.1\r\nHost: mock\r\n";
const BODY: &str = r#"{"name":"a","tags":[]}"#;

/// A request whose framing is stated by these header lines, with this body, and another one behind it: the
/// statuses of all answers until the connection ends.
fn answered(lines: &str, body: &str) -> Vec<u16> {
    let server = start();
    let mut connection = Connection::open(server.address());
    connection.write(format!("{CREATE}{lines}\r\n{body}{}", request("GET /nowhere", &[], "")));
    // It may have been closed already.
    let _ = connection.stream().shutdown(std::net::Shutdown::Write);
    std::iter::from_fn(|| connection.read()).map(|reply| reply.status).collect()
}

/// A body in one chunk.
fn chunked() -> String {
    format!("{:x}\r\n{BODY}\r\n0\r\n\r\n", BODY.len())
}

#[test]
fn bytes_that_are_no_text_stand_for_nothing_else() {
    let server = start();
    for (query, name) in [
        ("name=%ff", "name"),
        ("limit=1&name=a%C3", "name"),
        // Overlong, a half of a surrogate pair, and beyond what there is.
        ("name=%c0%af", "name"),
        ("name=%ed%a0%80", "name"),
        ("name=%f4%90%80%80", "name"),
        ("x=1&%ff=1", "%ff"),
        ("unknown=%80", "unknown"),
    ] {
        let reply = get(&server, &format!("{LIST}?{query}"));
        assert_eq!(reply.status, 400, "{query}: {reply:?}");
        let said = format!("{name}: expected percent-encoded UTF-8, got other bytes");
        assert_eq!(reply.json()["error_msg"], said, "{query}");
    }
    for query in ["name=%C3%A4", "name=%F0%9F%AB%96", "name=%EF%BF%BD", "name=%E2%80%8B"] {
        assert_eq!(get(&server, &format!("{LIST}?{query}")).status, 200, "{query}");
    }
    // Bytes beyond ASCII have to be encoded.
    let mut connection = Connection::open(server.address());
    connection.write(b"GET /v3/p/instances?name=\xff HTTP/1.1\r\nHost: mock\r\n\r\n");
    assert_eq!(connection.read().map(|reply| reply.status), Some(400));
    assert!(connection.read().is_none());
}

#[test]
fn a_body_that_is_framed_twice_ends_its_connection() {
    for lines in [
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
    ] {
        // What comes behind it may have been meant as its body by whoever stands in between.
        assert_eq!(answered(lines, &chunked()), [202], "{lines}");
    }
}

#[test]
fn bodies_come_in_chunks_or_as_they_are() {
    for lines in [
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: Chunked\r\n",
        "Transfer-Encoding:\tchunked \r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    ] {
        assert_eq!(answered(lines, &chunked()), [202, 404], "{lines}");
    }
    for lines in ["gzip, chunked", "chunked, chunked", "identity, chunked", "deflate,chunked"] {
        let found = answered(&format!("Transfer-Encoding: {lines}\r\n"), &chunked());
        assert_eq!(found, [415, 404], "{lines}");
    }
    // Nobody can tell where these end.
    for lines in
        ["gzip", "identity", "chunked, gzip", "chunked;x=1", "", "x chunked y", "\u{b}chunked"]
    {
        let found = answered(&format!("Transfer-Encoding: {lines}\r\n"), &chunked());
        assert_eq!(found, [400], "{lines:?}");
    }
    let server = start();
    let mut connection = Connection::open(server.address());
    let old = CREATE.replace("1.1", "1.0");
    connection.write(format!("{old}Transfer-Encoding: chunked\r\n\r\n{}", chunked()));
    assert_eq!(connection.read().map(|reply| reply.status), Some(400), "HTTP/1.0 has no chunks");
    assert!(connection.read().is_none());
}

#[test]
fn chunks_may_have_extensions_and_trailers() {
    let length = format!("{:x}", BODY.len());
    let lines = "Transfer-Encoding: chunked\r\n";
    for body in [
        format!("{length};ext=1\r\n{BODY}\r\n0;last\r\n\r\n"),
        format!("0{length}\r\n{BODY}\r\n000\r\n\r\n"),
        format!("{length}\r\n{BODY}\r\n0\r\nX-Trailer: 1\r\nX-Other: 2\r\n\r\n"),
        // A trailer changes nothing of what the head has said.
        format!("{length}\r\n{BODY}\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: gzip\r\n\r\n"),
        format!("{length}\r\n{BODY}\r\n0\r\nHost: other\r\nX-Mock-Fault: status=500\r\n\r\n"),
    ] {
        assert_eq!(answered(lines, &body), [202, 404], "{body}");
    }
    for body in [
        format!("{length}\r\n{BODY}\r\n0\r\nno trailer\r\n\r\n"),
        format!("{length}\r\n{BODY}0\r\n\r\n"),
        format!("{length}\n{BODY}\n0\n\n"),
        format!("0x{length}\r\n{BODY}\r\n0\r\n\r\n"),
        format!("+{length}\r\n{BODY}\r\n0\r\n\r\n"),
        format!("\r\n{length}\r\n{BODY}\r\n0\r\n\r\n"),
        format!("{length}\r\n{BODY}\r\n0\r\n{}\r\n", "X: y\r\n".repeat(20_000)),
    ] {
        assert_eq!(answered(lines, &body), [400], "{:.80}", body);
    }
}
