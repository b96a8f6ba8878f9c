//! Requests that are framed well: each line of the input but the last is a part of the head, the rest is the body.
#![no_main]

#[path = "../src/server.rs"]
mod server;
#[path = "../../tests/server/service.rs"]
mod service;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
    let (Some(line), Some(query), Some(header), Some(body)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return;
    };
    let mut request = line.to_vec();
    request.extend_from_slice(b"?");
    request.extend_from_slice(query);
    request.extend_from_slice(b" HTTP/1.1\r\nHost: mock\r\n");
    request.extend_from_slice(header);
    request.extend_from_slice(format!("\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes());
    request.extend_from_slice(body);
    server::send(true, &request);
});
