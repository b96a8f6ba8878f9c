//! `serve`: settings, a server, and its end.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::thread;

use clap::ArgMatches;
use taurusdb_descriptor_types::{Examples, Service};

use super::output::print;
use super::program::{Program, Served};
use super::{logging, stop, welcome};
use crate::config::{ALL, Given, Settings, variable};
use crate::faults::Faults;
use crate::gate::Gate;
use crate::{Error, MockServer, MockServerBuilder};

/// Why nothing is served any more.
#[derive(Debug)]
pub struct Failed {
    /// The exit code: 2 for wrong usage and wrong settings, 1 for everything else.
    pub code: u8,
    /// What went wrong, and what to do about it.
    pub message: String,
}

impl Failed {
    pub(super) fn because(message: String) -> Self {
        Self { code: 1, message }
    }

    pub(super) fn usage(message: String) -> Self {
        Self { code: 2, message }
    }
}

/// Serves until Ctrl-C or SIGTERM, as `serve` of the program does.
///
/// # Errors
/// Says why it cannot, or no longer.
pub(super) fn serve(
    program: Program,
    own: (&'static Service, &'static Examples),
    options: &ArgMatches,
) -> Result<(), Failed> {
    let mut settings = settings(program, options)?;
    let (spec, overlay) = (settings.spec.as_deref(), settings.overlay.as_deref());
    let served = program.served(own, spec, overlay).map_err(Failed::usage)?;
    if let Some(host) = options.get_one::<IpAddr>("host") {
        settings.listen.set_ip(*host);
    }
    if let Some(port) = options.get_one::<u16>("port") {
        settings.listen.set_port(*port);
    }
    logging::start(&settings);
    if spec.is_some() {
        for note in served.notes() {
            tracing::warn!("{note}");
        }
    }
    let server = builder(&served, &settings)?.start();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::because(Error::Threads(error).to_string()))?;
    runtime.block_on(async {
        let server = server.await.map_err(|error| explain(error, settings.listen))?;
        let stop = stop::signal()
            .map_err(|error| Failed::because(format!("cannot listen to signals: {error}")))?;
        // First in the log, whatever those who have read the welcome ask at once.
        tracing::info!(url = server.url(), "ready");
        print(&welcome::text(program, &served, own.0, &server)).map_err(Failed::because)?;
        stop.await;
        tracing::info!("stopping");
        server.shutdown().await;
        Ok(())
    })
}

/// What was set, the first origin first: command line, environment, file.
fn settings(program: Program, options: &ArgMatches) -> Result<Settings, Failed> {
    let mut given = Given::default();
    for setting in ALL {
        if let Some(value) = options.get_one::<String>(setting.name) {
            given.flag(setting.name, value);
        }
    }
    // What is no UTF-8 is no setting.
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    for unknown in given.environment(program.name, variables) {
        eprintln!("warning: {unknown}");
    }
    let config = variable(program.name, "config");
    let file = options.get_one::<String>("config").cloned();
    let file = file.or_else(|| std::env::var(config).ok().filter(|file| !file.is_empty()));
    if let Some(file) = file {
        let text = read(&file).map_err(Failed::usage)?;
        given.file(&file, &text).map_err(|misread| Failed::usage(misread.to_string()))?;
    }
    Settings::read(&given).map_err(Failed::usage)
}

fn builder(served: &Served, settings: &Settings) -> Result<MockServerBuilder, Failed> {
    let threads = settings.threads;
    let threads = threads.or_else(|| thread::available_parallelism().ok().map(usize::from));
    let mut builder = MockServer::builder(served.service, served.examples)
        .console(served.console)
        .address(settings.listen)
        .threads(threads.unwrap_or(1))
        .clock(settings.clock)
        .seed(settings.seed)
        .control(settings.control)
        .unknown(settings.unknown)
        .adopt_unknown_ids(settings.adopts)
        .ignore_quotas(settings.ignores_quotas)
        .auth(settings.auth);
    if let Some(key) = Gate::default().keys.first() {
        let [ak, sk] = [(&settings.ak, &key.ak), (&settings.sk, &key.sk)]
            .map(|(set, usual)| set.as_ref().unwrap_or(usual));
        builder = builder.access_key(ak, sk);
    }
    if let Some(project_id) = &settings.project_id {
        builder = builder.project_id(project_id);
    }
    if let Some(region) = &settings.region {
        builder = builder.region(region);
    }
    if let Some(journal) = settings.journal {
        builder = builder.journal(journal);
    }
    if let Some(faults) = &settings.faults {
        let faults = match Faults::is_profile(faults) {
            true => Faults::profile(faults),
            false => Faults::read(faults, &read(faults).map_err(Failed::usage)?),
        };
        builder = builder.faults(faults.map_err(|misread| Failed::usage(misread.to_string()))?);
    }
    if let Some(file) = &settings.load {
        builder = builder.load(file);
    }
    if let Some(file) = &settings.state {
        builder = builder.state(file);
    }
    Ok(builder)
}

fn read(file: &str) -> Result<String, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{file}: cannot be read: {error}");
    let bytes = std::fs::read(Path::new(file)).map_err(|error| wrong(&error))?;
    String::from_utf8(bytes).map_err(|error| wrong(&error))
}

fn explain(error: Error, listen: SocketAddr) -> Failed {
    let advice = match &error {
        Error::Listen { source, .. } => match source.kind() {
            ErrorKind::AddrInUse => format!(
                "\n  another program uses the port: stop it, or choose another, such as --listen \
                 {} (--listen {} picks a free one)",
                SocketAddr::new(listen.ip(), listen.port().wrapping_add(1).max(1024)),
                SocketAddr::new(listen.ip(), 0)
            ),
            ErrorKind::AddrNotAvailable => {
                "\n  --listen takes an address of this machine, such as 127.0.0.1 or 0.0.0.0"
                    .to_owned()
            }
            ErrorKind::PermissionDenied => {
                "\n  ports below 1024 need special rights: choose one above with --listen"
                    .to_owned()
            }
            _ => String::new(),
        },
        Error::Misread(_) | Error::NotKept(_) => return Failed::usage(error.to_string()),
        _ => String::new(),
    };
    Failed::because(format!("{error}{advice}"))
}
