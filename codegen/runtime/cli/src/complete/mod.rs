//! Completes a line that is being typed: what can stand where the cursor is.
//!
//! The scripts for the shells only pass on the words of the line, so everything that a command knows (its
//! flags, their values, the ids that the service has) is completed in all of them alike.

mod about;
mod cache;
mod candidate;
mod fields;
mod ids;
mod line;
mod lookup;
mod names;
mod shell_kind;
mod taken;
mod values;

use std::ffi::OsString;

use clap::Command;

use crate::command;
use crate::manual::Manual;
use crate::mentioned::Mentioned;
use crate::own_command::Own;
use crate::shell::Shell;
use candidate::{Answer, Candidate};
use line::{At, Line};

pub(crate) use shell_kind::ShellKind;

/// What the scripts type in front of the words of a line. It is not meant for people, so no help has it.
pub(crate) const COMPLETE: &str = "__complete";
/// What stands between it and the words.
const SEPARATOR: &str = "--";

/// Whether a script asks, and not a person.
pub(crate) fn is_asked(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|word| word == COMPLETE)
}

/// Answers a script: `demo __complete bash -- demo pots li`.
///
/// The last word is the one to complete; it may be empty. Whatever goes wrong, nothing is said: somebody is in
/// the middle of a line.
pub(crate) fn answer(
    manual: Manual,
    own: &[Box<dyn Own>],
    arguments: &[OsString],
    shell: &mut Shell<'_>,
) {
    let mut words = arguments.iter().skip(2).map(|word| word.to_string_lossy().into_owned());
    let Some(kind) = words.next().and_then(|word| ShellKind::named(&word)) else { return };
    // Behind the separator comes the program, however it was called.
    let words = words.skip_while(|word| word == SEPARATOR).skip(1);
    let words = kind.words(words.collect());
    let found = complete(manual, own, &words, shell);
    let _ = shell.answer(kind.print(&found, words.last().map_or("", String::as_str)));
}

fn complete(
    manual: Manual,
    own: &[Box<dyn Own>],
    words: &[String],
    shell: &mut Shell<'_>,
) -> Answer {
    let mentioned: Vec<OsString> =
        std::iter::once(manual.program.name.into()).chain(words.iter().map(Into::into)).collect();
    let mut root = command::root(manual, own, &Mentioned::of(&mentioned), 100);
    root.build();
    let Some((current, before)) = words.split_last() else { return Answer::default() };
    let line = Line::read(&root, before, current);
    let mut answer = match &line.at {
        At::Flag => flags(manual, &root, &line),
        At::Value { arg, .. } => values::of(manual, &line, arg, shell),
        At::Word => words_here(manual, &root, &line, shell),
    };
    answer.keep(line.typed());
    answer
}

/// Commands, or the values of the next argument without a flag.
fn words_here(manual: Manual, root: &Command, line: &Line<'_>, shell: &mut Shell<'_>) -> Answer {
    let about_commands = about::commands(manual, root, line);
    let mut answer = about_commands.clone().unwrap_or_default();
    for below in line.command.get_subcommands().filter(|one| !one.is_hide_set()) {
        answer.add(Candidate::new(below.get_name(), about(below)));
    }
    if let Some(arg) = line.positional()
        && (answer.is_empty() || about_commands.is_some())
    {
        let values = values::of(manual, line, arg, shell);
        match about_commands {
            None => return values,
            Some(_) => values.candidates.into_iter().for_each(|one| answer.add(one)),
        }
    }
    answer
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// The flags of the command that are not given yet, its own first.
fn flags(manual: Manual, root: &Command, line: &Line<'_>) -> Answer {
    let mut answer = fields::below(manual, line);
    let own = line.command.get_arguments().filter(|arg| !arg.is_global_set());
    for arg in own.chain(root.get_arguments().filter(|arg| arg.is_global_set())) {
        let Some(long) = arg.get_long().filter(|_| !arg.is_hide_set()) else { continue };
        let is_hidden = |own: &clap::Arg| own.get_id() == arg.get_id() && own.is_hide_set();
        if fields::is_pattern(arg) || line.command.get_arguments().any(is_hidden) {
            continue;
        }
        let repeats = matches!(arg.get_action(), clap::ArgAction::Append);
        if !repeats && line.given.iter().any(|given| given == long) {
            continue;
        }
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        answer.add(Candidate::new(format!("--{long}"), help));
    }
    answer.add(Candidate::new("--help", "Print help"));
    answer
}
