//! Rules of the house that hold for the hand-written crates. The tests read the sources; they compile
//! none of them.

mod crate_source;
mod cycles;
mod headers;
mod modules;
mod papers;
mod rooms;
