//! What people write, read from files. One binary: each one more takes longer to link than its tests
//! to run.

mod overlay;
mod provenance;
mod readme;
