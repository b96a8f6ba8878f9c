//! A value that is fetched when it is needed first, shared, and renewed before it ends.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::error::AuthenticationError;

/// Renewals begin this long before the end, or at nine tenths of a shorter life.
const BEFORE: SignedDuration = SignedDuration::from_mins(10);

/// After an early renewal that came to nothing, nobody tries for this long: the value still holds.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

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

impl<T> Cached<T> {
    pub(super) fn new() -> Self {
        let state = State { kept: None, fetches: 0, failure: None, not_before: None };
        Self { state: Mutex::new(state), fetching: async_lock::Mutex::new(()) }
    }

    /// The value, fetched if need be.
    pub(super) async fn get<F>(&self, fetch: F) -> Result<Arc<T>, AuthenticationError>
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
                let result = self.keep(fetch().await);
                // It failed, or there is nothing newer to be had.
                if let Need::Soon(_) = self.need() {
                    self.state().not_before = Some(Timestamp::now() + PAUSE);
                }
                Ok(result.unwrap_or_else(|error| {
                    tracing::warn!(%error, "not renewed; what there is still holds");
                    value
                }))
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
