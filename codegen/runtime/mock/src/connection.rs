//! Connections: accepted, served, and ended in good order.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::handler::Handler;
use crate::wire::Wire;

/// How long requests in progress may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// How long a connection may stay silent. Longer than the intervals at which clients poll tasks,
/// or a poll would now and then meet a connection that is just being closed.
const SILENCE: Duration = Duration::from_secs(120);

/// Pause after a failed accept: with no file descriptors left, trying at once would only spin.
const BREATH: Duration = Duration::from_millis(50);

/// Serves connections until the other half of `stop` is used or dropped.
pub(crate) async fn accept(
    listener: TcpListener,
    handler: Handler,
    mut stop: oneshot::Receiver<()>,
) {
    let handler = Arc::new(handler);
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => serve(stream, peer.ip(), handler.clone(), &connections),
                Err(_) => tokio::time::sleep(BREATH).await,
            },
            _ = &mut stop => break,
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
}

fn serve(stream: TcpStream, peer: IpAddr, handler: Arc<Handler>, connections: &GracefulShutdown) {
    // Without it, an answer that follows another on the same connection waits for the client's
    // acknowledgement. Failing means that the client is gone, which serving finds out as well.
    let _ = stream.set_nodelay(true);
    let (wire, tap) = Wire::new(stream, peer);
    let service = service_fn(move |request| {
        let (handler, tap) = (handler.clone(), tap.clone());
        async move { Ok::<_, Infallible>(handler.handle(request, &tap).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SILENCE)
        // Clients such as `nc` close their sending half when they have sent the request.
        .half_close(true)
        .serve_connection(TokioIo::new(wire), service);
    // Errors are the client's: it sent something that is not HTTP, or went away.
    let connection = connections.watch(connection);
    tokio::spawn(async move { drop(connection.await) });
}
