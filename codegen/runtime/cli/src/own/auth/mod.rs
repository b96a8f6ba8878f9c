//! `auth`: who calls, and tokens for other programs.

mod token;
mod whoami;

use clap::{ArgMatches, Command};

use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::Own;
use crate::shell::Shell;

/// What is typed for it.
const AUTH: &str = "auth";

/// The command `auth`.
pub(super) struct Auth;

impl Own for Auth {
    fn words(&self) -> &str {
        AUTH
    }

    fn command(&self, manual: Manual, _width: usize) -> Command {
        Command::new(AUTH)
            .about("Say who calls, where and in which project; get a token for other programs")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand(whoami::command(manual))
            .subcommand(token::command(manual))
    }

    fn run(
        &self,
        manual: Manual,
        matches: &ArgMatches,
        shell: &mut Shell<'_>,
    ) -> Result<(), Failure> {
        match matches.subcommand() {
            Some((whoami::WHOAMI, matches)) => whoami::run(manual, matches, shell),
            Some((token::TOKEN, matches)) => token::run(manual, matches, shell),
            _ => Err(Failure::usage(format!(
                "`{} {AUTH} --help` shows what there is",
                manual.program.name
            ))),
        }
    }
}
