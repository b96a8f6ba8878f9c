//! What a server does with a connection, step by step.

use std::time::Duration;

/// One step of what a server does with a connection. After the last one it closes the connection.
#[derive(Clone)]
pub(crate) enum Step {
    /// Reads a whole request.
    Read,
    /// Reads the head of a request, and leaves its body where it is.
    ReadHead,
    /// Reads until the client has nothing more to say.
    ReadAll,
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes one by one, with 50 ms before each.
    Drip(Vec<u8>),
    /// Sends spaces: this many megabytes, as chunks of a body or as they are.
    Flood { megabytes: usize, chunked: bool },
    /// Does nothing for a while.
    Pause(Duration),
    /// Does nothing until the client goes away.
    Stall,
    /// Breaks the connection off.
    Reset,
}

/// A body that every reader understands.
pub(crate) const WELL: &str = r#"{"name":"assam","count":3}"#;

/// The answer of this status with this body, and any further headers.
pub(crate) fn answer(status: &str, headers: &[&str], body: &[u8]) -> Step {
    let mut text = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
    if !headers.iter().any(|header| header.starts_with("Content-Type")) {
        text.push_str("Content-Type: application/json\r\n");
    }
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    Step::Send(bytes)
}

pub(crate) fn send(bytes: impl Into<Vec<u8>>) -> Step {
    Step::Send(bytes.into())
}
