//! The faults, one by one.

use std::time::Duration;

use super::client::{Fault, LARGEST};
use super::script::Step::{Drip, Flood, Pause, Read, ReadAll, ReadHead, Reset, Stall};
use super::script::{Step, WELL, answer, send};

pub(super) type Ends = (&'static str, usize);

/// The connection breaks: what only reads is asked three times, a change once.
pub(super) const BROKEN: [Ends; 2] =
    [("Transport Interrupted, retryable", 3), ("Transport Interrupted, retryable", 1)];

/// What comes is not HTTP.
pub(super) const NO_HTTP: [Ends; 2] =
    [("Transport Malformed, retryable", 3), ("Transport Malformed, retryable", 1)];

/// The end of most calls.
pub(super) const GOOD: Ends = ("reply 200, name \"assam\", count 3", 1);

pub(super) fn fault(
    name: &'static str,
    does: &'static str,
    steps: Vec<Step>,
    [get, post]: [Ends; 2],
) -> Fault {
    Fault { name, does, steps, is_second: false, sends: 10, get, post }
}

/// A fault that consists of an answer to a request that was read.
pub(super) fn says(
    name: &'static str,
    does: &'static str,
    status: &str,
    body: impl AsRef<[u8]>,
    ends: [Ends; 2],
) -> Fault {
    fault(name, does, vec![Read, answer(status, &[], body.as_ref())], ends)
}

/// All faults but [errors in disguise](super::disguises).
pub(super) fn rows() -> Vec<Fault> {
    let mut rows = connections();
    rows.extend(framing());
    rows.extend(heads());
    rows.extend(refusals());
    rows.extend(bodies());
    rows
}

/// The connection breaks, or nothing comes.
fn connections() -> Vec<Fault> {
    const LATE: [Ends; 2] = [
        ("Transport Timeout, time-out, retryable", 3),
        ("Transport Timeout, time-out, retryable", 1),
    ];
    let ok = || answer("200 OK", &[], WELL.as_bytes());
    vec![
        fault(
            "refused",
            "takes no connection",
            vec![],
            [("Transport Connect, retryable", 0), ("Transport Connect, retryable", 0)],
        ),
        fault(
            "closed at once",
            "closes the connection before it reads",
            // Not before the client knows that there is one.
            vec![Pause(Duration::from_millis(200)), Reset],
            [("Transport Interrupted, retryable", 0), ("Transport Interrupted, retryable", 0)],
        ),
        fault("no answer", "reads the request, then closes", vec![Read], BROKEN),
        fault(
            "reset before the head",
            "reads the request, then breaks off",
            vec![Read, Reset],
            BROKEN,
        ),
        fault(
            "reset in the head",
            "breaks off in a header",
            vec![Read, send("HTTP/1.1 200 OK\r\nContent-Le"), Reset],
            BROKEN,
        ),
        fault(
            "closed in the head",
            "closes in a header",
            vec![Read, send("HTTP/1.1 200 OK\r\nContent-Le")],
            BROKEN,
        ),
        fault(
            "reset in the body",
            "breaks off after half of the body",
            vec![
                Read,
                send("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{\"name\":"),
                Pause(Duration::from_millis(50)),
                Reset,
            ],
            BROKEN,
        ),
        fault(
            "stall before the head",
            "reads the request and stays silent",
            vec![Read, Stall],
            LATE,
        ),
        fault(
            "stall in the head",
            "stays silent after the status",
            vec![Read, send("HTTP/1.1 200 OK\r\n"), Stall],
            LATE,
        ),
        fault(
            "stall in the body",
            "stays silent after half of the body",
            vec![Read, send("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{\"name\":"), Stall],
            LATE,
        ),
        fault(
            "slow body",
            "sends a short body byte by byte",
            vec![
                Read,
                send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"),
                Drip(b"{  }".to_vec()),
            ],
            [("reply 200", 1), ("reply 200", 1)],
        ),
        fault(
            "too slow a body",
            "sends a long body byte by byte",
            vec![
                Read,
                send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"),
                Drip(vec![b' '; 900]),
            ],
            LATE,
        ),
        fault(
            "too slow a head",
            "sends a long head byte by byte",
            vec![
                Read,
                Drip(format!("HTTP/1.1 200 OK\r\nX-Long: {}", "x".repeat(900)).into_bytes()),
            ],
            LATE,
        ),
        Fault {
            is_second: true,
            ..fault(
                "gone between two calls",
                "closes the connection after an answer",
                vec![Read, ok(), Pause(Duration::from_millis(1))],
                [GOOD, GOOD],
            )
        },
        Fault {
            is_second: true,
            ..fault(
                "gone in the second call",
                "breaks a connection off that it has answered on, having read the next request",
                vec![Read, ok(), Read, Reset],
                [
                    ("reply 200, name \"assam\", count 3", 2),
                    ("Transport Interrupted, retryable", 1),
                ],
            )
        },
        Fault {
            sends: 3 * LARGEST / 4,
            ..fault(
                "answer before the body",
                "answers with 413 before it has read the body",
                vec![
                    ReadHead,
                    answer("413 Payload Too Large", &["Connection: close"], b"{}"),
                    ReadAll,
                ],
                [("Service 413", 1), ("Service 413", 1)],
            )
        },
        fault(
            "answer before the request is read",
            "answers without reading, and reads then",
            vec![
                Pause(Duration::from_millis(100)),
                send(format!("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{WELL}")),
                Read,
            ],
            [GOOD, GOOD],
        ),
    ]
}

/// Lengths, chunks and versions of HTTP.
fn framing() -> Vec<Fault> {
    let raw = |name, does, text: &str, ends| fault(name, does, vec![Read, send(text)], ends);
    vec![
        raw(
            "body too short",
            "announces 100 bytes and sends 26",
            &format!("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{WELL}"),
            BROKEN,
        ),
        raw(
            "body too long",
            "announces 26 bytes and sends more",
            &format!("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{WELL}HTTP/1.1 500 No\r\n\r\n"),
            [GOOD, GOOD],
        ),
        raw(
            "two lengths",
            "announces two different lengths",
            &format!("HTTP/1.1 200 OK\r\nContent-Length: 26\r\nContent-Length: 27\r\n\r\n{WELL}"),
            NO_HTTP,
        ),
        raw(
            "length is no number",
            "announces a length in words",
            &format!("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{WELL}"),
            NO_HTTP,
        ),
        raw(
            "no length",
            "announces no length and closes after the body",
            &format!("HTTP/1.1 200 OK\r\n\r\n{WELL}"),
            [GOOD, GOOD],
        ),
        raw(
            "chunks",
            "sends the body in chunks, with a trailer",
            &format!(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n{WELL}\r\n0\r\nX-Sum: 1\r\n\r\n"
            ),
            [GOOD, GOOD],
        ),
        raw(
            "chunks without end",
            "closes before the last chunk",
            &format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n{WELL}\r\n"),
            BROKEN,
        ),
        raw(
            "broken chunks",
            "sends a size of a chunk that is none",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n",
            BROKEN,
        ),
        raw(
            "HTTP/1.0",
            "answers in HTTP/1.0",
            &format!("HTTP/1.0 200 OK\r\n\r\n{WELL}"),
            [GOOD, GOOD],
        ),
        raw("HTTP/3.0", "answers in a version that is none", "HTTP/3.0 200 OK\r\n\r\n{}", NO_HTTP),
        raw("not HTTP", "answers in another protocol", "220 mail.example.com ESMTP\r\n", NO_HTTP),
        raw(
            "1xx first",
            "sends 100 and 103 before the answer",
            &format!(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 \
                 OK\r\nContent-Length: 26\r\n\r\n{WELL}"
            ),
            [GOOD, GOOD],
        ),
        fault(
            "100 MB announced",
            "announces a body of 100 MB and sends it",
            vec![
                Read,
                send("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n"),
                Flood { megabytes: 100, chunked: false },
            ],
            [("Transport TooLarge", 1), ("Transport TooLarge", 1)],
        ),
        fault(
            "100 MB in chunks",
            "sends a body of 100 MB without announcing its length",
            vec![
                Read,
                send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                Flood { megabytes: 100, chunked: true },
            ],
            [("Transport TooLarge", 1), ("Transport TooLarge", 1)],
        ),
        fault(
            "100 MB of an error",
            "sends 503 with a body of 100 MB",
            vec![
                Read,
                send("HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n"),
                Flood { megabytes: 100, chunked: true },
            ],
            [("Service 503, retryable", 3), ("Service 503, retryable", 1)],
        ),
    ]
}

/// What is odd about a head.
fn heads() -> Vec<Fault> {
    let with = |name, does, headers: &[&str], ends| {
        fault(name, does, vec![Read, answer("200 OK", headers, WELL.as_bytes())], ends)
    };
    let long = format!("X-Long: {}", "x".repeat(1024 * 1024));
    let many: Vec<String> = (0..200).map(|number| format!("X-{number}: 1")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut bytes = b"HTTP/1.1 200 OK\r\nX-Request-Id: caf\xe9\r\nX-Note: \xff\xfe\r\n".to_vec();
    bytes.extend_from_slice(format!("Content-Length: 26\r\n\r\n{WELL}").as_bytes());
    let two = ["Content-Type: application/json", "Content-Type: text/html"];
    vec![
        with("text/plain", "calls JSON plain text", &["Content-Type: text/plain"], [GOOD, GOOD]),
        with(
            "octets",
            "calls JSON octets",
            &["Content-Type: application/octet-stream"],
            [GOOD, GOOD],
        ),
        with("two types", "names two content types", &two, [GOOD, GOOD]),
        with(
            "gzip in name only",
            "announces gzip that is none",
            &["Content-Encoding: gzip"],
            [GOOD, GOOD],
        ),
        with("1 MB header", "sends a header of 1 MB", &[&long], NO_HTTP),
        with("200 headers", "sends 200 headers", &many, NO_HTTP),
        fault(
            "header not UTF-8",
            "sends headers in Latin-1",
            vec![Read, send(bytes)],
            [GOOD, GOOD],
        ),
        fault(
            "redirect",
            "points to another host with 302",
            vec![
                Read,
                answer(
                    "302 Found",
                    &["Location: http://127.0.0.1:1/login?token=s3cret-token"],
                    b"",
                ),
            ],
            [("Service 302", 1), ("Service 302", 1)],
        ),
        fault(
            "redirect that keeps the method",
            "points to another host with 307",
            vec![Read, answer("307 Temporary Redirect", &["Location: http://127.0.0.1:1/"], b"")],
            [("Service 307", 1), ("Service 307", 1)],
        ),
        fault(
            "redirect to nowhere",
            "sends 301 without an address",
            vec![Read, answer("301 Moved Permanently", &[], b"")],
            [("Service 301", 1), ("Service 301", 1)],
        ),
        fault(
            "not modified",
            "sends 304, which nobody asked for",
            vec![Read, send("HTTP/1.1 304 Not Modified\r\n\r\n")],
            [("Service 304", 1), ("Service 304", 1)],
        ),
        fault(
            "status 999",
            "sends a status that is none",
            vec![Read, answer("999 Odd", &[], b"{}")],
            [("Service 999", 1), ("Service 999", 1)],
        ),
    ]
}

/// Errors of the service, and of what stands before it.
fn refusals() -> Vec<Fault> {
    const PAGE: &str = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
    let with = |name, does, status: &str, headers: &[&str], body: &str, ends| {
        fault(name, does, vec![Read, answer(status, headers, body.as_bytes())], ends)
    };
    let page = ["Content-Type: text/html"];
    vec![
        says(
            "429",
            "sends 429",
            "429 Too Many Requests",
            "{}",
            [("Service 429, throttled, retryable", 3), ("Service 429, throttled, retryable", 3)],
        ),
        with(
            "429, come at once",
            "sends 429 with Retry-After: 0",
            "429 Too Many Requests",
            &["Retry-After: 0"],
            "",
            [("Service 429, throttled, retryable", 3), ("Service 429, throttled, retryable", 3)],
        ),
        with(
            "429, come in an hour",
            "sends 429 with Retry-After: 3600",
            "429 Too Many Requests",
            &["Retry-After: 3600"],
            "{}",
            [("Service 429, throttled, retryable", 1), ("Service 429, throttled, retryable", 1)],
        ),
        with(
            "429, come never",
            "sends 429 with a Retry-After that is none",
            "429 Too Many Requests",
            &["Retry-After: soon"],
            "{}",
            [("Service 429, throttled, retryable", 3), ("Service 429, throttled, retryable", 3)],
        ),
        says(
            "408",
            "sends 408",
            "408 Request Timeout",
            "",
            [("Service 408, retryable", 3), ("Service 408, retryable", 1)],
        ),
        says(
            "425",
            "sends 425",
            "425 Too Early",
            "",
            [("Service 425, retryable", 3), ("Service 425, retryable", 1)],
        ),
        says(
            "500",
            "sends 500",
            "500 Internal Server Error",
            "",
            [("Service 500, retryable", 3), ("Service 500, retryable", 1)],
        ),
        with(
            "502 with a page",
            "sends 502 with a web page",
            "502 Bad Gateway",
            &page,
            PAGE,
            [("Service 502, retryable", 3), ("Service 502, retryable", 1)],
        ),
        says(
            "503",
            "sends 503",
            "503 Service Unavailable",
            "upstream connect error",
            [("Service 503, retryable", 3), ("Service 503, retryable", 1)],
        ),
        says(
            "504",
            "sends 504",
            "504 Gateway Timeout",
            "null",
            [("Service 504, retryable", 3), ("Service 504, retryable", 1)],
        ),
        says(
            "APIGW.0301",
            "refuses the signature and echoes what was signed",
            "401 Unauthorized",
            r#"{"error_msg":"Incorrect IAM authentication information: verify signature fail, canonicalRequest:GET|/v3/|host:h|x-security-token:TOPSECRETTOKEN==|x-sdk-date:d|","error_code":"APIGW.0301","request_id":"r1"}"#,
            [("Service 401 APIGW.0301", 1), ("Service 401 APIGW.0301", 1)],
        ),
        says(
            "APIGW.0308",
            "throttles with the code of the gateway and 403",
            "403 Forbidden",
            r#"{"error_msg":"The throttling threshold has been reached","error_code":"APIGW.0308"}"#,
            [
                ("Service 403 APIGW.0308, throttled, retryable", 3),
                ("Service 403 APIGW.0308, throttled, retryable", 3),
            ],
        ),
        says(
            "busy, with a BOM",
            "says that the resource is busy, after a byte order mark, with 400",
            "400 Bad Request",
            "\u{feff}{\"error_code\":\"TEA.0007\",\"error_msg\":\"pouring\u{1}\"}",
            [
                ("Service 400 TEA.0007, conflict, retryable", 1),
                ("Service 400 TEA.0007, conflict, retryable", 1),
            ],
        ),
        says(
            "404 of the gateway",
            "does not know the route",
            "404 Not Found",
            r#"{"error_code":"APIGW.0101"}"#,
            [("Service 404 APIGW.0101", 1), ("Service 404 APIGW.0101", 1)],
        ),
        says(
            "407",
            "wants a password for the proxy",
            "407 Proxy Authentication Required",
            "",
            [("Service 407", 1), ("Service 407", 1)],
        ),
        says(
            "error with 200",
            "sends an error code with 200",
            "200 OK",
            r#"{"error_code":"APIGW.0301"}"#,
            [("Service 200 APIGW.0301", 1), ("Service 200 APIGW.0301", 1)],
        ),
        says(
            "error cut off",
            "ends an error in the middle",
            "409 Conflict",
            r#"{"error_code":"TEA.0007","error_m"#,
            [
                ("Service 409 TEA.0007, conflict, retryable", 1),
                ("Service 409 TEA.0007, conflict, retryable", 1),
            ],
        ),
        says(
            "error nested 10,000 deep",
            "sends an error below 10,000 objects",
            "400 Bad Request",
            format!("{}1{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000)),
            [("Service 400", 1), ("Service 400", 1)],
        ),
    ]
}

/// What is odd about the body of a success.
fn bodies() -> Vec<Fault> {
    const DECODE: [Ends; 2] = [("Decode 200", 1), ("Decode 200", 1)];
    const PAGE: &str = "<html><head><title>Sign in</title></head></html>";
    let json = |name, does, body: &str, ends: [Ends; 2]| says(name, does, "200 OK", body, ends);
    vec![
        says("web page with 200", "sends a page to sign in with 200", "200 OK", PAGE, DECODE),
        says(
            "empty 200",
            "sends 200 with nothing",
            "200 OK",
            "",
            [("reply 200", 1), ("reply 200", 1)],
        ),
        fault(
            "204",
            "sends 204",
            vec![Read, send("HTTP/1.1 204 No Content\r\n\r\n")],
            [("reply 204", 1), ("reply 204", 1)],
        ),
        fault(
            "204 with a body",
            "sends 204 and a body all the same",
            vec![Read, send("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}")],
            [("reply 204", 1), ("reply 204", 1)],
        ),
        json(
            "JSON cut off",
            "ends JSON in the middle",
            r#"{"name":"ass"#,
            [("Decode 200", 3), ("Decode 200", 1)],
        ),
        json("broken JSON", "forgets a colon", r#"{"name" "assam"}"#, DECODE),
        json(
            "JSON with a rest",
            "sends something after the JSON",
            r#"{"count":3} trailing"#,
            DECODE,
        ),
        json(
            "NaN",
            "sends NaN, which JSON does not have",
            r#"{"count":NaN}"#,
            [("reply 200, 2 notes", 1); 2],
        ),
        json(
            "a text",
            "sends a bare text",
            r#""hello""#,
            [("reply 200, 1 note", 1), ("reply 200, 1 note", 1)],
        ),
        json("null", "sends null", "null", [("reply 200", 1), ("reply 200", 1)]),
        json(
            "wrong scalars",
            "sends texts for numbers and the reverse",
            r#"{"name":7,"count":"3","full":"true"}"#,
            [
                ("reply 200, name \"7\", count 3, full true, 3 notes", 1),
                ("reply 200, name \"7\", count 3, full true, 3 notes", 1),
            ],
        ),
        json(
            "wrong shapes",
            "sends lists for texts and objects for lists",
            r#"{"name":["x"],"count":{},"cups":{"size":1}}"#,
            [
                ("reply 200, name \"x\", 1 cups, 3 notes", 1),
                ("reply 200, name \"x\", 1 cups, 3 notes", 1),
            ],
        ),
        json(
            "nulls",
            "sends null for everything",
            r#"{"name":null,"count":null,"full":null,"cups":null}"#,
            [("reply 200", 1), ("reply 200", 1)],
        ),
        json(
            "null elements",
            "sends nulls in a list",
            r#"{"cups":[null,{"size":null},null]}"#,
            [("reply 200, 1 cups, 2 notes", 1), ("reply 200, 1 cups, 2 notes", 1)],
        ),
        json(
            "duplicate fields",
            "sends a field twice",
            r#"{"count":1,"name":"assam","count":3}"#,
            [
                ("reply 200, name \"assam\", count 3, 1 note", 1),
                ("reply 200, name \"assam\", count 3, 1 note", 1),
            ],
        ),
        json(
            "unknown fields",
            "sends fields that nobody knows",
            r#"{"x":{"y":[1]},"name":"assam","count":3}"#,
            [GOOD, GOOD],
        ),
        json(
            "huge numbers",
            "sends numbers that nothing can hold",
            r#"{"name":"assam","count":1e999}"#,
            [("reply 200, name \"assam\", 1 note", 1), ("reply 200, name \"assam\", 1 note", 1)],
        ),
        says(
            "200 levels",
            "nests lists 200 levels deep",
            "200 OK",
            format!("{}{}", "[".repeat(200), "]".repeat(200)),
            DECODE,
        ),
        says(
            "a million levels",
            "opens a million lists",
            "200 OK",
            "[".repeat(1_000_000),
            [("Decode 200", 1), ("Decode 200", 1)],
        ),
        says(
            "bytes that are not UTF-8",
            "sends Latin-1 in a text",
            "200 OK",
            b"{\"name\":\"th\xe9\"}",
            [
                ("reply 200, name \"th\u{fffd}\", 1 note", 1),
                ("reply 200, name \"th\u{fffd}\", 1 note", 1),
            ],
        ),
        says(
            "UTF-16",
            "sends UTF-16 with a byte order mark",
            "200 OK",
            format!("\u{feff}{WELL}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
            [GOOD, GOOD],
        ),
        says("zeros", "sends a body of zeros", "200 OK", [0; 64], DECODE),
    ]
}
