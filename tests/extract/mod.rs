//! From a document to generated crates: every stage on a small document of our own and, if there is
//! one, on the real document; and the errors for damaged documents.

mod any_service;
mod collide;
mod compare;
mod compile;
mod dated;
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
mod issues;
mod keep_going;
mod killed;
mod lock;
mod lost;
mod methods;
mod old_names;
mod overlay;
mod read;
mod real;
mod refuse;
mod reshape;
mod resolve;
mod rst;
mod rst_pages;
pub(crate) mod run;
mod scaffold;
pub(crate) mod services;
mod unfenced;
