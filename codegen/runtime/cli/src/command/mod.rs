//! The command line, made from the description.

mod body;
mod example;
mod flags;
mod operation;
mod page;
mod takes;
mod told;
mod usage;

use clap::Command;

use crate::exit::Exit;
use crate::globals;
use crate::manual::Manual;
use crate::mentioned::Mentioned;
use crate::names::last_word;
use crate::own_command::{OPERATIONS, Own};
use crate::session;

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
    let version =
        format!("{} (API Reference issue {}, {})", program.version, service.issue, service.date);
    Command::new(program.name)
        .bin_name(program.name)
        .version(version)
        .about(format!("Call any operation of the {} API", service.name))
        .after_help(about_everything(manual))
        .term_width(width)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(globals::args(manual))
        .subcommands(groups(manual, own, "", mentioned, width))
        .subcommands(below(manual, own, "", width))
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
    width: usize,
) -> impl Iterator<Item = Command> {
    let here = own.iter().filter(move |one| match one.words().rsplit_once(' ') {
        None => parent.is_empty(),
        Some((above, _)) => above == parent,
    });
    here.map(move |one| one.command(manual, width))
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
        .subcommands(below(manual, own, words, width))
        .subcommands(groups(manual, own, words, mentioned, width))
}

fn about_everything(manual: Manual) -> String {
    let program = manual.program.name;
    let [profile, metadata, mock] = [session::PROFILE, session::METADATA, session::MOCK]
        .map(|name| session::own_variable(manual, name));
    let mut text = format!(
        "\
Credentials are those of the profile that --profile or {profile} names, or else the first of:
  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK; optional: the same with _SECURITY_TOKEN, _PROJECT_ID
  HW_ACCESS_KEY, HW_SECRET_KEY; optional: HW_SECURITY_TOKEN, HW_PROJECT_ID
  CLOUD_SDK_AK, CLOUD_SDK_SK
  HW_AUTH_TOKEN
  HW_USER_NAME, HW_USER_PASSWORD, HW_DOMAIN_NAME; a token is fetched with them
  or what OpenStack calls these: OS_ACCESS_KEY, OS_AUTH_TOKEN, OS_USERNAME …
  ~/.huaweicloud/credentials, which `{program} configure` writes; ~/.hcloud/config.json
  the metadata service of a virtual machine, unless {metadata} is 'off'
Without --region and --endpoint, the region is HW_REGION_NAME, or that of the profile.
"
    );
    if manual.program.mock.is_some() {
        text += &format!("With {mock}, every command calls a mock, as with --mock.\n");
    }
    text += "\nExit codes:\n";
    for (exit, _, meaning) in Exit::MEANINGS {
        text += &format!("  {:<5}{meaning}\n", exit.code());
    }
    text += &format!("\nExamples:\n  {program} {}\n", OPERATIONS);
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
        let program = Program { name: "demo", version: "1", user_agent: "demo/1", mock: None };
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
