//! How a command ends: its code, and what it says about a failure.

mod code;
mod failure;

pub(crate) use code::Exit;
pub(crate) use failure::Failure;
