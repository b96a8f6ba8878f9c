//! The generated crates at work together: the command line against the mock server, and what does
//! not compile.

mod command_line;
mod compile_fail;
