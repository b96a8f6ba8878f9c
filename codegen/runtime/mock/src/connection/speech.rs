//! Which HTTP a client speaks, told by its first bytes.

use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::limits::SILENCE;

/// How HTTP/2 begins where it was not agreed on before. No method of HTTP/1 begins so.
const PREFACE: &[u8] = b"PRI ";

/// How long to wait for another byte where too few have come to tell.
const A_LITTLE: Duration = Duration::from_millis(5);

/// A version of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speech {
    Http1,
    Http2,
}

/// What a client speaks; `None` if it says nothing, or goes away. Until it speaks, it costs hardly
/// more than its socket.
pub(super) async fn heard(stream: &TcpStream) -> Option<Speech> {
    timeout(SILENCE, listen(stream)).await.ok().flatten()
}

async fn listen(stream: &TcpStream) -> Option<Speech> {
    let mut bytes = [0; PREFACE.len()];
    loop {
        match stream.peek(&mut bytes).await.ok()? {
            0 => return None,
            length if !PREFACE.starts_with(&bytes[..length]) => return Some(Speech::Http1),
            length if length == PREFACE.len() => return Some(Speech::Http2),
            // What was seen already is seen again at once, so there is nothing to wait for.
            _ => sleep(A_LITTLE).await,
        }
    }
}
