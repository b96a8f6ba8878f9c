//! Everything that the program does.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use taurusdb_descriptor_types::{Examples, Service};

use super::program::Program;
use super::{command, routes, serve};

/// Everything that the binary does: reads its command line and obeys.
///
/// `serve` prints `ready URL` as the first line of its standard output, then what its users need to
/// know, and runs until Ctrl-C or SIGTERM; `routes` lists what is served. The exit code is 1 when
/// something failed, 2 for wrong usage and wrong settings.
///
/// ```no_run
/// # use taurusdb_descriptor_types::{Examples, Service};
/// # use taurusdb_mock_runtime::Program;
/// # static SERVICE: Service = Service::named("Demo");
/// # static EXAMPLES: Examples = Examples::NONE;
/// fn main() -> std::process::ExitCode {
///     taurusdb_mock_runtime::main(Program::named("demo-mock"), &SERVICE, &EXAMPLES)
/// }
/// ```
pub fn main(program: Program, service: &'static Service, examples: &'static Examples) -> ExitCode {
    run(program, service, examples, std::env::args_os())
}

fn run(
    program: Program,
    service: &'static Service,
    examples: &'static Examples,
    arguments: impl IntoIterator<Item = OsString>,
) -> ExitCode {
    let matches = match command::command(program, service).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(answer) => {
            // Help and version come this way too. A closed pipe is not a failure.
            let _ = answer.print();
            return ExitCode::from(if answer.use_stderr() { 2 } else { 0 });
        }
    };
    let done = match matches.subcommand() {
        Some(("serve", options)) => serve::serve(program, (service, examples), options),
        Some(("routes", options)) => routes::print(program, (service, examples), options),
        _ => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            // If nobody reads it any more, the exit code still says what happened.
            let _ = writeln!(std::io::stderr().lock(), "error: {}", failed.message);
            ExitCode::from(failed.code)
        }
    }
}
