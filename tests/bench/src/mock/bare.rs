//! The other side: a bare axum handler that reads the body of a request and answers with fixed bytes.

use std::io::Read;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::serve::ListenerExt;
use bytes::Bytes;
use tokio::net::TcpListener;

use crate::Failure;

/// Serves what standard input says, with this many threads, until the process is ended; prints its address first.
pub(crate) fn run(threads: usize) -> Result<(), Failure> {
    let mut answer = Vec::new();
    std::io::stdin().read_to_end(&mut answer)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build()?;
    // As in the mock: what is awaited here would not run on the threads that serve.
    runtime.block_on(runtime.spawn(serve(Bytes::from(answer))))??;
    Ok(())
}

async fn serve(answer: Bytes) -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("ready http://{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        // Failing means that the client is gone, which serving finds out as well.
        let _ = stream.set_nodelay(true);
    });
    let handler = move |_body: Bytes| {
        let answer = answer.clone();
        async move { ([(CONTENT_TYPE, "application/json")], answer) }
    };
    axum::serve(listener, Router::new().fallback(handler)).await
}
