//! Wake-ups that a connection need not hear.
//!
//! Whoever takes a piece of a body wakes the connection that brought it: there may be more to bring. Nearly all bodies
//! are one piece. Their connection would be called once more for nothing, when its answer is under way already.
//!
//! This is about HTTP/1: a connection of HTTP/2 is woken by its bodies to give its client leave to send more.

use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// What this thread does with the rings of connections.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ear {
    /// Passes them on.
    Open,
    /// Keeps them to itself, and has heard none.
    Shut,
    /// Keeps them to itself, and has heard one.
    Rung,
}

thread_local! {
    static EAR: Cell<Ear> = const { Cell::new(Ear::Open) };
}

/// Takes what is at hand of a body. When that is all of it, nobody is woken for it.
pub(crate) fn unheard<T, E>(
    cx: &mut Context<'_>,
    take: impl FnOnce(&mut Context<'_>) -> Poll<Result<T, E>>,
) -> Poll<Result<T, E>> {
    let shut = Shut::now();
    let taken = take(cx);
    // What other threads ring for is passed on in any case.
    let has_rung = shut.open();
    if has_rung && !matches!(taken, Poll::Ready(Ok(_))) {
        cx.waker().wake_by_ref();
    }
    taken
}

/// Opens the ear of the thread again when it is dropped, also after a panic.
struct Shut;

impl Shut {
    fn now() -> Self {
        EAR.set(Ear::Shut);
        Self
    }

    /// Whether there was a ring.
    fn open(self) -> bool {
        EAR.get() == Ear::Rung
    }
}

impl Drop for Shut {
    fn drop(&mut self) {
        EAR.set(Ear::Open);
    }
}

/// Wakes the task of one connection.
struct Doorbell(Mutex<Waker>);

impl Doorbell {
    fn ring(&self) {
        match EAR.get() {
            // Cloned: what it wakes may take its time.
            Ear::Open => {
                let task = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
                task.wake();
            }
            Ear::Shut | Ear::Rung => EAR.set(Ear::Rung),
        }
    }
}

impl Wake for Doorbell {
    fn wake(self: Arc<Self>) {
        self.ring();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.ring();
    }
}

/// The doorbell of a connection, seen from inside.
#[derive(Default)]
pub(crate) struct Hall(Option<(Waker, Arc<Doorbell>, Waker)>);

impl Hall {
    /// The waker to give to the connection, which wakes the task that asks.
    pub(crate) fn waker(&mut self, task: &Waker) -> &Waker {
        let (known, doorbell, waker) = self.0.get_or_insert_with(|| {
            let doorbell = Arc::new(Doorbell(Mutex::new(task.clone())));
            (task.clone(), doorbell.clone(), doorbell.into())
        });
        if !known.will_wake(task) {
            known.clone_from(task);
            *doorbell.0.lock().unwrap_or_else(PoisonError::into_inner) = task.clone();
        }
        waker
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Poll, Wake, Waker};
    use std::thread;

    use super::{Hall, unheard};

    #[derive(Default)]
    struct Counter(AtomicUsize);

    impl Wake for Counter {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn only_rings_for_whole_bodies_are_not_heard() {
        let counter = Arc::new(Counter::default());
        let count = || counter.0.load(Ordering::Relaxed);
        let mut hall = Hall::default();
        let waker = hall.waker(&counter.clone().into()).clone();
        let mut cx = Context::from_waker(&waker);
        waker.wake_by_ref();
        assert_eq!(count(), 1);
        for (taken, heard) in
            [(Poll::Ready(Ok(())), 1), (Poll::Ready(Err(())), 2), (Poll::Pending, 3)]
        {
            let ring = |_: &mut Context<'_>| {
                waker.wake_by_ref();
                waker.wake_by_ref();
                taken
            };
            assert_eq!(unheard(&mut cx, ring), taken);
            assert_eq!(count(), heard);
            // Nobody has rung.
            assert_eq!(unheard(&mut cx, |_| taken), taken);
            assert_eq!(count(), heard);
        }
        // Another thread has something else to say.
        let all = |_: &mut Context<'_>| {
            let waker = waker.clone();
            thread::spawn(move || waker.wake()).join().unwrap();
            Poll::Ready(Ok::<_, ()>(()))
        };
        assert!(unheard(&mut cx, all).is_ready());
        assert_eq!(count(), 4);
        let panicked =
            catch_unwind(AssertUnwindSafe(|| unheard::<(), ()>(&mut cx, |_| panic!("as planned"))));
        assert!(panicked.is_err());
        waker.wake_by_ref();
        assert_eq!(count(), 5);
    }

    #[test]
    fn a_task_that_is_another_one_is_woken() {
        let [first, second] = [0; 2].map(|_| Arc::new(Counter::default()));
        let mut hall = Hall::default();
        let waker = hall.waker(&first.clone().into()).clone();
        let task = Waker::from(second.clone());
        assert!(hall.waker(&task).will_wake(&waker));
        waker.wake();
        let counts = [first, second].map(|counter| counter.0.load(Ordering::Relaxed));
        assert_eq!(counts, [0, 1]);
    }
}
