//! Waiting: for a task to end, for a resource to be ready, settled or gone.
//!
//! Which operation shows what is waited for, and what its states mean, says the resource model of the
//! service; nothing here knows an operation.

mod handles;
mod observe;
mod pace;
mod progress;
mod reason;
mod resource;
mod settled;
mod task;
mod waiting;
mod words;

pub use handles::Handle;
pub use progress::Progress;
pub use resource::{ResourceHandle, can_be_waited_for};
pub use task::Task;
pub use waiting::{Seen, Wait};
