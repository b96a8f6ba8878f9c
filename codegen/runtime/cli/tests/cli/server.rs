//! A server for one test: it keeps what it is sent and answers with what it was given.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// What was asked.
#[derive(Debug)]
pub(crate) struct Received {
    /// Method and target, for example `GET /v3/p/instances?limit=1`.
    pub(crate) line: String,
    /// Lower-case names with their values.
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

pub(crate) struct Server {
    pub(crate) url: String,
    received: Receiver<Received>,
}

impl Server {
    /// Answers every request with this status and body.
    pub(crate) fn answering(status: &'static str, body: &'static str) -> Self {
        let (listener, url) = listen();
        let (sender, received) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if serve(&stream, status, body, &sender).is_none() {
                    break;
                }
            }
        });
        Self { url, received }
    }

    /// Takes connections and never says a word.
    pub(crate) fn silent() -> Self {
        let (listener, url) = listen();
        let (sender, received) = channel();
        thread::spawn(move || {
            let mut kept = Vec::new();
            for stream in listener.incoming().flatten() {
                let Some(request) = read(&stream) else { continue };
                kept.push(stream);
                if sender.send(request).is_err() {
                    break;
                }
            }
        });
        Self { url, received }
    }

    /// The next request; waits for it.
    pub(crate) fn next(&self) -> Received {
        self.received.recv().expect("the server runs as long as somebody listens")
    }

    /// Whether nobody has asked for anything.
    pub(crate) fn is_idle(&self) -> bool {
        self.received.try_recv().is_err()
    }
}

/// An address where nobody listens.
pub(crate) fn nobody() -> String {
    listen().1
}

fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

fn serve(
    mut stream: &TcpStream,
    status: &str,
    body: &str,
    sender: &Sender<Received>,
) -> Option<()> {
    let request = read(stream)?;
    // Before the answer, so that it is there for whoever has seen the answer.
    sender.send(request).ok()?;
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         x-request-id: r-1\r\nconnection: close\r\n\r\n"
    );
    stream.write_all((head + body).as_bytes()).ok()
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let line = line.strip_suffix(" HTTP/1.1\r\n")?.to_owned();
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received { line, headers, body: String::from_utf8(body).ok()? })
}
