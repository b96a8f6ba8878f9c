//! The command line of the program.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;
use std::thread;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;
use taurusdb_descriptor_types::{
    Examples, Location, Method, Operation, Parameter, Service, Template,
};

use crate::{Error, Gate, MockServer};

/// Everything that the binary does: reads its command line and obeys. `program` is what is typed to
/// run it.
///
/// `serve` prints the URL as the one line of its standard output and runs until Ctrl-C or SIGTERM;
/// `routes` lists what is served. The exit code is 1 when something failed, 2 for wrong usage.
///
/// ```no_run
/// # use taurusdb_descriptor_types::{Examples, Service};
/// # static SERVICE: Service = Service::named("Demo");
/// # static EXAMPLES: Examples = Examples::NONE;
/// fn main() -> std::process::ExitCode {
///     taurusdb_mock_runtime::main("demo-mock", &SERVICE, &EXAMPLES)
/// }
/// ```
pub fn main(
    program: &'static str,
    service: &'static Service,
    examples: &'static Examples,
) -> ExitCode {
    run(program, service, examples, std::env::args_os())
}

fn run(
    program: &'static str,
    service: &'static Service,
    examples: &'static Examples,
    arguments: impl IntoIterator<Item = OsString>,
) -> ExitCode {
    let matches = match command(program, service).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(answer) => {
            // Help and version come this way too. A closed pipe is not a failure.
            let _ = answer.print();
            return ExitCode::from(if answer.use_stderr() { 2 } else { 0 });
        }
    };
    let done = match matches.subcommand() {
        Some(("serve", options)) => serve(service, examples, options),
        Some(("routes", options)) => print(&routes(service, options.get_flag("json"))),
        _ => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // If nobody reads it any more, the exit code still says what happened.
            let _ = writeln!(std::io::stderr().lock(), "error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn command(program: &'static str, service: &'static Service) -> Command {
    let port = Arg::new("port")
        .long("port")
        .value_name("N")
        .value_parser(value_parser!(u16))
        .default_value("8787")
        .help("Port to listen on; 0 picks a free one");
    let host = Arg::new("host")
        .long("host")
        .value_name("ADDRESS")
        .value_parser(address)
        .default_value("127.0.0.1")
        .help("IP address to listen on; 0.0.0.0 lets other machines in");
    let json = Arg::new("json")
        .long("json")
        .action(ArgAction::SetTrue)
        .help("Print a JSON array instead of columns");
    Command::new(program)
        .version(env!("CARGO_PKG_VERSION"))
        .about(format!(
            "Answers the {} API on this machine, for tests that need no cloud",
            service.name
        ))
        .after_help(format!(
            "{} operations of the API Reference, issue {} ({}), are served. Checked are path, \
             query, headers, and whether the mandatory fields stand in the body; its values are \
             not, nor is who calls. Nothing is kept: answers are the documented examples, or made \
             from the schema.\n\
             Point a client's endpoint at the URL that `serve` prints.\n\n\
             Example:\n  \
             {program} serve &\n  \
             curl --retry 9 --retry-connrefused \\\n    \
             http://127.0.0.1:8787{}\n  \
             {program} routes | grep backups",
            service.operations().count(),
            service.issue,
            service.date,
            example_path(service)
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("serve")
                .about("Serve until Ctrl-C or SIGTERM; prints the URL when ready")
                .after_help(format!("Example:\n  {program} serve --port 0"))
                .args([port, host]),
        )
        .subcommand(
            Command::new("routes")
                .about("List method, path and operation of everything that is served")
                .arg(json),
        )
}

/// A path that answers as it stands: of a current operation that asks for nothing but the project.
fn example_path(service: &Service) -> String {
    let asks_little = |operation: &&Operation| {
        operation.method == Method::Get
            && operation.deprecated.is_none()
            && Template(operation.path).parameters().all(|name| name == Parameter::PROJECT_ID)
            && operation.parameters_in(Location::Query).all(|parameter| !parameter.is_mandatory())
    };
    let found = service.operations().find(asks_little).map_or("/", |operation| operation.path);
    found.replace(&format!("{{{}}}", Parameter::PROJECT_ID), "my-project")
}

fn address(text: &str) -> Result<IpAddr, String> {
    let advice = "give an IP address, such as 127.0.0.1 for this machine alone";
    text.parse().map_err(|_| advice.to_owned())
}

fn serve(
    service: &'static Service,
    examples: &'static Examples,
    options: &ArgMatches,
) -> Result<(), String> {
    let host: IpAddr = *options.get_one("host").expect("has a default");
    let port: u16 = *options.get_one("port").expect("has a default");
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let builder = MockServer::builder(service, examples).address(SocketAddr::new(host, port));
    // Nobody is told of any keys here.
    let server = builder.gate(Gate::open()).threads(threads).start();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::Threads(error).to_string())?;
    runtime.block_on(async {
        let server = server.await.map_err(explain)?;
        let stop = stop_signal().map_err(|error| format!("cannot listen to signals: {error}"))?;
        print(&format!("{}\n", server.url()))?;
        stop.await;
        server.shutdown().await;
        Ok(())
    })
}

/// Completes on Ctrl-C or SIGTERM. Signals count from the call on, not only once awaited: nobody
/// who has seen the URL can end the process uncleanly.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Completes on Ctrl-C.
#[cfg(windows)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

fn explain(error: Error) -> String {
    let advice = match &error {
        Error::Listen { source, .. } => match source.kind() {
            ErrorKind::AddrInUse => {
                "\n  another program uses the port: stop it, or choose another with --port N \
                 (--port 0 picks a free one)"
            }
            ErrorKind::AddrNotAvailable => {
                "\n  --host takes an address of this machine, such as 127.0.0.1 or 0.0.0.0"
            }
            ErrorKind::PermissionDenied => {
                "\n  ports below 1024 need special rights: choose one above with --port N"
            }
            _ => "",
        },
        _ => "",
    };
    format!("{error}{advice}")
}

fn routes(service: &'static Service, json: bool) -> String {
    let mut out = String::new();
    if json {
        let all: Vec<_> = service
            .operations()
            .map(|operation| {
                json!({
                    "method": operation.method.as_str(),
                    "path": operation.path,
                    "operation": operation.id,
                })
            })
            .collect();
        out = format!("{:#}\n", json!(all));
    } else {
        let width = service.operations().map(|operation| operation.path.len()).max().unwrap_or(0);
        for operation in service.operations() {
            let method = operation.method.as_str();
            out += &format!("{method:6}  {:width$}  {}\n", operation.path, operation.id);
        }
    }
    out
}

fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // `routes | head` has read what it wanted.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}
