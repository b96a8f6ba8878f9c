//! Keeps what passes between a client and a service, and answers from what was kept.
//!
//! A record is a text with a line of JSON for each exchange. Secrets are masked before anything is kept: those
//! in headers, in the query, in fields that their names or the description of the operation give away, and
//! their echoes in answers. What is replayed therefore holds `***` in their place.

mod body;
mod exchange;
mod recorder;
mod replay;
mod watch;

pub use recorder::Recorder;
pub use replay::{Replay, Unreadable};
pub use watch::{Passing, Watch};
