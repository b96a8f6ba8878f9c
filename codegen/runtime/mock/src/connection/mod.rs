//! Connections: accepted, served, and ended in good order.

mod crowd;
mod graceful;
mod patient;
mod silence;
mod speech;

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

use crate::handler::Handler;
use crate::limits::{HEAD, SILENCE};
use crate::wire::Wire;
use crowd::{Crowd, Place};
use patient::Patient;
use silence::Silence;
use speech::Speech;

/// How long requests in progress may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Pause after a failed accept that nobody can make room for: trying at once would only spin.
const BREATH: Duration = Duration::from_millis(50);

/// How long an evicted connection needs to be gone.
const MOMENT: Duration = Duration::from_millis(1);

/// How many requests one HTTP/2 connection may have open. Their bodies count like all others.
const STREAMS: u32 = 128;

/// Serves connections until the other half of `stop` is used or dropped.
pub(crate) async fn accept(
    listener: TcpListener,
    handler: Handler,
    mut stop: oneshot::Receiver<()>,
) {
    let handler = Arc::new(handler);
    let crowd = Crowd::new();
    let (stopping, stopped) = watch::channel(());
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let place = crowd.join();
                    let guest = Guest {
                        peer: peer.ip(),
                        place: place.clone(),
                        stopped: stopped.clone(),
                    };
                    let task = tokio::spawn(serve(stream, guest, handler.clone()));
                    place.is_served_by(task.abort_handle());
                }
                // No file descriptors are left, most likely: somebody idle has to give way.
                Err(_) => tokio::time::sleep(if crowd.evict() { MOMENT } else { BREATH }).await,
            },
            _ = &mut stop => break,
        }
    }
    drop((listener, stopped));
    stopping.send_replace(());
    // Each connection has one half of it.
    let _ = tokio::time::timeout(GRACE, stopping.closed()).await;
}

/// Who is at the other end of a connection, and what it has to do with the others.
struct Guest {
    peer: IpAddr,
    place: Arc<Place>,
    /// Ends when the server stops.
    stopped: watch::Receiver<()>,
}

/// Serves one connection to its end. Errors are the client's: it sent something that is not HTTP, or went away.
async fn serve(stream: TcpStream, guest: Guest, handler: Arc<Handler>) {
    let Guest { peer, place, mut stopped } = guest;
    // Without it, an answer that follows another on the same connection waits for the client's
    // acknowledgement. Failing means that the client is gone, which serving finds out as well.
    let _ = stream.set_nodelay(true);
    let speech = tokio::select! {
        speech = speech::heard(&stream) => speech,
        // Whoever has said nothing is not waited for.
        _ = stopped.changed() => None,
    };
    let Some(speech) = speech else { return };
    let (wire, tap) = Wire::new(stream, peer);
    let stream = TokioIo::new(Patient::new(wire));
    let service = service_fn(move |request| {
        let (handler, tap, busy) = (handler.clone(), tap.clone(), place.busy());
        async move {
            let response = handler.handle(request, &tap).await;
            drop(busy);
            Ok::<_, Infallible>(response)
        }
    });
    match speech {
        Speech::Http1 => {
            let connection = http1::Builder::new()
                .timer(Silence::new())
                .header_read_timeout(SILENCE)
                .max_buf_size(HEAD)
                // Clients such as `nc` close their sending half when they have sent the request.
                .half_close(true)
                .serve_connection(stream, service);
            graceful::serve(connection, stopped).await;
        }
        Speech::Http2 => {
            let connection = http2::Builder::new(TokioExecutor::new())
                .timer(TokioTimer::new())
                .max_concurrent_streams(STREAMS)
                .max_header_list_size(HEAD as u32)
                .max_send_buf_size(HEAD)
                // Whoever is gone does not answer.
                .keep_alive_interval(SILENCE / 4)
                .keep_alive_timeout(SILENCE / 4)
                .serve_connection(stream, service);
            graceful::serve(connection, stopped).await;
        }
    }
}
