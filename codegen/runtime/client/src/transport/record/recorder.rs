//! Keeps what passes.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::exchange::Asked;
use crate::transport::{Middleware, Next, Sending};

/// Keeps every request and its answer, with their secrets masked: in memory, and as lines of JSON in a file.
/// [`Replay`](super::Replay) answers from them.
///
/// Put it around a transport; a clone keeps into the same record.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// # use taurusdb::{bytes::Bytes, http, transport::{Sending, Transport}};
/// # use taurusdb::descriptors::{Method, Operation};
/// # struct Service;
/// # impl Transport for Service {
/// #     fn send(&self, _: http::Request<Bytes>) -> Sending<'_> {
/// #         Box::pin(async { Ok(http::Response::new(Bytes::from_static(br#"{"token":"abc","count":2}"#))) })
/// #     }
/// # }
/// # static LIST: Operation = Operation::new("teapots.list", Method::Get, "/v3/{project_id}/teapots");
/// use taurusdb::{Client, Credentials};
/// use taurusdb::transport::{Recorder, Replay};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let builder = || {
///     Client::builder()
///         .endpoint("https://gaussdb.example.com")
///         .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"))
///         .project_id("p1")
/// };
/// let recorder = Recorder::new();
/// let client: Client = builder().transport(Service.with(recorder.clone())).build().await?;
/// client.call(&LIST).query("limit", 2).send_untyped().await?;
///
/// // Later, in a test, without the service.
/// let replay = Replay::from_lines(&recorder.lines()).unwrap();
/// let client: Client = builder().transport(replay).build().await?;
/// let reply = client.call(&LIST).query("limit", 2).send_untyped().await?;
/// assert_eq!(*reply, serde_json::json!({ "token": "***", "count": 2 }));
/// # Ok::<(), taurusdb::Error>(()) }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Record>>);

#[derive(Debug, Default)]
struct Record {
    lines: String,
    file: Option<File>,
    problem: Option<io::Error>,
}

impl Recorder {
    /// Keeps in memory.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps in memory and in a new file, which gets each line as soon as the answer is there. An old file of
    /// this name is replaced.
    ///
    /// # Errors
    /// Fails if the file cannot be created.
    pub fn to_file(path: impl AsRef<Path>) -> io::Result<Self> {
        let record = Record { file: Some(File::create(path)?), ..Record::default() };
        Ok(Self(Arc::new(Mutex::new(record))))
    }

    /// All lines so far, in the order in which the answers came.
    pub fn lines(&self) -> String {
        self.record().lines.clone()
    }

    /// Whether every line is in the file. A call does not fail because its line could not be written.
    ///
    /// # Errors
    /// The first error of writing, told once.
    pub fn written(&self) -> io::Result<()> {
        self.record().problem.take().map_or(Ok(()), Err)
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        // Each line is kept as a whole, so there is nothing half done after a panic elsewhere.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, mut line: String) {
        line.push('\n');
        let mut record = self.record();
        record.lines.push_str(&line);
        let written = record.file.as_mut().map_or(Ok(()), |file| file.write_all(line.as_bytes()));
        if let Err(error) = written {
            tracing::warn!(%error, "the record cannot be written");
            record.problem.get_or_insert(error);
        }
    }
}

impl Middleware for Recorder {
    fn handle<'a>(&'a self, request: http::Request<Bytes>, next: Next<'a>) -> Sending<'a> {
        Box::pin(async move {
            let asked = Asked::new(&request);
            let answer = next.send(request).await;
            self.keep(asked.answered(&answer));
            answer
        })
    }
}
