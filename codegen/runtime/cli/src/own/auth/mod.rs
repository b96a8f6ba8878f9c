//! `auth`: who calls, and tokens for other programs.

mod token;
mod whoami;

use clap::{ArgMatches, Command};

use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{Plain, Uses};
use crate::shell::Shell;

/// What is typed for it.
const NAME: &str = "auth";

/// The command `auth`.
pub(super) const AUTH: Plain = Plain { words: NAME, uses: Uses::Calls, command, run };

fn command(manual: Manual) -> Command {
    Command::new(NAME)
        .about("Say who calls, where and in which project; get a token for other programs")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(whoami::command(manual))
        .subcommand(token::command(manual))
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    match matches.subcommand() {
        Some((whoami::WHOAMI, matches)) => whoami::run(manual, matches, shell),
        Some((token::TOKEN, matches)) => token::run(manual, matches, shell),
        _ => Err(Failure::usage(format!(
            "`{} {NAME} --help` shows what there is",
            manual.program.name
        ))),
    }
}
