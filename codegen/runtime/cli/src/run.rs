//! One command line, from its words to its exit code.

use std::ffi::OsString;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use taurusdb_descriptor_types::{Docs, Service};

use crate::exit::{Exit, Failure};
use crate::explain::as_names;
use crate::line::Line;
use crate::manual::Manual;
use crate::mentioned::Mentioned;
use crate::output::Early;
use crate::own_command::{EXPLAIN, Own};
use crate::program::Program;
use crate::renamed::{command_at, with_new_names};
use crate::shell::Shell;
use crate::suggest::with_suggestions;
use crate::{call, command, complete, line, own, reading, topics};

/// Runs one command line and returns its exit code.
///
/// `arguments` begin with the name of the program, as those of the process do.
pub fn run(
    program: Program,
    service: &'static Service,
    docs: &'static Docs,
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    shell: &mut Shell<'_>,
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let manual = Manual { program, service, docs };
    if complete::is_asked(&arguments) {
        complete::answer(manual, &own::all(manual, typed), &arguments, shell);
        return Exit::Success.code();
    }
    typed(manual, arguments, shell)
}

/// Runs one command line, which another one may have asked for.
fn typed(manual: Manual, arguments: Vec<OsString>, shell: &mut Shell<'_>) -> u8 {
    let early = Early::of(manual.program, &arguments, shell);
    let style = &mut shell.style;
    (style.json_errors, style.quiet) = (early.json_errors, early.quiet);
    if let Some(color) = early.color {
        (style.colour_out, style.colour_err) = (color, color);
    }
    let arguments = with_new_names(manual, arguments, shell);
    let arguments = match command_at(manual, &arguments) {
        Some(at) => with_names(manual, topics::by_flag(manual, arguments, at), at),
        None => arguments,
    };
    let own = own::all(manual, typed);
    let mut root = command::root(manual, &own, &Mentioned::of(&arguments), shell.width());
    let mut line = line::sorted(manual, &root, arguments);
    let done = match line::matched(&mut root, &mut line) {
        Ok(matches) => dispatch(manual, &own, &root, &matches, line, shell),
        Err(said) => {
            let is_mistake = said.use_stderr();
            let done = say(&with_suggestions(manual, &own, &root, &line.words, said), shell);
            if is_mistake {
                for mistake in &line.mistakes {
                    shell.complain(format_args!("error: {mistake}\n"));
                }
            }
            done
        }
    };
    match done {
        Ok(exit) => exit.code(),
        Err(failure) => {
            let failure = failure.in_commands(manual.service, manual.program.name);
            match shell.style.json_errors {
                true => shell.complain(failure.json() + "\n"),
                false => {
                    let mark = shell.paint_err().error("error:");
                    shell.complain(format_args!("{mark} {failure}\n"));
                }
            }
            failure.exit.code()
        }
    }
}

/// The words behind the command that explains, which may be flags of other commands.
fn with_names(manual: Manual, mut words: Vec<OsString>, command: usize) -> Vec<OsString> {
    if words.get(command).is_some_and(|word| word == EXPLAIN) {
        let behind = words.split_off(command + 1);
        words.extend(as_names(manual, behind, &["json", "help"]));
    }
    words
}

fn dispatch(
    manual: Manual,
    own: &[Box<dyn Own>],
    root: &Command,
    matches: &ArgMatches,
    line: Line,
    shell: &mut Shell<'_>,
) -> Result<Exit, Failure> {
    let mut typed = String::new();
    let (mut innermost, mut command) = (matches, Some(root));
    let mut done = None;
    while let Some((name, inner)) = innermost.subcommand() {
        if !typed.is_empty() {
            typed.push(' ');
        }
        typed.push_str(name);
        innermost = inner;
        command = command.and_then(|command| command.find_subcommand(name));
        if let Some(one) = own.iter().find(|one| one.words() == typed) {
            let words = format!("{} {typed}", manual.program.name);
            if !line.mistakes.is_empty() {
                let hint = format!("  (`{words} --help` shows all flags)");
                return Err(reading::wrong(&words, &line.mistakes).hint(hint));
            }
            for flag in command.map_or_else(Vec::new, |command| meaningless(command, innermost)) {
                shell.warn(format_args!("--{flag} means nothing to `{words}`"));
            }
            done = Some(one.run(manual, innermost, shell));
            break;
        }
    }
    done.unwrap_or_else(|| {
        match manual.service.operations().find(|operation| operation.command == typed) {
            Some(operation) => call::run(manual, operation, innermost, line, shell),
            None => Err(Failure::usage(format!("there is no command '{typed}'"))),
        }
    })
    .map(|()| Exit::Success)
}

/// The flags of a line that mean nothing to its command: they are hidden there, because every command takes them.
fn meaningless<'c>(command: &'c Command, matches: &ArgMatches) -> Vec<&'c str> {
    let hidden = command.get_arguments().filter(|arg| arg.is_global_set() && arg.is_hide_set());
    let is_given =
        |arg: &&Arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    hidden.filter(is_given).filter_map(Arg::get_long).collect()
}

/// Passes on what clap has to say: help and version on standard output, mistakes on the other.
fn say(said: &clap::Error, shell: &mut Shell<'_>) -> Result<Exit, Failure> {
    let text = said.render();
    if said.use_stderr() {
        if shell.style.json_errors {
            return Err(Failure::usage(text.to_string().trim_start_matches("error: ").trim_end()));
        }
        match shell.style.colour_err {
            true => shell.complain(text.ansi()),
            false => shell.complain(text),
        }
        return Ok(Exit::Usage);
    }
    match shell.style.colour_out {
        true => shell.answer(text.ansi())?,
        false => shell.answer(text)?,
    }
    Ok(Exit::Success)
}
