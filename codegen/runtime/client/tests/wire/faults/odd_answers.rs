//! Answers that are rare: packed though nobody asked for it, with odd statuses, or in what is not quite JSON.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::client::Fault;
use super::rows::{GOOD, fault, says};
use super::script::Step::{Read, Stall};
use super::script::{WELL, answer, send};

pub(super) fn rows() -> Vec<Fault> {
    let mut rows = packed();
    rows.extend(statuses());
    rows.extend(bodies());
    rows
}

/// Bodies that are packed though nobody asked for it.
fn packed() -> Vec<Fault> {
    vec![
        fault(
            "unknown packing",
            "packs the answer in a way that nobody asked for",
            vec![
                Read,
                answer(
                    "200 OK",
                    &["Content-Encoding: br"],
                    b"\x0b\x0c\x80{\"name\":\"assam\",\"count\":3}\x03",
                ),
            ],
            [("Decode 200", 1); 2],
        ),
        fault(
            "unknown packing of an error",
            "packs an error in a way that nobody asked for",
            vec![
                Read,
                answer(
                    "400 Bad Request",
                    &["Content-Encoding: br"],
                    b"\x8b\x0c\x80\x81\x82\x83\x03",
                ),
            ],
            [("Service 400", 1); 2],
        ),
        fault(
            "gzip twice",
            "packs the answer twice",
            vec![
                Read,
                answer("200 OK", &["Content-Encoding: gzip, gzip"], &gzip(&gzip(WELL.as_bytes()))),
            ],
            [GOOD; 2],
        ),
        fault(
            "gzip members",
            "packs the answer in two pieces",
            vec![
                Read,
                answer(
                    "200 OK",
                    &["Content-Encoding: gzip"],
                    &[gzip(&WELL.as_bytes()[..10]), gzip(&WELL.as_bytes()[10..])].concat(),
                ),
            ],
            [GOOD; 2],
        ),
    ]
}

/// Statuses, and what they say of the body.
fn statuses() -> Vec<Fault> {
    vec![
        fault(
            "429, past",
            "sends 429 with a Retry-After that is past",
            vec![
                Read,
                answer(
                    "429 Too Many Requests",
                    &["Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"],
                    b"",
                ),
            ],
            [("Service 429, throttled, retryable", 3); 2],
        ),
        fault(
            "429, negative",
            "sends 429 with a negative Retry-After",
            vec![Read, answer("429 Too Many Requests", &["Retry-After: -5"], b"")],
            [("Service 429, throttled, retryable", 3); 2],
        ),
        fault(
            "503, an hour",
            "sends 503 with Retry-After: 3600",
            vec![Read, answer("503 Service Unavailable", &["Retry-After: 3600"], b"")],
            [("Service 503, retryable", 1); 2],
        ),
        fault(
            "202 with nothing",
            "sends 202 with nothing",
            vec![Read, answer("202 Accepted", &[], b"")],
            [("reply 202", 1); 2],
        ),
        fault(
            "part of a body",
            "sends 206 and a part of the body",
            vec![
                Read,
                answer(
                    "206 Partial Content",
                    &["Content-Range: bytes 0-10/200"],
                    &WELL.as_bytes()[..11],
                ),
            ],
            [("Decode 206", 3), ("Decode 206", 1)],
        ),
        fault(
            "status 600",
            "sends a status of a class that is none",
            vec![Read, answer("600 Odd", &[], WELL.as_bytes())],
            [("Service 600", 1); 2],
        ),
        fault(
            "204 with a length",
            "announces a body with 204, and sends none",
            vec![Read, send("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n"), Stall],
            [("reply 204", 1); 2],
        ),
        fault(
            "304 with a length",
            "announces a body with 304, and sends none",
            vec![Read, send("HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n"), Stall],
            [("Service 304", 1); 2],
        ),
        fault(
            "303 to a file",
            "points to a file",
            vec![Read, answer("303 See Other", &["Location: file:///etc/passwd"], b"")],
            [("Service 303", 1); 2],
        ),
        fault(
            "308 to another scheme",
            "points to another scheme, with a password and a bell",
            vec![
                Read,
                answer(
                    "308 Permanent Redirect",
                    &["Location: https://user:pw@evil.example/?token=abc\u{7}"],
                    b"",
                ),
            ],
            [("Service 308", 1); 2],
        ),
    ]
}

/// Bodies that are not quite JSON.
fn bodies() -> Vec<Fault> {
    vec![
        says(
            "UTF-16",
            "sends a good answer in UTF-16",
            "200 OK",
            WELL.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(),
            [GOOD; 2],
        ),
        says(
            "words of Python",
            "sends what Python prints",
            "200 OK",
            r#"{"name": None, "count": NaN, "full": True}"#,
            [("reply 200, full true, 2 notes", 1); 2],
        ),
        says(
            "infinity",
            "sends an infinite number",
            "200 OK",
            r#"{"name": "a", "count": -Infinity, "full": true}"#,
            [("reply 200, name \"a\", full true, 2 notes", 1); 2],
        ),
        says(
            "trailing comma",
            "sends a comma too many",
            "200 OK",
            r#"{"name": "a", "count": 3,}"#,
            [("reply 200, name \"a\", count 3, 1 note", 1); 2],
        ),
        says(
            "single quotes",
            "sends single quotes",
            "200 OK",
            r#"{'name': 'a'}"#,
            [("reply 200, name \"a\", 1 note", 1); 2],
        ),
        says(
            "two objects",
            "sends two objects",
            "200 OK",
            "{\"name\":\"assam\"}\n{\"name\":\"b\"}",
            [("Decode 200", 1); 2],
        ),
        says(
            "object in a text",
            "sends the object in a text",
            "200 OK",
            r#""{\"name\":\"assam\",\"count\":3}""#,
            [("reply 200, name \"assam\", count 3, 1 note", 1); 2],
        ),
        says(
            "object in a list",
            "sends the object in a list",
            "200 OK",
            r#"[{"name":"assam","count":3}]"#,
            [("reply 200, name \"assam\", count 3, 1 note", 1); 2],
        ),
        says(
            "leading zeros",
            "sends a number with zeros before it",
            "200 OK",
            r#"{"name":"assam","count":003}"#,
            [("reply 200, name \"assam\", count 3, 2 notes", 1); 2],
        ),
        says(
            "needless backslash",
            "sends a backslash before what needs none",
            "200 OK",
            r#"{"name":"as\xsam","count":3}"#,
            [("reply 200, name \"as\\\\xsam\", count 3, 1 note", 1); 2],
        ),
        says(
            "zero between fields",
            "sends a zero byte between two fields",
            "200 OK",
            "{\"name\":\"assam\",\0\"count\":3}",
            [("reply 200, name \"assam\", count 3, 1 note", 1); 2],
        ),
    ]
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}
