//! The calls as somebody writes them for one program: `reqwest`, `serde`, and as much signing as they need.

mod calls;
mod sign;
pub(crate) mod types;

pub(crate) use calls::Calls;
