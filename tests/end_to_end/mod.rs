//! Tests of the generated crates together: the command line with the mock server, calls that must not
//! compile, error codes, regions, secrets and documentation.

mod command_line;
mod compile_fail;
mod completions;
mod console;
mod demo;
mod descriptors;
mod documentation;
mod error_codes;
mod fields;
mod handles;
mod help;
mod man;
mod mock;
mod output;
mod pages;
mod pasted;
mod readme;
mod regions;
mod secrets;
mod settings;
mod shown_requests;
mod skeletons;
mod times;
