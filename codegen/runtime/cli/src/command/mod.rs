//! The command line, made from the description.

mod body;
mod example;
mod flags;
mod operation;
mod page;
mod takes;
mod told;
mod usage;

use clap::{Arg, Command};

use crate::globals;
use crate::manual::Manual;
use crate::mentioned::Mentioned;
use crate::names::last_word;
use crate::own_command::{OPERATIONS, Own, Uses};
use crate::topics::{self, HELP};

pub(crate) use example::example_words;
pub(crate) use flags::{FIELD, INPUT, NO_VALIDATE, SKELETON, taken};
pub(crate) use page::deprecation;
pub(crate) use takes::{Take, takes};

/// The whole command line, with those parts in full that are mentioned; help is laid out in lines of
/// `width` columns.
pub(crate) fn root(
    manual: Manual,
    own: &[Box<dyn Own>],
    mentioned: &Mentioned,
    width: usize,
) -> Command {
    let Manual { program, service, .. } = manual;
    let is_short = mentioned.asks_for_short_help();
    let version =
        format!("{} (API Reference issue {}, {})", program.version, service.issue, service.date);
    Command::new(program.name)
        .bin_name(program.name)
        .version(version)
        .about(format!("Call any operation of the {} API", service.name))
        .after_help(if is_short { about_help(manual) } else { about_everything(manual) })
        .term_width(width)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(globals::args(manual).into_iter().map(|arg| arg.hide(is_short)))
        .subcommands(groups(manual, own, "", mentioned, width))
        .subcommands(below(manual, own, "", mentioned, width))
}

/// The groups right below the command `parent`, which is empty for the top level. A group may lie
/// below a word that is not a group itself.
fn groups(
    manual: Manual,
    own: &[Box<dyn Own>],
    parent: &'static str,
    mentioned: &Mentioned,
    width: usize,
) -> Vec<Command> {
    let mut commands: Vec<&'static str> = Vec::new();
    for group in manual.service.groups {
        let below = match parent {
            "" => Some(group.command),
            parent => group.command.strip_prefix(parent).and_then(|rest| rest.strip_prefix(' ')),
        };
        let Some(below) = below else { continue };
        let start = group.command.len() - below.len();
        let end = start + below.find(' ').unwrap_or(below.len());
        let command = &group.command[..end];
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    commands.into_iter().map(|command| group(manual, own, command, mentioned, width)).collect()
}

/// Our own commands right below the command `parent`, which is empty for the top level.
fn below(
    manual: Manual,
    own: &[Box<dyn Own>],
    parent: &str,
    mentioned: &Mentioned,
    width: usize,
) -> impl Iterator<Item = Command> {
    let here = own.iter().filter(move |one| match one.words().rsplit_once(' ') {
        None => parent.is_empty(),
        Some((above, _)) => above == parent,
    });
    here.map(move |one| {
        let command = one.command(manual, width);
        match mentioned.mention(command.get_name()) {
            true => without_meaningless(manual, command, one.uses()),
            false => command,
        }
    })
}

/// The command with those flags of every command hidden that mean nothing to it. They are still taken: who has an
/// alias with one need not do without it.
fn without_meaningless(manual: Manual, command: Command, uses: Uses) -> Command {
    let has = |arg: &Arg| command.get_arguments().any(|own| own.get_id() == arg.get_id());
    let args = globals::args(manual).into_iter();
    let hidden: Vec<Arg> = args
        .filter(|arg| !has(arg) && !uses.has(arg.get_long().unwrap_or_default()))
        .map(|arg| arg.hide(true))
        .collect();
    command.args(hidden)
}

fn group(
    manual: Manual,
    own: &[Box<dyn Own>],
    words: &'static str,
    mentioned: &Mentioned,
    width: usize,
) -> Command {
    let found = manual.service.groups.iter().find(|group| group.command == words);
    let about = found.map_or("", |group| manual.group(group));
    let command = Command::new(last_word(words)).about(about);
    if !mentioned.mention(command.get_name()) {
        return command;
    }
    let operations = found.map_or(&[][..], |group| group.operations).iter();
    command
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(operations.map(|one| operation::command(manual, one, mentioned, width)))
        .subcommands(below(manual, own, words, mentioned, width))
        .subcommands(groups(manual, own, words, mentioned, width))
}

/// What the short help says: where the rest is.
fn about_help(manual: Manual) -> String {
    let program = manual.program.name;
    format!("`{program} --help` shows the flags of every command, credentials, and exit codes.")
}

/// Clap breaks the lines of what it is given.
const UNBROKEN: usize = usize::MAX;

fn about_everything(manual: Manual) -> String {
    let program = manual.program.name;
    let mut text = topics::credentials(manual, UNBROKEN);
    text += &format!("\nExit codes:\n{}", topics::exit_codes(manual, UNBROKEN));
    let pages = topics::all(manual).map(|topic| topic.name).collect::<Vec<_>>().join(", ");
    text += &format!("\nMore, with `{program} {HELP} PAGE`: {pages}\n");
    text += &format!("\nExamples:\n  {program} {OPERATIONS}\n");
    if let Some(group) = manual.service.groups.first() {
        text += &format!("  {program} {} --help\n", group.command);
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use taurusdb_descriptor_types::{Docs, Group, Method, Operation, Service};

    use super::root;
    use crate::manual::Manual;
    use crate::mentioned::Mentioned;
    use crate::program::Program;

    static LIST: Operation =
        Operation { command: "a b c list", ..Operation::new("a.b.c.list", Method::Get, "/c") };
    static SHOW: Operation =
        Operation { command: "a b c show", ..Operation::new("a.b.c.show", Method::Get, "/c/d") };
    static SERVICE: Service = Service {
        groups: &[
            Group { id: "a.b.c", command: "a b c", operations: &[&LIST, &SHOW] },
            Group { id: "ab", command: "ab", operations: &[] },
        ],
        ..Service::named("Demo")
    };

    /// Whether a line leads to a command at a path, separated by spaces.
    fn builds(line: &str, path: &str) -> bool {
        let words: Vec<OsString> = line.split(' ').map(Into::into).collect();
        let program =
            Program { name: "demo", version: "1", user_agent: "demo/1", mock: None, guide: "" };
        let manual = Manual { program, service: &SERVICE, docs: &Docs::NONE };
        let root = root(manual, &[], &Mentioned::of(&words), 100);
        path.split(' ').try_fold(&root, |command, name| command.find_subcommand(name)).is_some()
    }

    #[test]
    fn a_sub_group_needs_no_parent() {
        assert!(builds("demo a b c list", "a b c list"));
    }

    #[test]
    fn only_what_is_mentioned_is_built() {
        assert!(builds("demo --help", "a"));
        assert!(builds("demo --help", "ab"));
        assert!(!builds("demo ab --help", "a b"));
        assert!(builds("demo help a b", "a b c"));
        assert!(!builds("demo help a b", "a b c list"));
    }
}
