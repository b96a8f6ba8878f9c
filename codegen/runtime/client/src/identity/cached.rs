//! A value that is fetched when it is needed first, shared, and renewed before it ends.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::error::AuthenticationError;
use crate::timer::{Sleeping, Timer};

/// Renewals begin this long before the end, or at nine tenths of a shorter life.
const BEFORE: SignedDuration = SignedDuration::from_mins(10);

/// After an early renewal that came to nothing, nobody tries for this long: the value still holds.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

/// How long a call waits for an early renewal: it has a value that still holds.
const PATIENCE: Duration = Duration::from_secs(10);

/// A value that is fetched when it is needed first, shared, and renewed before it ends.
///
/// At most one fetch is under way. Whoever comes meanwhile waits for it, and shares its result: the value, or
/// the failure, so that a wrong password is not tried fifty times in a row. If the call that fetches is
/// dropped, the next one that waits takes over.
#[derive(Debug)]
pub(super) struct Cached<T> {
    state: Mutex<State<T>>,
    fetching: async_lock::Mutex<()>,
}

#[derive(Debug)]
struct State<T> {
    kept: Option<Kept<T>>,
    /// How many fetches have ended.
    fetches: u64,
    /// How the last one failed, if it did.
    failure: Option<AuthenticationError>,
    not_before: Option<Timestamp>,
}

#[derive(Debug)]
struct Kept<T> {
    value: Arc<T>,
    /// When it should be renewed, and when it ends; by the local clock.
    life: Option<[Timestamp; 2]>,
}

/// A value, and how long it holds from now.
pub(super) struct Fetched<T> {
    pub(super) value: T,
    /// `None`: until it is refused.
    pub(super) life: Option<SignedDuration>,
}

/// What to do about a value.
enum Need<T> {
    Nothing(Arc<T>),
    /// It holds, and should be renewed.
    Soon(Arc<T>),
    /// There is none that holds. The number of fetches that have ended.
    Now(u64),
}

/// What a future gives before a pause ends; `None` if it does not.
async fn before<T>(mut pause: Sleeping<'_>, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => pause.as_mut().poll(context).map(|()| None),
    })
    .await
}

impl<T> Cached<T> {
    pub(super) fn new() -> Self {
        let state = State { kept: None, fetches: 0, failure: None, not_before: None };
        Self { state: Mutex::new(state), fetching: async_lock::Mutex::new(()) }
    }

    /// The value, fetched if need be.
    pub(super) async fn get<F>(
        &self,
        timer: &dyn Timer,
        fetch: F,
    ) -> Result<Arc<T>, AuthenticationError>
    where
        F: AsyncFnOnce() -> Result<Fetched<T>, AuthenticationError>,
    {
        match self.need() {
            Need::Nothing(value) => Ok(value),
            Need::Soon(value) => {
                let Some(_fetching) = self.fetching.try_lock() else {
                    return Ok(value);
                };
                // Another call may have renewed it a moment ago.
                if let Need::Nothing(value) = self.need() {
                    return Ok(value);
                }
                let fetched = before(timer.sleep(PATIENCE), fetch()).await;
                let result = fetched.map(|fetched| self.keep(fetched));
                // It failed, or there is nothing newer to be had.
                if let Need::Soon(_) = self.need() {
                    self.state().not_before = Some(Timestamp::now() + PAUSE);
                }
                Ok(match result {
                    Some(Ok(newer)) => newer,
                    Some(Err(error)) => {
                        tracing::warn!(%error, "not renewed; what there is still holds");
                        value
                    }
                    None => {
                        tracing::warn!("not renewed in time; what there is still holds");
                        value
                    }
                })
            }
            Need::Now(before) => {
                let _fetching = self.fetching.lock().await;
                if let Need::Nothing(value) | Need::Soon(value) = self.need() {
                    return Ok(value);
                }
                let failure = {
                    let state = self.state();
                    state.failure.clone().filter(|_| state.fetches > before)
                };
                match failure {
                    Some(failure) => Err(failure),
                    None => self.keep(fetch().await),
                }
            }
        }
    }

    /// Forgets a value that was refused, unless it has been replaced already.
    pub(super) fn forget(&self, refused: &Arc<T>) {
        let mut state = self.state();
        if state.kept.as_ref().is_some_and(|kept| Arc::ptr_eq(&kept.value, refused)) {
            state.kept = None;
        }
    }

    /// Keeps a value that was fetched elsewhere.
    pub(super) fn put(&self, fetched: Fetched<T>) {
        self.keep(Ok(fetched)).ok();
    }

    fn need(&self) -> Need<T> {
        let state = self.state();
        let Some(kept) = &state.kept else { return Need::Now(state.fetches) };
        let now = Timestamp::now();
        let waits = state.not_before.is_some_and(|not_before| now < not_before);
        match kept.life {
            Some([_, end]) if now >= end => Need::Now(state.fetches),
            Some([renewal, _]) if now >= renewal && !waits => Need::Soon(kept.value.clone()),
            _ => Need::Nothing(kept.value.clone()),
        }
    }

    fn keep(
        &self,
        result: Result<Fetched<T>, AuthenticationError>,
    ) -> Result<Arc<T>, AuthenticationError> {
        let mut state = self.state();
        state.fetches += 1;
        match result {
            Ok(Fetched { value, life }) => {
                let value = Arc::new(value);
                let now = Timestamp::now();
                // What was just given holds: an end that is past is a mistake, and until the value is refused, nothing
                // better is known. Each call would fetch another one otherwise.
                let life = life.filter(SignedDuration::is_positive);
                let life = life.map(|life| {
                    let life = life.min(SignedDuration::from_hours(24 * 365));
                    [now + (life - BEFORE.min(life / 10)), now + life]
                });
                state.kept = Some(Kept { value: value.clone(), life });
                state.failure = None;
                Ok(value)
            }
            Err(error) => {
                state.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        // No code panics while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};

    use super::{Cached, Fetched};
    use crate::error::AuthenticationError;
    use crate::timer::{Sleeping, Timer};

    /// A timer on which no time passes.
    struct Instantly;

    impl Timer for Instantly {
        fn sleep(&self, _: Duration) -> Sleeping<'_> {
            Box::pin(future::ready(()))
        }
    }

    /// A value that should have been renewed a second ago, and holds for an hour.
    fn old() -> Cached<u32> {
        let cached = Cached::new();
        cached.put(Fetched { value: 1, life: Some(SignedDuration::from_hours(1)) });
        let now = Timestamp::now();
        let life = [now - SignedDuration::from_secs(1), now + SignedDuration::from_hours(1)];
        cached.state().kept.as_mut().expect("a value").life = Some(life);
        cached
    }

    /// What is got, at the first poll.
    fn at_once<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    #[test]
    fn nobody_waits_long_for_a_renewal_that_is_not_needed_yet() {
        let cached = old();
        let asked = Cell::new(0);
        for _ in 0..3 {
            let got = at_once(cached.get(&Instantly, async || {
                asked.set(asked.get() + 1);
                future::pending::<Result<Fetched<u32>, AuthenticationError>>().await
            }));
            assert_eq!(*got.expect("the old one"), 1);
        }
        assert_eq!(asked.get(), 1, "not with each call");
    }

    #[test]
    fn a_renewal_in_time_counts() {
        let cached = old();
        let newer = async || Ok(Fetched { value: 2, life: None });
        assert_eq!(*at_once(cached.get(&Instantly, newer)).expect("the newer one"), 2);
        let never = async || panic!("there is one that holds");
        assert_eq!(*at_once(cached.get(&Instantly, never)).expect("the newer one"), 2);
    }
}
