//! A server for one test: what it answers, a closure decides.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// A server that runs as long as the tests do.
pub(crate) struct Server {
    pub(crate) url: String,
}

/// Status line and body of an answer.
pub(crate) type Answer = (&'static str, Vec<u8>);

impl Server {
    /// Answers each request, given as `GET /v3/p1/works?limit=1`, with what the closure says.
    pub(crate) fn new(answer: impl Fn(&str) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(line) = read(&stream) else { continue };
                // Who has gone does not want it any more.
                let _ = write(&stream, answer(&line));
            }
        });
        Self { url }
    }

    /// Answers everything with this body.
    pub(crate) fn saying(body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::new(move |_| ("200 OK", body.clone()))
    }
}

fn write(mut stream: &TcpStream, (status, body): Answer) -> std::io::Result<()> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         x-request-id: r-1\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

fn read(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let line = line.strip_suffix(" HTTP/1.1\r\n")?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    reader.read_exact(&mut vec![0; length]).ok()?;
    Some(line)
}

/// The number that a request has under a name in its query.
pub(crate) fn number(line: &str, name: &str) -> Option<usize> {
    let (_, query) = line.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name)?.1.parse().ok()
}
