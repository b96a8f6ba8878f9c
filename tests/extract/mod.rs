//! From a document to generated crates: every stage on a small document of our own and, if there is
//! one, on the real document; and the errors for damaged documents.

mod collide;
mod compare;
mod compile;
mod determinism;
mod diff;
mod explain;
mod faults;
pub(crate) mod fixtures;
mod folder;
mod forms;
mod help_pages;
mod html;
mod interpret;
mod killed;
mod lost;
mod read;
mod real;
mod refuse;
mod resolve;
pub(crate) mod run;
mod scaffold;
