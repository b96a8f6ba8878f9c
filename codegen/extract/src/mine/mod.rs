//! From a description to facts. What is said in sentences stays behind; what the sentences state
//! becomes values.

mod cell;
mod values;

pub use cell::{Cell, Part};
pub use values::values;
