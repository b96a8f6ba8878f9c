//! How long a client may be silent: a clock that nobody sets anew for each request.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use hyper::rt::{Sleep, Timer};

/// The alarm of one connection. HTTP/1 sets one before each head, and takes it back when the head is there. This one
/// stays as it was set first; when it rings too early, it is set to when it should.
#[derive(Clone)]
pub(super) struct Silence(Arc<Mutex<Pin<Box<tokio::time::Sleep>>>>);

impl Silence {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Box::pin(tokio::time::sleep(Duration::ZERO)))))
    }
}

impl Timer for Silence {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(self.now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        Box::pin(Until { deadline, alarm: self.clone() })
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

/// Waits for a moment by the alarm of the connection.
struct Until {
    deadline: Instant,
    alarm: Silence,
}

impl Sleep for Until {}

impl Future for Until {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        // Nothing panics while it holds the lock.
        let mut alarm = self.alarm.0.lock().unwrap_or_else(PoisonError::into_inner);
        let deadline = self.deadline.into();
        if alarm.deadline() > deadline {
            alarm.as_mut().reset(deadline);
        }
        loop {
            ready!(alarm.as_mut().poll(cx));
            if alarm.deadline() == deadline {
                return Poll::Ready(());
            }
            alarm.as_mut().reset(deadline);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use hyper::rt::Timer;
    use tokio::time::Instant;

    use super::Silence;

    #[tokio::test(start_paused = true)]
    async fn the_last_moment_counts() {
        let started = Instant::now();
        let silence = Silence::new();
        let second = Duration::from_secs(1);
        for wait in 1..=3 {
            let head = silence.sleep(second * 120);
            // The head arrives, and the answer takes a while.
            assert!(tokio::time::timeout(second * wait, head).await.is_err());
            tokio::time::sleep(second * 100).await;
        }
        silence.sleep(second * 120).await;
        assert_eq!(started.elapsed().as_secs(), 1 + 2 + 3 + 300 + 120);
        // Also an earlier one than the alarm was set to.
        let later = silence.sleep(second * 120);
        assert!(tokio::time::timeout(Duration::ZERO, later).await.is_err());
        silence.sleep(second).await;
        assert_eq!(started.elapsed().as_secs(), 426 + 1);
    }
}
