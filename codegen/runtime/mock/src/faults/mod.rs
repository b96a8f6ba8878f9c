//! Faults on purpose: which requests they meet, and what they do to time, connection and answer.

mod counter;
mod delay;
mod dice;
mod effects;
mod engine;
mod fault;
mod file;
mod header;
mod rule;
mod scope;
mod spoil;

pub use fault::Fault;
pub use file::Faults;

pub(crate) use effects::{Answered, Pace, Skew};
pub(crate) use engine::{Engine, Plan};
pub(crate) use scope::Seen;
pub(crate) use spoil::{Spoiled, spoil};
