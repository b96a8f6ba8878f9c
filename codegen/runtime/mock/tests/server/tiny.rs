//! The command line over the service of the tests.

mod service;

fn main() -> std::process::ExitCode {
    taurusdb_mock_runtime::main(
        taurusdb_mock_runtime::Program::named("taurusdb-mock"),
        &service::SERVICE,
        &service::EXAMPLES,
    )
}
