//! The client against a server on a real socket.
#![cfg(feature = "reqwest")]

mod calls;
mod canaries;
mod cloud;
mod discovery;
mod faults;
mod hostile;
#[cfg(feature = "http2")]
mod http2;
mod idle;
mod leaks;
mod metadata;
mod odd_clocks;
mod odd_pages;
mod odd_tokens;
mod packed;
mod paging;
mod panics;
mod proof;
mod refusals;
mod retries;
mod routes;
mod server;
mod setup;
mod tls;
mod tokens;
mod transport;
mod unanswered;
mod validation;
mod waits;
mod waits_for_odd_services;
