//! All that crosses crates, a module for each room. One binary: each one more takes longer to link
//! than its tests to run. `cargo test -p taurusdb-tests extract::` runs the tests of one room.

#[path = "end_to_end/main.rs"]
mod end_to_end;
#[path = "extract/main.rs"]
mod extract;
#[path = "labels/main.rs"]
mod labels;
