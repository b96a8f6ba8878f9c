//! How a client lets time pass.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// What [`Timer::sleep`] returns.
pub type Sleeping<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// Lets time pass between two attempts of a call, and between two looks at a task.
///
/// The one that ships with the crate is [`TokioTimer`]; it comes with the feature `reqwest`. Implement it
/// for another async runtime, or for tests in which no time passes:
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use std::time::Duration;
/// use taurusdb::timer::{Sleeping, Timer};
///
/// /// No time passes.
/// struct Instantly;
///
/// impl Timer for Instantly {
///     fn sleep(&self, _: Duration) -> Sleeping<'_> {
///         Box::pin(std::future::ready(()))
///     }
/// }
/// ```
pub trait Timer: Send + Sync {
    /// Resolves after this time.
    fn sleep(&self, time: Duration) -> Sleeping<'_>;
}

/// The timer of the tokio runtime that the client is used in.
#[cfg(feature = "reqwest")]
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

#[cfg(feature = "reqwest")]
impl Timer for TokioTimer {
    fn sleep(&self, time: Duration) -> Sleeping<'_> {
        Box::pin(tokio::time::sleep(time))
    }
}
