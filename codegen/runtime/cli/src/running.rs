//! Work that waits for something else: it runs until it is done, or until Ctrl-C.

use std::future::Future;

use taurusdb_descriptor_types::Effect;

use crate::exit::{Exit, Failure};

/// Runs the work of a command to its end.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
            Failure::new(Exit::Configuration, format!("the runtime does not start: {error}"))
        })?;
    let result = runtime.block_on(work);
    // A name look-up that hangs must not keep the command from ending.
    runtime.shutdown_background();
    result
}

/// Completes on Ctrl-C; never, where signals cannot be listened to.
pub(crate) async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// How a call ends that was interrupted: it may have been made all the same.
pub(crate) fn interruption(effect: Effect) -> Failure {
    let text = match effect {
        Effect::Read => "interrupted",
        _ => "interrupted; the service may carry the request out all the same",
    };
    Failure::new(Exit::Interrupted, text)
}
