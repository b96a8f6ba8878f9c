//! The client runtime as generated code uses it. One binary: each one more takes longer to link than
//! its tests to run.

mod records;
mod signing;
mod wire;
