//! `explain`: all that is known about an error code, an operation, a field, a metric, a region …

use clap::{Arg, ArgAction, ArgMatches, Command};
use taurusdb_descriptor_types::{Service, visible};

use super::json_flag;
use crate::exit::Failure;
use crate::explain::{explain, unknown};
use crate::manual::Manual;
use crate::own_command::{self, Plain, Uses};
use crate::shell::Shell;

const NAME: &str = own_command::EXPLAIN;
const WHAT: &str = "what";

/// The command `explain`.
pub(super) const EXPLAIN: Plain = Plain { words: NAME, uses: Uses::Values, command, run };

fn command(manual: Manual) -> Command {
    Command::new(NAME)
        .about("Say all that is known about an error code, operation, field, metric, region …")
        .after_help(examples(manual))
        .arg(
            Arg::new(WHAT)
                .value_name("WHAT")
                .required(true)
                .action(ArgAction::Append)
                .num_args(1..)
                .help(
                    "A name in any spelling, a place in a request or an answer, a route, \
                     a section, or an error as it came; - reads it from standard input",
                ),
        )
        .arg(json_flag::arg("Print a JSON array instead of text"))
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let words = matches.get_many::<String>(WHAT).into_iter().flatten();
    let mut text = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    if text == "-" {
        let bytes = shell
            .read_stdin()
            .map_err(|error| Failure::usage(format!("cannot read standard input: {error}")))?;
        text = String::from_utf8_lossy(&bytes).into_owned();
    }
    let Some(found) = explain(manual, &text) else {
        return Err(Failure::usage(nothing(manual, &text)));
    };
    match json_flag::is_given(matches) {
        true => json_flag::print(manual, &found.json(), matches, shell),
        false => shell.answer(found.text(shell.width())),
    }
}

/// Lines to try, with what the service has.
fn examples(manual: Manual) -> String {
    let Service { error_codes, metrics, .. } = manual.service;
    let operation = manual.service.operations().find(|one| one.request.is_some());
    let field = operation.and_then(|one| Some((one, one.request?.fields.first()?)));
    let field = field.map(|(operation, field)| format!("{}.{}", operation.id, field.name));
    let what = [
        error_codes.first().map(|one| one.code.to_owned()),
        operation.map(|one| one.id.to_owned()),
        field,
        metrics.first().map(|one| one.id.to_owned()),
    ];
    let program = manual.program.name;
    let lines = what.into_iter().flatten().map(|what| format!("\n  {program} {NAME} {what}"));
    format!("Examples:{}", lines.collect::<String>())
}

/// That there is no such thing, what may have been meant, and how to go on.
fn nothing(manual: Manual, text: &str) -> String {
    let shown: String = visible(text.trim()).chars().take(80).collect();
    let mut message = format!("nothing here is called '{shown}'");
    let near = unknown(manual, text);
    let program = manual.program.name;
    for name in &near {
        message += &format!("\n  did you mean `{program} {NAME} {name}`?");
    }
    if near.is_empty() {
        message += &format!("\n  `{program} find WORDS` searches everything");
    }
    message
}
