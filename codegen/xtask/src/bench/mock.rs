//! `cargo xtask bench mock`: the mock under load, beside a bare handler that answers the same bytes.
//!
//! What is measured are release builds of the mock's program and of the handler, loaded by a third program, so that
//! nobody measures himself.

use std::process::{Command, Stdio};

use clap::{Arg, ArgMatches, value_parser};

use crate::failure::Failure;
use crate::workspace;

/// The packages and their programs: the mock, and what puts it under load.
const PROGRAMS: [(&str, &str); 2] =
    [("taurusdb-mock", "taurusdb-mock"), ("taurusdb-bench", "taurusdb-bench-mock")];

/// What is measured.
pub(crate) struct Load {
    rounds: u16,
    /// Only what has this word in its name.
    only: Option<String>,
    /// So many requests, to see whether memory grows.
    long: Option<u64>,
}

impl Load {
    /// What the command line says.
    pub(crate) fn of(found: &ArgMatches) -> Self {
        Self {
            rounds: *found.get_one("rounds").expect("it has a default"),
            only: found.get_one("only").cloned(),
            long: found.get_one("long").copied(),
        }
    }

    /// The subcommand.
    pub(crate) fn command() -> clap::Command {
        clap::Command::new("mock")
            .about("Put the mock under load, beside a bare handler that answers the same bytes")
            .long_about(
                "Builds the mock and the program in tests/bench (release) and runs them: signed and validated calls \
                 over 32 connections, in turn with a bare axum handler that answers the same bytes with as many \
                 threads; ten thousand instances page by page; a hundred thousand records; the time from start to \
                 the first answer, and memory. Prints a table; fails if something is beyond its budget.",
            )
            .arg(
                Arg::new("rounds")
                    .long("rounds")
                    .value_name("N")
                    .value_parser(value_parser!(u16).range(1..))
                    .default_value("20")
                    .help("How many rounds each side has"),
            )
            .arg(
                Arg::new("long")
                    .long("long")
                    .value_name("N")
                    .num_args(0..=1)
                    .value_parser(value_parser!(u64).range(1000..))
                    .default_missing_value("10000000")
                    .conflicts_with_all(["rounds", "only"])
                    .help("Instead, send so many requests of all kinds, and print how the memory grows"),
            )
            .arg(
                Arg::new("only")
                    .value_name("WORD")
                    .help("Measure only what has this word in its name, such as 'GET' or 'start'"),
            )
    }
}

/// Builds the programs and runs them.
pub(crate) fn mock(load: &Load) -> Result<(), Failure> {
    let mut build = cargo();
    build.args(["build", "--release", "--quiet"]);
    for (package, program) in PROGRAMS {
        build.args(["--package", package, "--bin", program]);
    }
    let [_, (package, program)] = PROGRAMS;
    let failure = |purpose: &str, said: String| Failure::Program {
        program: program.to_owned(),
        purpose: purpose.to_owned(),
        said,
        advice: "see the lines above",
    };
    let built = build.status().map_err(|error| failure("build it", error.to_string()))?;
    if !built.success() {
        return Err(failure("build it", built.to_string()));
    }
    let mut run = cargo();
    run.args(["run", "--release", "--quiet", "--package", package, "--bin", program, "--"]);
    match load.long {
        Some(count) => run.args(["long", &count.to_string()]),
        None => run.args(["rounds", &load.rounds.to_string()]).args(&load.only),
    };
    // Whatever is known stands there at once: it takes minutes.
    let ended = run.status().map_err(|error| failure("measure", error.to_string()))?;
    match ended.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Budget(vec![
            "the column of budgets in the table says what is asked for".to_owned(),
        ])),
        _ => Err(failure("measure", ended.to_string())),
    }
}

fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace::root()).stdin(Stdio::null());
    cargo
}
