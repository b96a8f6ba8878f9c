//! Answers from a record.

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::exchange::{Exchange, Key};
use crate::transport::{Called, Sending, Transport, TransportError, TransportErrorKind};

/// How many exchanges an error lists.
const LISTED: usize = 10;

/// Answers from what a [`Recorder`](super::Recorder) has kept: by method, path and query, whatever the host, the
/// headers and the body are.
///
/// Each exchange answers once, in the order of the record. A request that no exchange is left for is an error
/// that says what was asked, and what is left.
#[derive(Debug)]
pub struct Replay {
    left: Mutex<Vec<Exchange>>,
    repeats: bool,
}

impl Replay {
    /// Answers from the lines of a record.
    ///
    /// # Errors
    /// Says which line cannot be read, and why.
    pub fn from_lines(lines: &str) -> Result<Self, Unreadable> {
        let mut left = Vec::new();
        for (index, line) in lines.lines().enumerate() {
            if !line.trim().is_empty() {
                let read = Exchange::read(line);
                left.push(read.map_err(|problem| Unreadable::of_line(index + 1, problem))?);
            }
        }
        Ok(Self { left: Mutex::new(left), repeats: false })
    }

    /// Answers from a file that holds a record.
    ///
    /// # Errors
    /// Says why the file, or which of its lines, cannot be read.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Unreadable> {
        let path = path.as_ref();
        let problem = |problem: String| Unreadable(format!("{}: {problem}", path.display()));
        let lines = std::fs::read_to_string(path).map_err(|error| problem(error.to_string()))?;
        Self::from_lines(&lines).map_err(|Unreadable(wrong)| problem(wrong))
    }

    /// The last exchange of each request answers again and again: for a program that asks until something has
    /// changed.
    #[must_use]
    pub fn repeat_last(mut self) -> Self {
        self.repeats = true;
        self
    }

    /// What has not answered yet, as `GET /v3/p1/teapots?limit=2`.
    pub fn left(&self) -> Vec<String> {
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.iter().map(|exchange| exchange.key.to_string()).collect()
    }

    fn answer(&self, asked: &Key) -> Result<http::Response<Bytes>, TransportError> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let mut same = (0..left.len()).filter(|at| left[*at].key == *asked);
        match (same.next(), same.next()) {
            (Some(at), None) if self.repeats => left[at].outcome(),
            (Some(at), _) => left.remove(at).outcome(),
            (None, _) => {
                drop(same);
                Err(nothing_for(asked, &left))
            }
        }
    }
}

impl Transport for Replay {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        let called = request.extensions().get::<Called>();
        let operation = called.map(|Called(operation)| *operation);
        let asked = Key::new(request.method().as_str(), &request.uri().to_string(), operation);
        Box::pin(std::future::ready(self.answer(&asked)))
    }
}

fn nothing_for(asked: &Key, left: &[Exchange]) -> TransportError {
    let mut message = format!("the record has no answer left for {asked}; ");
    match left.len() {
        0 => message.push_str("all of it was used"),
        count => {
            let listed: Vec<_> =
                left.iter().take(LISTED).map(|exchange| exchange.key.to_string()).collect();
            message.push_str(&format!("left are {}", listed.join(", ")));
            if count > LISTED {
                message.push_str(&format!(" and {} more", count - LISTED));
            }
        }
    }
    TransportError::new(TransportErrorKind::Unsent, message)
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.key)
    }
}

/// A record that cannot be read.
#[derive(Debug)]
pub struct Unreadable(String);

impl Unreadable {
    fn of_line(number: usize, problem: String) -> Self {
        Self(format!("line {number} of the record cannot be read: {problem}"))
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}
