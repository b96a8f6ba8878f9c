//! `cargo xtask conformance`: what others, independently, make of the same API.

mod accepted;
mod compare;
mod difference;
mod python;
mod sdk;

pub(crate) use sdk::run as sdk;
