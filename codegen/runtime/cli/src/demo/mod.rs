//! A walk through the service, against a mock in this process: each line is shown as it is typed, and really run.
//!
//! What is shown follows from the resource model: the resource that most operations are about is created, listed
//! and deleted, and in between one that refers to it, and is made by a task, is made of it.

mod line;
mod play;
mod script;

pub(crate) use play::{Again, play};
