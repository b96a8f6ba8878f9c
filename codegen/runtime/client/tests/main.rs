//! The client runtime as generated code uses it. All tests are in one binary: linking another one
//! would take longer than running its tests.

mod answers;
mod records;
mod signing;
mod wire;
