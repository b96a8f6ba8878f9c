//! The server: hyper, and answers of fixed bytes. It runs in a process of its own.

use std::convert::Infallible;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::bodies::{self, Order};

/// The server of this run; it ends with this value.
pub(crate) struct Process {
    child: Child,
    address: String,
}

impl Process {
    /// Starts this program once more, as the server.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let mut child =
            Command::new(std::env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().ok_or("the server has no output")?)
            .read_line(&mut address)?;
        Ok(Self { child, address: address.trim().to_owned() })
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves until the process is ended; prints its address first.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(serve())
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let answers = Answers {
        task: bodies::task().into(),
        created: bodies::created().into(),
        page: bodies::page(Order::Described).into(),
    };
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let answers = answers.clone();
        tokio::spawn(async move {
            let answer = service_fn(move |request| answers.clone().to(request));
            // A client may leave at any time.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

#[derive(Clone)]
struct Answers {
    task: Bytes,
    created: Bytes,
    page: Bytes,
}

impl Answers {
    async fn to(self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let is_post = *request.method() == Method::POST;
        let is_task = request.uri().path().ends_with("/jobs");
        // The connection is used again only after the whole request was read.
        let _ = request.into_body().collect().await;
        let body = match (is_post, is_task) {
            (true, _) => self.created,
            (false, true) => self.task,
            (false, false) => self.page,
        };
        let mut response = Response::new(Full::new(body));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(response)
    }
}
