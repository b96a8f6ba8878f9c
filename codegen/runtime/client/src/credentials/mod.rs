//! Credentials, and the places in which they are found.

mod cli_config;
mod discovery;
pub(crate) mod environment;
mod found;
mod profile;
mod secret;
mod who;

pub use discovery::Discovery;
pub(crate) use secret::{Named, Secret, User};
pub use who::Credentials;
