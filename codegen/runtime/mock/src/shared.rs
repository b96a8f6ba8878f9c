//! A value that threads and tasks share: a task does not keep its thread waiting.

use std::sync::{
    PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError, TryLockResult,
};

use tokio::task::yield_now;

/// How often a task lets others go first before it waits as a thread does: nobody waits for ever, and whoever has the
/// value for long is not asked over and over.
const GIVES_WAY: usize = 32;

/// A value that many look at, or one changes. A panic of the one leaves whole parts behind; the others go on.
#[derive(Debug)]
pub(crate) struct Shared<T>(RwLock<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(RwLock::new(value))
    }

    /// To look at; the thread waits for it.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, T> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// To change; the thread waits for it.
    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, T> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// To look at; the thread of the task does other work meanwhile.
    pub(crate) async fn read_in_turn(&self) -> RwLockReadGuard<'_, T> {
        for _ in 0..GIVES_WAY {
            if let Some(value) = unless_taken(self.0.try_read()) {
                return value;
            }
            yield_now().await;
        }
        self.read()
    }

    /// To change; the thread of the task does other work meanwhile.
    pub(crate) async fn write_in_turn(&self) -> RwLockWriteGuard<'_, T> {
        for _ in 0..GIVES_WAY {
            if let Some(value) = unless_taken(self.0.try_write()) {
                return value;
            }
            yield_now().await;
        }
        self.write()
    }
}

fn unless_taken<T>(tried: TryLockResult<T>) -> Option<T> {
    match tried {
        Ok(value) => Some(value),
        Err(TryLockError::Poisoned(value)) => Some(value.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::sync::Arc;
    use std::task::{Context, Poll, Waker};
    use std::thread;
    use std::time::Duration;

    use super::{GIVES_WAY, Shared};

    #[test]
    fn a_task_lets_others_go_first_and_then_waits() {
        let shared = Arc::new(Shared::new(1));
        let mut cx = Context::from_waker(Waker::noop());
        let taken = shared.read();
        let mut turn = pin!(shared.write_in_turn());
        for _ in 0..GIVES_WAY {
            assert!(turn.as_mut().poll(&mut cx).is_pending());
        }
        // Those who only look do not wait for each other.
        let mut look = pin!(shared.read_in_turn());
        let Poll::Ready(other) = look.as_mut().poll(&mut cx) else { panic!("nobody changes it") };
        assert_eq!(*other, 1);
        drop(other);
        // From here on it waits like a thread, until the other one is done.
        let waiting = {
            let shared = shared.clone();
            thread::spawn(move || {
                let mut cx = Context::from_waker(Waker::noop());
                let mut turn = pin!(shared.write_in_turn());
                loop {
                    if let Poll::Ready(mut value) = turn.as_mut().poll(&mut cx) {
                        *value += 1;
                        return;
                    }
                }
            })
        };
        thread::sleep(Duration::from_millis(20));
        assert!(!waiting.is_finished());
        drop(taken);
        waiting.join().unwrap();
        assert_eq!(*shared.read(), 2);
        // Free again, so there is nothing to wait for.
        let Poll::Ready(value) = turn.as_mut().poll(&mut cx) else { panic!("nobody has it") };
        assert_eq!(*value, 2);
    }

    #[test]
    fn a_panic_takes_nothing_from_the_others() {
        let shared = Arc::new(Shared::new(1));
        let other = shared.clone();
        let panicked = thread::spawn(move || {
            let _value = other.write();
            panic!("as planned");
        });
        assert!(panicked.join().is_err());
        *shared.write() += 1;
        let mut cx = Context::from_waker(Waker::noop());
        let turn = pin!(shared.write_in_turn()).poll(&mut cx).map(|value| *value);
        assert_eq!(turn, Poll::Ready(2));
        let look = pin!(shared.read_in_turn()).poll(&mut cx).map(|value| *value);
        assert_eq!(look, Poll::Ready(2));
    }
}
