//! Tests of the generated crates together: the command line with the mock server, calls that must not
//! compile, error codes, regions, secrets and documentation.

mod command_line;
mod compile_fail;
mod console;
mod descriptors;
mod documentation;
mod error_codes;
mod handles;
mod help;
mod mock;
mod regions;
mod secrets;
mod skeletons;
mod times;
