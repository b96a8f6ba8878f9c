//! The generated crates at work together: the command line against the mock server, what does not
//! compile, and where their documentation goes.

mod command_line;
mod compile_fail;
mod descriptors;
mod documentation;
mod error_codes;
mod handles;
mod help;
mod secrets;
