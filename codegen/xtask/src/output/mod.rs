//! Writes many files so that a run which is ended early leaves each of them whole, and a trace that
//! `check` finds: see [`write`].

mod beside;
mod lock;
mod unit;
mod write;

pub(crate) use beside::is_beside;
pub(crate) use lock::{Lock, wait_for_writer};
pub(crate) use unit::{Difference, Unit, differences, waiting};
pub(crate) use write::{Written, write};
