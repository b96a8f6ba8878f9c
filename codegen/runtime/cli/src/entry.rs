//! The program as the binary runs it.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};
use taurusdb_descriptor_types::{Docs, Service};

use crate::program::Program;
use crate::run::run;
use crate::shell::{Shell, Style};

/// Everything that the binary does.
///
/// ```no_run
/// # use taurusdb_descriptor_types::{Docs, Service};
/// # static SERVICE: Service = Service::named("Demo");
/// # static DOCS: Docs = Docs::NONE;
/// fn main() -> std::process::ExitCode {
///     let program = taurusdb_cli_runtime::Program {
///         name: "demo",
///         version: env!("CARGO_PKG_VERSION"),
///         user_agent: concat!("demo-cli/", env!("CARGO_PKG_VERSION")),
///         mock: None,
///         guide: "",
///     };
///     taurusdb_cli_runtime::main(program, &SERVICE, &DOCS)
/// }
/// ```
pub fn main(program: Program, service: &'static Service, docs: &'static Docs) -> ExitCode {
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let size = terminal_size::terminal_size();
    let (width, height) =
        (size.map(|(width, _)| width.0.into()), size.map(|(_, height)| height.0.into()));
    let style = Style {
        colour_out: AutoStream::choice(&stdout) != ColorChoice::Never,
        colour_err: AutoStream::choice(&stderr) != ColorChoice::Never,
        width: None,
        table_width: width.filter(|_| stdout.is_terminal()),
        screen: height.filter(|_| stdout.is_terminal() && io::stdin().is_terminal()),
        progress: stderr.is_terminal(),
        ..Style::default()
    };
    let mut ask = |text: &str| rpassword::prompt_password(text);
    let is_attended = io::stdin().is_terminal() && stderr.is_terminal();
    let mut shell = Shell {
        stdin: &mut io::stdin(),
        // Buffered until the end: an answer is one document, and lines would be one write each.
        stdout: &mut io::BufWriter::new(stdout.lock()),
        // Not locked: the bar of a wait is drawn by a thread of its own.
        stderr: &mut io::stderr(),
        trace: Arc::new(|text| {
            let _ = io::stderr().write_all(text.as_bytes());
        }),
        // What is not UTF-8 is passed on, so that it is complained about and not passed over.
        variable: Arc::new(|name| Some(std::env::var_os(name)?.to_string_lossy().into_owned())),
        ask: is_attended.then_some(&mut ask),
        style,
    };
    run(program, service, docs, std::env::args_os(), &mut shell).into()
}
