//! What is generated from the committed specification. All tests are in one binary: linking another
//! one would take longer than running its tests.

mod client;
mod openapi;
