//! Whether our own commands, which print text for people, are to print something for programs instead.

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::Value;

use crate::exit::Failure;
use crate::manual::Manual;
use crate::output::{self, Node, Settings, Shape};
use crate::shell::Shell;

const JSON: &str = "json";

/// The flag `--json`, which is short for `--output json`.
pub(super) fn arg(help: &'static str) -> Arg {
    Arg::new(JSON).long(JSON).action(ArgAction::SetTrue).help(help)
}

/// Whether something for programs is asked for: by the flag, by a format, or by an expression.
pub(super) fn is_given(matches: &ArgMatches) -> bool {
    let is_named = |name| matches.get_one::<String>(name).is_some();
    matches.get_flag(JSON) || is_named("output") || is_named("query")
}

/// Prints the answer of a command for programs.
pub(super) fn print(
    manual: Manual,
    value: &Value,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let settings = Settings::read(manual.program, matches, shell)?;
    output::show(&Node::from(value), &Shape::default(), &settings, shell)
}
