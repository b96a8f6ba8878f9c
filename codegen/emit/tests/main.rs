//! What is generated from the committed specification. One binary: each one more takes longer to
//! link than its tests to run.

mod client;
mod openapi;
