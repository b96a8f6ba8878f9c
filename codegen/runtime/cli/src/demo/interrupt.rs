//! Ctrl-C between two lines: whoever runs one listens only while it runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use tokio::sync::oneshot;

use crate::running::interrupted;

/// Watches for Ctrl-C until it is dropped.
pub(super) struct Interrupt {
    came: Arc<AtomicBool>,
    _watched: oneshot::Sender<()>,
}

impl Interrupt {
    pub(super) fn watched() -> Self {
        let came = Arc::new(AtomicBool::new(false));
        let (sender, dropped) = oneshot::channel();
        let seen = came.clone();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            // Without a runtime, Ctrl-C is noticed by the lines alone.
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                tokio::select! {
                    () = interrupted() => seen.store(true, Ordering::Relaxed),
                    _ = dropped => {}
                }
            });
        });
        Self { came, _watched: sender }
    }

    pub(super) fn came(&self) -> bool {
        self.came.load(Ordering::Relaxed)
    }
}
