//! `bench`: what is measured, and how often.

use clap::{Arg, ArgMatches, Command, value_parser};

use super::request::Request;
use super::shared::EXIT_CODES;
use crate::bench;

/// What the caller wants to have measured.
pub(super) fn request(found: &ArgMatches) -> Request {
    match found.subcommand() {
        Some(("client", found)) => Request::BenchClient {
            rounds: usize::from(*found.get_one::<u16>("rounds").expect("it has a default")),
            only: found.get_one::<String>("only").cloned(),
        },
        Some(("mock", found)) => Request::BenchMock(bench::Load::of(found)),
        Some(("features", found)) => Request::BenchFeatures { runs: runs(found) },
        Some(("cli", found)) => Request::BenchCli { runs: runs(found) },
        Some(("build", found)) => Request::BenchBuild { runs: runs(found) },
        _ => unreachable!("clap asks for a measurement that it knows"),
    }
}

/// The option that says how often something is measured.
fn runs_option(usual: &'static str, help: &'static str) -> Arg {
    Arg::new("runs")
        .long("runs")
        .value_name("N")
        .value_parser(value_parser!(u16).range(1..))
        .default_value(usual)
        .help(help)
}

fn runs(found: &ArgMatches) -> usize {
    usize::from(*found.get_one::<u16>("runs").expect("it has a default"))
}

pub(super) fn command() -> Command {
    Command::new("bench")
        .about("Measure our client against other clients of the same API, and the mock under load")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("client")
                .about("Compare calls through the client with the same calls written by hand")
                .long_about(
                    "Builds the program in tests/bench (release) and runs it: signed calls on loopback through \
                     the generated client with its default settings, and written by hand with reqwest and \
                     serde; signing a request with a body of 1 KB; reading a page of 100 instances, and the \
                     same with derives of serde. Both sides take turns in short rounds. Prints times and \
                     ratios; fails if one is over its budget.",
                )
                .arg(
                    Arg::new("rounds")
                        .long("rounds")
                        .value_name("N")
                        .value_parser(value_parser!(u16).range(1..))
                        .default_value("200")
                        .help("How many rounds each side has"),
                )
                .arg(
                    Arg::new("only")
                        .value_name("WORD")
                        .help("Measure only what has this word in its name, such as 'sign' or 'list'"),
                )
                .after_help(EXIT_CODES),
        )
        .subcommand(bench::Load::command().after_help(EXIT_CODES))
        .subcommand(
            Command::new("cli")
                .about("Tell how large the command line is, and how fast it starts")
                .long_about(
                    "Builds generated/taurusdb-cli (release), starts it with --help, with mistakes and with \
                     a large help page, in turn with an empty program, and prints size, least and median \
                     time. The budget is 15 ms.",
                )
                .arg(runs_option("40", "How often each line is started"))
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("features")
                .about("Tell what each feature of the client costs to build")
                .long_about(
                    "Builds generated/taurusdb with each of its features and prints what the feature adds: \
                     seconds of the processor, lines, packages below the crate, and whether TLS is among \
                     them. Takes minutes.",
                )
                .arg(runs_option("3", "How many times each feature is built; the least counts")),
        )
        .subcommand(
            Command::new("build")
                .about("Compare the build cost of the client, and of programs with it, with progenitor's")
                .long_about(
                    "Installs progenitor below target/bench (from crates.io, once), generates a crate with \
                     it from spec/openapi-3.0.json, and builds that crate and generated/taurusdb in turn, alone \
                     and with programs that call 5, 50 and all operations: cold, after a touch of the \
                     program, and after a touch of the crate. Prints times, memory and ratios; fails if \
                     a ratio is over its budget. One run takes minutes.",
                )
                .arg(runs_option("3", "How many times each side is built"))
                .after_help(EXIT_CODES),
        )
        .after_help(EXIT_CODES)
}
