//! The command line over the invented service that keeps state.

#[path = "state/kettles.rs"]
mod kettles;
#[path = "state/model.rs"]
mod model;

use taurusdb_mock_runtime::Program;

fn main() -> std::process::ExitCode {
    let program = Program::named("kettle-mock");
    taurusdb_mock_runtime::main(program, &kettles::SERVICE, &kettles::EXAMPLES)
}
