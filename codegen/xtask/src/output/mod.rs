//! Writes many files so that a run that is stopped early leaves each file whole, and leaves a trace
//! that `check` finds: see [`write()`].

mod beside;
mod journal;
mod lock;
mod unit;
mod write;

pub(crate) use beside::is_beside;
pub(crate) use journal::{finish, is_unfinished};
pub(crate) use lock::{Lock, wait_for_writer};
pub(crate) use unit::{Difference, Unit, differences, waiting};
pub(crate) use write::{Written, write};
