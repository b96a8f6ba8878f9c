//! `help`: the pages about what many commands have in common. Help about a command is asked for by a flag in the
//! end, however it is typed.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};

use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{Plain, Uses};
use crate::shell::Shell;
use crate::topics::{self, HELP, Topic};

const TOPIC: &str = "topic";

/// The command `help`.
pub(super) const PAGES: Plain = Plain { words: HELP, uses: Uses::Text, command, run };

fn command(manual: Manual) -> Command {
    let topics: Vec<Topic> = topics::all(manual).collect();
    let lines: String =
        topics.iter().map(|topic| format!("\n  {:<13}{}", topic.name, topic.about)).collect();
    let program = manual.program.name;
    Command::new(HELP)
        .about("Print the help of a command, or what many commands have in common")
        .after_help(format!(
            "Pages:{lines}\n\nExamples:\n  {program} {HELP} configure\n  {program} {HELP} exit-codes"
        ))
        .override_usage(format!("{program} {HELP} [COMMAND]...\n       {program} {HELP} <PAGE>"))
        .arg(
            Arg::new(TOPIC)
                .value_name("PAGE")
                .required(true)
                .hide_possible_values(true)
                .value_parser(PossibleValuesParser::new(topics.iter().map(|topic| topic.name)))
                .help("What to print"),
        )
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let name = matches.get_one::<String>(TOPIC).map_or("", String::as_str);
    let Some(topic) = Topic::named(manual, name) else {
        return Err(Failure::usage(format!("there is no page '{name}'")));
    };
    let width = shell.width();
    shell.answer(topic.text(manual, width))
}
