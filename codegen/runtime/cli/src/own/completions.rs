//! `completions`: the script that has a shell complete the words of this program.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};

use crate::complete::ShellKind;
use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{Plain, Uses};
use crate::shell::Shell;

const NAME: &str = "completions";
const SHELL: &str = "shell";

/// The command `completions`.
pub(super) const COMPLETIONS: Plain = Plain { words: NAME, uses: Uses::Text, command, run };

fn command(manual: Manual) -> Command {
    let shells = ShellKind::WORDS.map(|(word, _)| word);
    let program = manual.program.name;
    Command::new(NAME)
        .about("Print the script that has a shell complete commands, flags, values and ids")
        .after_help(format!(
            "Ids are asked from the service, within a second, and kept for a minute.\n\n\
             Example:\n  source <({program} {NAME} bash)"
        ))
        .arg(
            Arg::new(SHELL)
                .value_name("SHELL")
                .required(true)
                .ignore_case(true)
                .value_parser(PossibleValuesParser::new(shells))
                .help("Shell to print it for"),
        )
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let word = matches.get_one::<String>(SHELL).map_or("", String::as_str);
    let Some(kind) = ShellKind::named(word) else {
        return Err(Failure::usage(format!("no script for '{word}' is known")));
    };
    let program = manual.program.name;
    shell.answer(kind.script(program))?;
    if !shell.style.quiet {
        shell.complain(format_args!("{}\n", kind.hint(program)));
    }
    Ok(())
}
