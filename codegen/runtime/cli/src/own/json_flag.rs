//! The flag by which our own commands print JSON.

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::Value;

use crate::exit::Failure;
use crate::globals::Globals;
use crate::print;
use crate::shell::Shell;

const JSON: &str = "json";

/// The flag.
pub(super) fn arg(help: &'static str) -> Arg {
    Arg::new(JSON).long(JSON).action(ArgAction::SetTrue).help(help)
}

/// Whether JSON is asked for.
pub(super) fn is_given(matches: &ArgMatches) -> bool {
    matches.get_flag(JSON)
}

/// Prints the answer of a command as JSON.
pub(super) fn print(
    value: &Value,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    print::json(value, Globals::read(matches).compact, shell)
}
