//! The client against a server on a real socket.
#![cfg(feature = "reqwest")]

mod calls;
mod faults;
mod leaks;
mod paging;
mod refusals;
mod retries;
mod routes;
mod server;
mod setup;
mod tls;
mod transport;
mod unanswered;
mod validation;
mod waits;
