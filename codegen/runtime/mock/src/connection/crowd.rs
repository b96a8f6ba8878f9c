//! All connections there are, and which of them can give way to others.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::task::AbortHandle;
use tokio::time::Instant;

use crate::limits::CONNECTIONS;

/// All connections there are.
#[derive(Debug)]
pub(super) struct Crowd {
    start: Instant,
    members: Mutex<Members>,
}

#[derive(Debug, Default)]
struct Members {
    next: u64,
    all: HashMap<u64, Arc<Member>>,
}

/// What is known of one connection.
#[derive(Debug)]
struct Member {
    /// Requests that are being answered.
    busy: AtomicUsize,
    /// When it was last heard of, in milliseconds since the start.
    heard: AtomicU64,
    /// The task that serves it.
    task: OnceLock<AbortHandle>,
    has_to_end: AtomicBool,
}

/// A place in the crowd; it becomes free when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    crowd: Arc<Crowd>,
    number: u64,
    member: Arc<Member>,
}

/// A request that is being answered, from its head to the end of its answer.
#[derive(Debug)]
pub(super) struct Busy(Arc<Place>);

impl Crowd {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { start: Instant::now(), members: Mutex::default() })
    }

    /// A place for one more connection. If there is none, the one that has been idle longest gives way.
    pub(super) fn join(self: &Arc<Self>) -> Arc<Place> {
        if self.members().all.len() >= CONNECTIONS {
            self.evict();
        }
        let heard = AtomicU64::new(self.now());
        let member = Arc::new(Member {
            busy: AtomicUsize::new(0),
            heard,
            task: OnceLock::new(),
            has_to_end: AtomicBool::new(false),
        });
        let mut members = self.members();
        members.next += 1;
        let number = members.next;
        members.all.insert(number, member.clone());
        Arc::new(Place { crowd: self.clone(), number, member })
    }

    /// Ends the connection that has been idle longest; whether there was one.
    pub(super) fn evict(&self) -> bool {
        let mut members = self.members();
        let idle = members.all.iter().filter(|(_, one)| one.busy.load(Ordering::Relaxed) == 0);
        let oldest = idle.min_by_key(|(_, one)| one.heard.load(Ordering::Relaxed));
        let Some(number) = oldest.map(|(number, _)| *number) else { return false };
        if let Some(member) = members.all.remove(&number) {
            member.has_to_end.store(true, Ordering::SeqCst);
            member.end();
        }
        true
    }

    /// The time since the start, in milliseconds.
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn members(&self) -> MutexGuard<'_, Members> {
        // Nothing panics while it holds the lock.
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Member {
    /// Ends the task, if it is known and has to end. Whoever says the second of both finds the first one said.
    fn end(&self) {
        if self.has_to_end.load(Ordering::SeqCst)
            && let Some(task) = self.task.get()
        {
            task.abort();
        }
    }
}

impl Place {
    /// States the task that serves the connection: it is ended when the connection has to give way.
    pub(super) fn is_served_by(&self, task: AbortHandle) {
        // There is one task for each place.
        let _ = self.member.task.set(task);
        self.member.end();
    }

    /// Notes that a request is being answered.
    pub(super) fn busy(self: &Arc<Self>) -> Busy {
        self.member.busy.fetch_add(1, Ordering::Relaxed);
        Busy(self.clone())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.members().all.remove(&self.number);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let Place { crowd, member, .. } = &*self.0;
        member.heard.store(crowd.now(), Ordering::Relaxed);
        member.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Crowd;

    #[tokio::test(start_paused = true)]
    async fn who_was_idle_longest_gives_way() {
        let crowd = Crowd::new();
        let places = [crowd.join(), crowd.join(), crowd.join()];
        let mut tasks = places.each_ref().map(|place| {
            let task = tokio::spawn(std::future::pending::<()>());
            place.is_served_by(task.abort_handle());
            task
        });
        tokio::time::advance(Duration::from_secs(1)).await;
        let busy = places[0].busy();
        drop(places[1].busy());
        assert!(crowd.evict());
        assert!((&mut tasks[2]).await.unwrap_err().is_cancelled());
        assert!(crowd.evict());
        assert!((&mut tasks[1]).await.unwrap_err().is_cancelled());
        // The one that is left is busy.
        assert!(!crowd.evict());
        drop(busy);
        assert!(crowd.evict());
        assert!((&mut tasks[0]).await.unwrap_err().is_cancelled());
        // One that gives way before anybody serves it.
        let place = crowd.join();
        assert!(crowd.evict());
        let task = tokio::spawn(std::future::pending::<()>());
        place.is_served_by(task.abort_handle());
        assert!(task.await.unwrap_err().is_cancelled());
        drop((places, place));
        assert!(crowd.members().all.is_empty());
    }
}
