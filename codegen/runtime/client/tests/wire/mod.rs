//! The client against a server on a real socket.
#![cfg(feature = "reqwest")]

mod calls;
mod cloud;
mod discovery;
mod leaks;
mod metadata;
mod paging;
mod proof;
mod refusals;
mod retries;
mod server;
mod setup;
mod tokens;
mod unanswered;
mod validation;
mod waits;
