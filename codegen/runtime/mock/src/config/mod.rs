//! What can be set, and where it was set: the command line, the environment, a file.

mod given;
mod origin;
mod reader;
mod setting;
mod settings;

pub(crate) use given::Given;
pub(crate) use setting::{ALL, Setting, variable};
pub(crate) use settings::{LogFormat, Settings};
