//! All tests that need several crates, with one module for each subject. They are one binary, because
//! linking another one would take longer than its tests. `cargo test -p taurusdb-tests extract::` runs
//! the tests of one subject.

mod end_to_end;
mod extract;
mod house;
mod labels;
mod mock;
mod net;
mod pdf;
mod sync;
mod variants;
