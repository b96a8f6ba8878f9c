//! From a document to generated crates: every stage on a small document of our own, the same on the
//! real one where it is at hand, and what the toolchain says of documents that are damaged.

mod collide;
mod compile;
mod determinism;
mod diff;
mod explain;
mod fixtures;
mod folder;
mod interpret;
mod killed;
mod lost;
mod read;
mod real;
mod refuse;
mod resolve;
mod run;
mod scaffold;
