//! The flags of the output, which every command has.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};

use super::format::Format;
use super::settings::{COLOR, NO_PAGER, OUTPUT, QUERY, QUIET};

/// The flags of the output; they are global ones.
pub(crate) fn args() -> [Arg; 5] {
    let formats = Format::WORDS.map(|(word, _)| word);
    [
        flag(OUTPUT, "Format of answers: json, yaml, table, csv or text [default: json]")
            .short('o')
            .value_name("FORMAT")
            .ignore_case(true)
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(formats)),
        flag(QUERY, "JMESPath expression that picks parts of the answer").value_name("EXPRESSION"),
        flag(QUIET, "Print only errors, and the answers of calls that read")
            .short('q')
            .action(ArgAction::SetTrue),
        flag(COLOR, "When to use colours: auto, always or never [default: auto]")
            .value_name("WHEN")
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"])),
        flag(NO_PAGER, "Print long answers at once, also on a terminal").action(ArgAction::SetTrue),
    ]
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).global(true).help_heading("Global options").help(help)
}
