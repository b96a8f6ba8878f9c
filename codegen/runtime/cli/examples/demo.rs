//! The command of a made-up service, to look at and to test as a process.

#[path = "../tests/cli/service.rs"]
mod service;

fn main() -> std::process::ExitCode {
    taurusdb_cli_runtime::main(service::PROGRAM, &service::SERVICE, &service::DOCS)
}
