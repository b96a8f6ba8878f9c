//! `cargo xtask conformance`: compares the specification with independent work: the vendor's SDK,
//! which describes the same API, and external checkers, which read our OpenAPI export; and serves the
//! mock to both kinds of clients.

mod accepted;
mod compare;
mod difference;
mod linter;
mod mock;
mod npm;
mod openapi;
mod sdk;
mod warnings;
mod witness;

pub(crate) use mock::run as mock;
pub(crate) use openapi::run as openapi;
pub(crate) use sdk::run as sdk;
pub(crate) use witness::Witness;
