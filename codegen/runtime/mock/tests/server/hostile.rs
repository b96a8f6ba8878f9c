//! Clients that mean harm: nobody else notices, and nothing answers with a fault of its own.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use taurusdb_mock_runtime::{Gate, MockServer};

use crate::raw::{Connection, get, request, start, start_with};

const LIST: &str = "GET /v3/p/instances";
const CREATE: &str = "POST /v3/p/instances";

#[track_caller]
fn still_answers(server: &MockServer) {
    assert_eq!(get(server, LIST).status, 200);
}

/// Sends bytes, says that there are no more, and gives the statuses of all answers.
fn statuses(server: &MockServer, bytes: &[u8]) -> Vec<u16> {
    let mut stream = TcpStream::connect(server.address()).expect("the server accepts");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out can be set");
    // The server may have hung up before all was sent.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    let starts = text.match_indices("HTTP/1.1 ").map(|(start, _)| start + "HTTP/1.1 ".len());
    starts.filter_map(|start| text.get(start..start + 3)?.parse().ok()).collect()
}

/// The same numbers in each run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

#[test]
fn random_bytes_end_their_own_connection() {
    let server = start();
    let mut random = Random(1);
    for _ in 0..300 {
        let bytes: Vec<u8> = (0..random.next(2000)).map(|_| random.next(256) as u8).collect();
        for status in statuses(&server, &bytes) {
            assert!((400..500).contains(&status), "{status}: {bytes:?}");
        }
    }
    still_answers(&server);
}

/// A request that is nearly right gets further than one that is not.
#[test]
fn requests_with_wrong_bytes_are_refused_or_answered() {
    let servers = [start(), start_with(Gate::default())];
    let body = r#"{"name":"a\u00e9","nodes":1,"tags":["t"]}"#;
    let whole = request(
        "POST /v3/p/instances?limit=1&name=a%20b",
        &[
            "Content-Type: application/json; charset=utf-8",
            "Authorization: SDK-HMAC-SHA256 Access=MOCKACCESSKEY0000001, SignedHeaders=host;x-sdk-date, Signature=00ff",
            "X-Sdk-Date: 20240102T030405Z",
            "X-Auth-Token: t",
            "Content-Encoding: identity",
        ],
        body,
    );
    let pieces: [&[u8]; 16] = [
        b"\r\n",
        b"\0",
        b"\xff",
        b"%",
        b"%zz",
        b"%00",
        b"%ff",
        b"../",
        b"{",
        b"[",
        b"\"",
        b":",
        b"\\u",
        b"e999",
        b";",
        b"Content-Encoding: gzip\r\n",
    ];
    let mut random = Random(2);
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..1500 {
        let mut bytes = whole.clone().into_bytes();
        for _ in 0..=random.next(3) {
            let (place, piece) = (random.next(bytes.len()), pieces[random.next(pieces.len())]);
            match random.next(3) {
                0 => bytes[place] = random.next(256) as u8,
                1 => {
                    bytes.splice(place..place, piece.iter().copied());
                }
                _ => {
                    let end = (place + 1 + random.next(20)).min(bytes.len());
                    bytes.drain(place..end);
                }
            }
        }
        for status in statuses(&servers[round % 2], &bytes) {
            assert!(status < 500, "{status}: {}", String::from_utf8_lossy(&bytes));
            seen.insert(status);
        }
    }
    // Not everything ended in the same place.
    for status in [202, 400, 401, 404, 415] {
        assert!(seen.contains(&status), "{seen:?}");
    }
    for server in &servers {
        assert!(get(server, LIST).status < 500);
    }
}

#[test]
fn heads_have_an_end() {
    let server = start();
    let long = "x".repeat(1 << 20);
    let many = |count: usize| vec!["X-Same: 1"; count];
    for bytes in [
        request(&format!("GET /{long}"), &[], ""),
        request(&format!("GET /v3/p/instances?name={long}"), &[], ""),
        request(LIST, &[&format!("X-Long: {long}")], ""),
        request(LIST, &[&format!("{long}: 1")], ""),
        request(LIST, &many(500), ""),
        format!("{long} / HTTP/1.1\r\nHost: mock\r\n\r\n"),
    ] {
        for status in statuses(&server, bytes.as_bytes()) {
            assert!([400, 414, 431].contains(&status), "{status}: {:.40}", bytes);
        }
    }
    // What is long and not too long is read.
    let token = format!("X-Auth-Token: {}", "t".repeat(20_000));
    assert_eq!(statuses(&server, request(LIST, &[&token], "").as_bytes()), [200]);
    assert_eq!(statuses(&server, request(LIST, &many(90), "").as_bytes()), [200]);
}

#[test]
fn paths_lead_nowhere_else() {
    let server = start();
    for target in [
        "/v3/p/instances/../../../../etc/passwd",
        "/v3/p/instances/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/v3/p/instances/..%5c..%5cx",
        "//v3/p/instances",
        "/v3/p/instances;a=b/i",
        "/v3/p/instances/%00",
        "/v3/p/instances/%0d%0aX-Evil:%201",
        "/v3/p/instances/%ff%fe",
        "/v3/p/instances/%c0%af",
        "/v3/p/instances/i#fragment",
        "/v3/p/instances/{instance_id}",
        "/_mock/../v3/p/instances",
        "/%5fmock/state",
    ] {
        let reply = get(&server, &format!("GET {target}"));
        assert!(reply.status < 500, "{target}: {reply:?}");
        assert_eq!(reply.header("x-evil"), None);
    }
    still_answers(&server);
}

#[test]
fn lengths_that_contradict_each_other_do_not_hide_a_request() {
    let server = start();
    let hidden = "GET /nowhere HTTP/1.1\r\nHost: mock\r\n\r\n";
    for lines in [
        "Content-Length: 4\r\nContent-Length: 40\r\n",
        "Content-Length: 4, 40\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +4\r\n",
        "Content-Length: 0x4\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked\r\nContent-Length: 4\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n",
        "Transfer-Encoding : chunked\r\n",
    ] {
        let bytes = format!("{CREATE} HTTP/1.1\r\nHost: mock\r\n{lines}\r\n0\r\n\r\n{hidden}");
        let found = statuses(&server, bytes.as_bytes());
        assert!(!found.contains(&404), "{lines}: {found:?}");
        assert!(found.iter().all(|status| (400..500).contains(status)), "{lines}: {found:?}");
    }
    for chunk in
        ["x\r\n", "-1\r\n", "ffffffffffffffffff\r\n", "5\r\nab", "1\r\nabc\r\n", "\r\n\r\n"]
    {
        let head = request(CREATE, &["Transfer-Encoding: chunked"], "");
        let found = statuses(&server, format!("{head}{chunk}").as_bytes());
        assert!(found.iter().all(|status| (400..500).contains(status)), "{chunk:?}: {found:?}");
    }
    still_answers(&server);
}

#[test]
fn announced_bodies_are_asked_for() {
    let server = start();
    let body = r#"{"name":"a","tags":[]}"#;
    let mut connection = Connection::open(server.address());
    let whole = request(CREATE, &["Expect: 100-continue"], body);
    let (head, body) = whole.split_at(whole.len() - body.len());
    connection.write(head);
    assert_eq!(connection.read().expect("a go-ahead").status, 100);
    connection.write(body);
    assert_eq!(connection.read().expect("an answer").status, 202);
}

#[test]
fn half_heads_and_half_bodies_hold_up_nobody() {
    let server = start();
    let mut held = Vec::new();
    for round in 0..400 {
        let mut connection = Connection::open(server.address());
        match round % 4 {
            0 => {}
            1 => connection.write("GET /v3/p/inst"),
            2 => connection.write(format!(
                "{CREATE} HTTP/1.1\r\nHost: mock\r\nContent-Length: 9999\r\n\r\n{{"
            )),
            _ => connection.write("PR"),
        }
        held.push(connection);
    }
    for _ in 0..20 {
        still_answers(&server);
    }
}

#[test]
fn who_never_reads_holds_up_nobody() {
    let server = start();
    let mut greedy: Vec<_> = (0..20).map(|_| Connection::open(server.address())).collect();
    let many = request("GET /nowhere", &[], "").repeat(2_000);
    for connection in &mut greedy {
        let stream = connection.stream();
        stream.set_nonblocking(true).expect("it can be set");
        let mut sent = 0;
        while sent < many.len() {
            match (&mut &*stream).write(&many.as_bytes()[sent..]) {
                Ok(count) => sent += count,
                // It is not read any more, because nobody reads the answers.
                Err(_) => break,
            }
        }
    }
    for _ in 0..20 {
        still_answers(&server);
    }
}

/// A frame of HTTP/2.
fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short payload").to_be_bytes();
    let mut bytes = length[1..].to_vec();
    bytes.extend([kind, flags, 0, 0, 0, stream]);
    bytes.extend(payload);
    bytes
}

/// The statuses of the answers to requests that are sent over one connection of HTTP/2: each is a list of headers
/// and a body.
fn spoken_in_http2(server: &MockServer, requests: &[(&[(&str, &str)], &str)]) -> Vec<u8> {
    let mut bytes = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    bytes.extend(frame(4, 0, 0, &[]));
    for (number, (headers, body)) in (1_u8..).step_by(2).zip(requests) {
        let mut block = Vec::new();
        for (name, value) in *headers {
            // A literal that is not remembered.
            block.push(0);
            for text in [name, value] {
                block.push(u8::try_from(text.len()).expect("below 127"));
                block.extend(text.as_bytes());
            }
        }
        let ends = u8::from(body.is_empty());
        bytes.extend(frame(1, 4 | ends, number, &block));
        if !body.is_empty() {
            bytes.extend(frame(0, 1, number, body.as_bytes()));
        }
    }
    let mut stream = TcpStream::connect(server.address()).expect("the server accepts");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out can be set");
    stream.write_all(&bytes).expect("the server reads");
    let mut found = Vec::new();
    while found.len() < requests.len() {
        let mut head = [0; 9];
        stream.read_exact(&mut head).expect("a frame");
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
        let mut payload = vec![0; length];
        stream.read_exact(&mut payload).expect("all of it");
        // The first header of an answer is its status, as a number of the static table or as a literal.
        if head[3] == 1 {
            found.push(payload[0]);
        }
    }
    found
}

#[test]
fn http2_is_spoken_too() {
    let server = start();
    let basic = |method, path| {
        [(":method", method), (":scheme", "http"), (":path", path), (":authority", "mock")]
    };
    let list = basic("GET", "/v3/p/instances");
    let lost = basic("GET", "/nowhere");
    let create = basic("POST", "/v3/p/instances");
    let nameless = &list[..3];
    let found = spoken_in_http2(
        &server,
        &[(&list, ""), (&lost, ""), (&create, "{"), (nameless, ""), (&list, "")],
    );
    let count = |status: u8| found.iter().filter(|found| **found == status).count();
    // 200, 404 and 400 in the static table.
    assert_eq!([count(0x88), count(0x8d), count(0x8c)], [2, 1, 2], "{found:x?}");
    still_answers(&server);
}

#[test]
fn broken_http2_ends_its_own_connection() {
    let server = start();
    let mut random = Random(3);
    for _ in 0..100 {
        let mut bytes = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
        for _ in 0..random.next(6) {
            let payload: Vec<u8> = (0..random.next(60)).map(|_| random.next(256) as u8).collect();
            bytes.extend(frame(
                random.next(11) as u8,
                random.next(256) as u8,
                random.next(4) as u8,
                &payload,
            ));
        }
        let mut stream = TcpStream::connect(server.address()).expect("the server accepts");
        let _ = stream.write_all(&bytes);
    }
    still_answers(&server);
}
