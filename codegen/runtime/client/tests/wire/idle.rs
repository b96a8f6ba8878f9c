//! Servers that close a connection after an answer, and do not say so.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use taurusdb_runtime::transport::ReqwestTransport;
use taurusdb_runtime::{Client, Credentials};

use super::server::POST;

/// A server that answers one request on each connection, then keeps it open for a while and closes it.
fn serve(open: Duration) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, seen) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let count = seen.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let count = count.clone();
            thread::spawn(move || answer(stream, open, &count));
        }
    });
    (address, seen)
}

fn answer(mut stream: TcpStream, open: Duration, count: &AtomicUsize) -> Option<()> {
    let mut request = Vec::new();
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut bytes = [0; 4096];
        let length = stream.read(&mut bytes).ok().filter(|length| *length > 0)?;
        request.extend_from_slice(&bytes[..length]);
    }
    count.fetch_add(1, Ordering::SeqCst);
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").ok()?;
    thread::sleep(open);
    Some(())
}

/// The changes that arrive when one is sent after the other, with a pause in which the runtime stands still.
fn changes(open: Duration, pause: Duration) {
    const CALLS: usize = 12;
    let (address, seen) = serve(open);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::builder()
        .endpoint(format!("http://{address}"))
        .credentials(Credentials::token("t"))
        .project_id("p")
        .transport(ReqwestTransport::builder().no_proxy().build().unwrap())
        .build();
    let client = runtime.block_on(client).unwrap();
    for number in 0..CALLS {
        let call = client.call(&POST).path("thing_id", "t");
        let sent = runtime.block_on(call.send_untyped());
        assert!(sent.is_ok(), "{number}: {}", sent.unwrap_err());
        thread::sleep(pause);
    }
    assert_eq!(seen.load(Ordering::SeqCst), CALLS);
}

#[test]
fn a_change_is_not_sent_into_a_connection_that_was_closed_meanwhile() {
    changes(Duration::ZERO, Duration::from_millis(40));
    changes(Duration::from_millis(10), Duration::from_millis(60));
}
