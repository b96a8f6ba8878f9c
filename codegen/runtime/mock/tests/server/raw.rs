//! Requests written byte by byte: no client library stands between the test and the wire.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;
use taurusdb_mock_runtime::{Gate, MockServer, MockServerBuilder};

use crate::service::{EXAMPLES, SERVICE};

/// A server that lets anybody in, started from a runtime that ends at once.
pub(crate) fn start() -> MockServer {
    start_with(Gate::open())
}

/// How to start a server that lets anybody in.
pub(crate) fn open() -> MockServerBuilder {
    MockServer::builder(&SERVICE, &EXAMPLES).gate(Gate::open())
}

pub(crate) fn start_with(gate: Gate) -> MockServer {
    let builder = MockServer::builder(&SERVICE, &EXAMPLES).gate(gate);
    block_on(builder.start()).expect("the server starts")
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: String,
    headers: Vec<(String, String)>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }
}

/// A connection that may carry several requests.
pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server accepts");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out can be set");
        Self(BufReader::new(stream))
    }

    pub(crate) fn stream(&self) -> &TcpStream {
        self.0.get_ref()
    }

    pub(crate) fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.get_mut().write_all(bytes.as_ref()).expect("the server reads");
    }

    /// The next answer, or nothing where the server has closed the connection.
    pub(crate) fn read(&mut self) -> Option<Reply> {
        self.read_answer_to("")
    }

    /// The same for a request whose method decides whether a body follows.
    pub(crate) fn read_answer_to(&mut self, request: &str) -> Option<Reply> {
        let mut line = String::new();
        if self.0.read_line(&mut line).unwrap_or(0) == 0 {
            return None;
        }
        let status = line.split(' ').nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        loop {
            line.clear();
            self.0.read_line(&mut line).ok()?;
            match line.trim_end().split_once(": ") {
                Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
                None => break,
            }
        }
        let mut reply = Reply { status, headers, body: String::new() };
        if request.starts_with("HEAD") {
            return Some(reply);
        }
        let length = reply.header("content-length").map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).ok()?;
        reply.body = String::from_utf8(body).ok()?;
        Some(reply)
    }

    /// The answer, or nothing where the server is gone.
    pub(crate) fn try_ask(&mut self, request: &str) -> Option<Reply> {
        self.0.get_mut().write_all(request.as_bytes()).ok()?;
        self.read()
    }

    #[track_caller]
    pub(crate) fn ask(&mut self, request: &str) -> Reply {
        self.write(request);
        self.read().unwrap_or_else(|| panic!("no answer to {request:?}"))
    }
}

/// A request as text: `"GET /path"`, header lines, a body.
pub(crate) fn request(line: &str, headers: &[&str], body: &str) -> String {
    let mut text = format!("{line} HTTP/1.1\r\nHost: localhost\r\n");
    for header in headers {
        text += &format!("{header}\r\n");
    }
    if !body.is_empty() {
        text += &format!("Content-Length: {}\r\n", body.len());
    }
    text + "\r\n" + body
}

/// Sends one request without body on a connection of its own.
#[track_caller]
pub(crate) fn get(server: &MockServer, line: &str) -> Reply {
    send(server, line, &[], "")
}

/// Sends one request on a connection of its own.
#[track_caller]
pub(crate) fn send(server: &MockServer, line: &str, headers: &[&str], body: &str) -> Reply {
    Connection::open(server.address()).ask(&request(line, headers, body))
}
