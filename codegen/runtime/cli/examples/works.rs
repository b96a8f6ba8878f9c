//! The command of a made-up service with lists and tasks, to test it as a process and on a terminal.

#[path = "../tests/output/service.rs"]
mod service;

use taurusdb_descriptor_types::Docs;

static DOCS: Docs = Docs::NONE;

fn main() -> std::process::ExitCode {
    taurusdb_cli_runtime::main(service::PROGRAM, &service::SERVICE, &DOCS)
}
