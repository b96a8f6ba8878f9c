//! What a client makes of a server that misbehaves: each kind of fault must end in its typed result or error,
//! in time, without a panic, and without a change that is asked for twice.
//!
//! The table of all of them, with the words of each error:
//!
//! ```sh
//! cargo test -p taurusdb-runtime --test client every_fault -- --nocapture
//! ```
//!
//! The documentation of generated clients has it as well: [`documented`] writes and holds that.

mod client;
mod disguises;
mod documented;
mod odd_answers;
mod outcome;
mod rare;
mod rows;
pub(crate) mod script;
mod server;
mod table;

pub(crate) use client::{attempt, client_of, transport};
pub(crate) use server::Faulty;

/// All faults.
pub(crate) fn rows() -> Vec<client::Fault> {
    let mut all = rows::rows();
    all.extend(disguises::rows());
    all.extend(rare::rows());
    all.extend(odd_answers::rows());
    all
}
