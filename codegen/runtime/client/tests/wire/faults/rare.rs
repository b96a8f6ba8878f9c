//! Heads and chunks that are rare, and legal or nearly so: what proxies and load balancers send.

use std::time::Duration;

use super::client::Fault;
use super::rows::{BROKEN, GOOD, NO_HTTP, fault};
use super::script::Step::{self, Pause, Read, Stall};
use super::script::{WELL, answer, send};

pub(super) fn rows() -> Vec<Fault> {
    let mut rows = heads();
    rows.extend(chunks());
    rows
}

/// A good answer with these headers.
fn plain(headers: &str) -> Step {
    send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{WELL}"))
}

/// What comes before the body.
fn heads() -> Vec<Fault> {
    let mut rows = vec![
        fault(
            "another protocol",
            "switches to another protocol",
            vec![
                Read,
                send(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
                ),
                Stall,
            ],
            [("Service 101", 1); 2],
        ),
        fault(
            "many 102",
            "sends 102 two thousand times before the answer",
            vec![
                Read,
                send("HTTP/1.1 102 Processing\r\n\r\n".repeat(2000)),
                answer("200 OK", &[], WELL.as_bytes()),
            ],
            [GOOD; 2],
        ),
        fault(
            "1xx with headers",
            "sends 103 with headers before the answer",
            vec![
                Read,
                send(
                    "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nContent-Length: 5\r\n\r\n",
                ),
                answer("200 OK", &[], WELL.as_bytes()),
            ],
            [GOOD; 2],
        ),
        fault(
            "1xx only",
            "sends 100, and nothing after it",
            vec![Read, send("HTTP/1.1 100 Continue\r\n\r\n")],
            BROKEN,
        ),
        fault(
            "length and chunks",
            "announces a length, and chunks as well",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{WELL}\r\n0\r\n\r\n",
                    WELL.len()
                )),
            ],
            [GOOD; 2],
        ),
        fault(
            "same length twice",
            "announces the same length twice",
            vec![Read, plain(&format!("Content-Length: {0}\r\nContent-Length: {0}", WELL.len()))],
            [GOOD; 2],
        ),
        fault(
            "negative length",
            "announces a negative length",
            vec![Read, plain("Content-Length: -1")],
            NO_HTTP,
        ),
        fault(
            "huge length",
            "announces a length that no number can hold",
            vec![Read, plain("Content-Length: 99999999999999999999999")],
            NO_HTTP,
        ),
        fault(
            "exabytes",
            "announces eight exabytes",
            vec![Read, plain("Content-Length: 9223372036854775807")],
            [("Transport TooLarge", 1); 2],
        ),
        fault(
            "folded header",
            "breaks a header over two lines",
            vec![Read, plain(&format!("X-A: b\r\n c\r\nContent-Length: {}", WELL.len()))],
            [GOOD; 2],
        ),
        fault(
            "space before colon",
            "sends a space before a colon",
            vec![Read, plain(&format!("Content-Length : {}", WELL.len()))],
            [GOOD; 2],
        ),
        fault(
            "header name odd",
            "sends a header whose name is none",
            vec![Read, plain(&format!("X A: b\r\nContent-Length: {}", WELL.len()))],
            [GOOD; 2],
        ),
        fault(
            "line feeds only",
            "ends lines without a carriage return",
            vec![Read, send(format!("HTTP/1.1 200 OK\nContent-Length: {}\n\n{WELL}", WELL.len()))],
            [GOOD; 2],
        ),
        fault(
            "no reason",
            "sends a status without its words",
            vec![
                Read,
                send(format!("HTTP/1.1 200\r\nContent-Length: {}\r\n\r\n{WELL}", WELL.len())),
            ],
            [GOOD; 2],
        ),
        fault(
            "two answers",
            "answers twice",
            vec![
                Read,
                answer("200 OK", &[], WELL.as_bytes()),
                answer("200 OK", &[], br#"{"name":"other"}"#),
                Stall,
            ],
            [GOOD; 2],
        ),
        fault(
            "408 while idle",
            "sends 408 on a connection that is not in use",
            vec![
                Read,
                answer("200 OK", &[], WELL.as_bytes()),
                Pause(Duration::from_millis(20)),
                answer("408 Request Timeout", &["Connection: close"], b""),
            ],
            [GOOD; 2],
        ),
    ];
    // It meets a connection that was in use.
    rows.last_mut().expect("rows").is_second = true;
    rows
}

/// Bodies in pieces.
fn chunks() -> Vec<Fault> {
    vec![
        fault(
            "chunk ext",
            "sends chunks with extensions",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:X};a=b;c=\"d\"\r\n{WELL}\r\n000\r\n\r\n",
                    WELL.len()
                )),
            ],
            [GOOD; 2],
        ),
        fault(
            "chunk huge",
            "announces a chunk that no number can hold",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{WELL}"
                )),
            ],
            BROKEN,
        ),
        fault(
            "chunk long",
            "announces a chunk shorter than it is",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{WELL}\r\n0\r\n\r\n"
                )),
            ],
            BROKEN,
        ),
        fault(
            "chunk short",
            "announces a chunk longer than it is",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{WELL}\r\n0\r\n\r\n"
                )),
            ],
            BROKEN,
        ),
        fault(
            "flood of trailers",
            "sends trailers without end",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{WELL}\r\n0\r\n{}",
                    WELL.len(),
                    "A: b\r\n".repeat(20_000)
                )),
            ],
            BROKEN,
        ),
        fault(
            "flood of an extension",
            "sends an extension of a chunk without end",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;{}",
                    "a".repeat(200_000)
                )),
            ],
            BROKEN,
        ),
        fault(
            "chunks of one byte",
            "sends a long body in chunks of one byte",
            vec![
                Read,
                send(format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}0\r\n\r\n",
                    "1\r\n \r\n".repeat(20_000)
                )),
            ],
            [("reply 200", 1); 2],
        ),
    ]
}
