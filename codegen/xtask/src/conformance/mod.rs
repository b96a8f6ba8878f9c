//! `cargo xtask conformance`: what others, independently, make of the same API, or of our account
//! of it.

mod accepted;
mod compare;
mod difference;
mod linter;
mod npm;
mod openapi;
mod python;
mod sdk;
mod warnings;
mod witness;

pub(crate) use openapi::run as openapi;
pub(crate) use sdk::run as sdk;
pub(crate) use witness::Witness;
