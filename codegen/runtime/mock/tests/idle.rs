//! Ten thousand connections that say nothing, against the program as a process of its own.
//!
//! A program of its own, because so many connections leave other tests no file descriptors.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How many connections are opened, if the system lets this process have so many.
const MANY: usize = 10_000;

/// Ends the server with the test.
struct Server(Child, SocketAddr);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which the test would have noticed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tiny-mock"))
            .args(["serve", "--port", "0", "--auth", "off"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let address = line.trim_end().rsplit("http://").next().expect("an address");
        let address = address.parse().unwrap_or_else(|error| panic!("{line:?}: {error}"));
        // Whatever else it prints is read, so that it never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Self(child, address)
    }

    #[track_caller]
    fn answers(&self) {
        let mut stream = TcpStream::connect(self.1).expect("it accepts");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out can be set");
        stream
            .write_all(b"GET /v3/p/instances HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n")
            .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }

    /// What it holds in memory, in megabytes, where the system tells.
    fn megabytes(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
    }
}

#[test]
fn others_are_served_beside_idle_connections() {
    let server = Server::start();
    server.answers();
    let before = server.megabytes();
    let mut idle = Vec::new();
    while idle.len() < MANY {
        match TcpStream::connect(server.1) {
            Ok(stream) => idle.push(stream),
            // This process may have no more. Those of the server are its own matter.
            Err(_) => break,
        }
    }
    // One descriptor for the calls that follow.
    idle.pop();
    for _ in 0..20 {
        server.answers();
    }
    let after = server.megabytes();
    println!("{} idle connections: {before:?} MB before, {after:?} MB with them", idle.len());
    if let (Some(before), Some(after)) = (before, after) {
        let each = after.saturating_sub(before) * 1024 / idle.len().max(1) as u64;
        assert!(each < 16, "each holds {each} KB");
    }
    // Half of them say something at last.
    for mut stream in idle.into_iter().step_by(2) {
        // One that had to give way is closed.
        let _ = stream.write_all(b"GET /nowhere HTTP/1.1\r\nHost: mock\r\n\r\n");
    }
    server.answers();
}
