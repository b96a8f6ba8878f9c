//! Calls of the mock over a socket, without a client in between.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use serde_json::Value;
use taurusdb_mock::runtime::{Clock, Gate, Served};
use taurusdb_mock::{MockServer, MockServerBuilder};

pub(crate) const PROJECT: &str = "0483b6b16e954cb88930a360d2c4e663";

/// A server and a connection to it that stays open.
pub(crate) struct Wire {
    pub(crate) mock: MockServer,
    stream: BufReader<TcpStream>,
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

impl Wire {
    pub(crate) fn start(clock: Clock, seed: u64, adopts: bool) -> Self {
        let builder = MockServer::builder().seed(seed).adopt_unknown_ids(adopts);
        Self::of(builder.clock(clock))
    }

    /// A server of what was read from a specification.
    pub(crate) fn serving(served: &Served, clock: Clock) -> Self {
        Self::of(MockServer::of(served).clock(clock))
    }

    fn of(builder: MockServerBuilder) -> Self {
        let mock = block_on(builder.gate(Gate::open()).start()).expect("a port");
        let stream = TcpStream::connect(mock.address()).expect("it listens");
        Self { mock, stream: BufReader::new(stream) }
    }

    /// The status and the body of the answer.
    #[track_caller]
    pub(crate) fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let body = body.map(Value::to_string).unwrap_or_default();
        let path = path.replace("{project_id}", PROJECT);
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).expect("it reads");
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("it answers");
        let status = line.split(' ').nth(1).and_then(|text| text.parse().ok()).expect("a status");
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line).expect("a head");
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().expect("a length");
            }
        }
        // The length of what a GET would have answered.
        if method == "HEAD" {
            length = 0;
        }
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).expect("a body");
        let value = match length {
            0 => Value::Null,
            _ => serde_json::from_slice(&bytes).expect("JSON"),
        };
        (status, value)
    }

    /// The answer to a call that has to succeed.
    #[track_caller]
    pub(crate) fn done(&mut self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let (status, value) = self.ask(method, path, body);
        assert_eq!(status / 100, 2, "{method} {path}: {status} {value}");
        value
    }

    #[track_caller]
    pub(crate) fn get(&mut self, path: &str) -> Value {
        self.done("GET", path, None)
    }

    #[track_caller]
    pub(crate) fn refused(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> (u16, String) {
        let (status, value) = self.ask(method, path, body);
        assert!(status >= 400, "{method} {path}: {status} {value}");
        (status, value["error_code"].as_str().unwrap_or_default().to_owned())
    }
}
