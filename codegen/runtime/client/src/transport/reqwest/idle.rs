//! Connections that the server has closed while nobody looked.
//!
//! A runtime on the thread of its caller stands still between two calls. The end of a connection that came meanwhile
//! is known to the system, and not to the HTTP client: it would send the next request into it, and a change that is
//! lost there is not sent again. So after a pause, the runtime gets the time to look before a request is sent.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

/// Shorter pauses are those between two calls one after the other.
const PAUSE: Duration = Duration::from_millis(1);

/// When a transport and its clones have last heard of a server.
#[derive(Clone)]
pub(super) struct Idle {
    since: Instant,
    /// Microseconds since then.
    last: Arc<AtomicU64>,
}

impl Default for Idle {
    fn default() -> Self {
        Self { since: Instant::now(), last: Arc::default() }
    }
}

impl Idle {
    /// Notes that something was heard.
    pub(super) fn heard(&self) {
        self.last.store(self.at(Instant::now()), Ordering::Relaxed);
    }

    /// After a pause until now, lets everything run that is ready to.
    pub(super) async fn look_around(&self, now: Instant) {
        let pause = self.at(now).saturating_sub(self.last.load(Ordering::Relaxed));
        if u128::from(pause) < PAUSE.as_micros() {
            return;
        }
        // First the runtime asks the system what has happened, then the connections get to know.
        for _ in 0..2 {
            step_aside().await;
        }
    }

    fn at(&self, time: Instant) -> u64 {
        let passed = time.saturating_duration_since(self.since);
        u64::try_from(passed.as_micros()).unwrap_or(u64::MAX)
    }
}

/// Lets others run once.
async fn step_aside() {
    let mut has_stepped = false;
    poll_fn(|cx| match std::mem::replace(&mut has_stepped, true) {
        true => Poll::Ready(()),
        false => {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await;
}
