//! What can be typed.

use clap::{Arg, ArgAction, Command, value_parser};
use std::net::IpAddr;
use taurusdb_descriptor_types::{Location, Method, Operation, Parameter, Service, Template};

use super::program::Program;
use crate::config::{ALL, Setting, variable};

pub(super) fn command(program: Program, service: &'static Service) -> Command {
    let name = program.name;
    Command::new(name)
        .version(program.version)
        .about(format!(
            "Answers the {} API on this machine, for tests that need no cloud",
            service.name
        ))
        .after_help(format!(
            "{} operations of the API Reference, issue {} ({}), are served.\n\
             Point a client's endpoint at the URL that `serve` prints.\n\n\
             Example:\n  \
             {name} serve --auth off &\n  \
             curl --retry 9 --retry-connrefused \\\n    \
             http://127.0.0.1:8787{}\n  \
             {name} routes | grep backups",
            service.operations().count(),
            service.issue,
            service.date,
            example_path(service)
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(serve(program, "serve", &format!("{name} serve")))
        .subcommand(
            Command::new("routes")
                .about("List what is served: method, path, whether calls are kept in state, computed or canned, and the operation")
                .arg(
                    Arg::new("json")
                        .long("json")
                        .action(ArgAction::SetTrue)
                        .help("Print a JSON array instead of columns"),
                )
                .args(ALL.iter().filter(|one| ["spec", "overlay"].contains(&one.name)).map(flag)),
        )
}

/// The command that serves, under a name of its own, of which all that is `typed` is shown in examples.
pub(super) fn serve(program: Program, own: &'static str, typed: &str) -> Command {
    let name = program.name;
    let port = Arg::new("port")
        .long("port")
        .value_name("N")
        .value_parser(value_parser!(u16))
        .conflicts_with("listen")
        .help("Port to listen on: the same as --listen 127.0.0.1:N");
    let host = Arg::new("host")
        .long("host")
        .value_name("ADDRESS")
        .value_parser(address)
        .conflicts_with("listen")
        .help("IP address to listen on; 0.0.0.0 lets other machines in");
    let config = Arg::new("config")
        .long("config")
        .value_name("FILE")
        .help(format!("File of settings, as TOML [also: {}]", variable(name, "config")));
    Command::new(own)
        .about("Serve until Ctrl-C or SIGTERM; the first line is `ready URL`")
        .after_help(format!(
            "Each setting is also read from the environment ({}), and from the file that --config \
             names (project_id = \"…\"). The command line goes before the environment, and that \
             before the file.\n\n\
             Examples:\n  \
             {typed} --listen 127.0.0.1:0 --auth off\n  \
             {typed} --clock scaled:60 --faults hostile --seed 7\n  \
             curl http://127.0.0.1:8787/_mock/",
            variable(name, "project-id"),
        ))
        .args(ALL.iter().map(flag))
        .args([port, host, config])
}

fn flag(setting: &'static Setting) -> Arg {
    let help = match setting.default {
        "" => setting.help.to_owned(),
        default => format!("{} [default: {default}]", setting.help),
    };
    Arg::new(setting.name)
        .long(setting.name)
        .value_name(setting.value)
        .allow_negative_numbers(true)
        .help(help)
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
