//! The servers that are tried, and one exchange with them.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::LazyLock;
use std::time::Duration;

use taurusdb_mock_runtime::{Gate, MockServer};

use crate::service::{EXAMPLES, SERVICE};

/// One that lets anybody in, and one that does not.
static SERVERS: LazyLock<[MockServer; 2]> = LazyLock::new(|| [Gate::open(), Gate::default()].map(started));

fn started(gate: Gate) -> MockServer {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let builder = MockServer::builder(&SERVICE, &EXAMPLES).gate(gate);
    runtime.block_on(builder.start()).expect("a free port")
}

/// Sends bytes on a connection of their own and reads all answers.
pub fn send(open: bool, bytes: &[u8]) {
    let address: SocketAddr = SERVERS[usize::from(!open)].address();
    let mut stream = TcpStream::connect(address).expect("it accepts");
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a time-out can be set");
    // It may have hung up before all was sent.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let fault = answer.windows(10).any(|start| start == b"HTTP/1.1 5");
    assert!(!fault, "{}", String::from_utf8_lossy(&answer));
}
