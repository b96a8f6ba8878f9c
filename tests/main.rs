//! All that crosses crates, a module for each room. One binary: each one more takes longer to link
//! than its tests to run. `cargo test -p taurusdb-tests extract::` runs the tests of one room.

mod end_to_end;
mod extract;
mod house;
mod labels;
