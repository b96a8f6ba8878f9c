//! What people write for the mock (settings, faults, requests to its control), whatever the notation,
//! as one tree that knows its lines.

mod json;
mod misread;
mod node;
mod table;
mod toml;

pub(crate) use json::value as json;
pub use misread::Misread;
pub(crate) use node::Node;
pub(crate) use table::{At, Table};
