//! The command line over the service of the tests.

mod service;

use taurusdb_mock_runtime::Program;

fn main() -> std::process::ExitCode {
    let program = Program { welcome: "call @URL@\n", ..Program::named("taurusdb-mock") };
    taurusdb_mock_runtime::main(program, &service::SERVICE, &service::EXAMPLES)
}
