//! A connection that ends in good order when the server stops.

use std::future::poll_fn;
use std::pin::pin;

use hyper_util::server::graceful::GracefulConnection;
use tokio::sync::watch;

/// Serves a connection to its end; when the server stops, the requests in progress are its last.
pub(super) async fn serve(connection: impl GracefulConnection, stopped: watch::Receiver<()>) {
    // Boxed, so that a connection that says nothing does not hold the room for all of this.
    let mut connection = Box::pin(connection);
    let mut told = stopped.clone();
    let mut stop = pin!(told.changed());
    let (mut is_waiting, mut is_ending) = (false, false);
    // How it ended is the client's affair: it sent something that is not HTTP, or went away.
    let _ = poll_fn(|cx| {
        // The task waits for the stop once, and is woken by it: there is no need to wait anew whenever the connection
        // has something to do.
        if !is_ending && (!is_waiting || stopped.has_changed().unwrap_or(true)) {
            is_waiting = true;
            if stop.as_mut().poll(cx).is_ready() {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
        connection.as_mut().poll(cx)
    })
    .await;
}
