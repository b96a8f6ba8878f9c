//! Rules of the house that hold for the hand-written crates as they are written: nothing is
//! compiled for them.

mod cycles;
mod modules;
mod papers;
mod rooms;
mod source;
