//! The command line, made from the tables.

mod example;
mod globals;
mod input;
mod operation;
mod page;
mod takes;
mod text;

use clap::Command;
use taurusdb_tables::Service;

use crate::exit::Exit;
use crate::names::{PROGRAM, kebab};
use crate::operations;
use crate::words::Words;

pub(crate) use globals::Globals;
pub(crate) use operation::{INPUT, SKELETON};
pub(crate) use page::deprecation;
pub(crate) use takes::{Take, takes};

/// The whole command line, with those parts in full that `words` mention; help is laid out in lines
/// of `width` columns.
pub(crate) fn root(service: &'static Service, words: &Words, width: usize) -> Command {
    let version = format!(
        "{} (API Reference issue {}, {})",
        env!("CARGO_PKG_VERSION"),
        service.issue,
        service.date
    );
    Command::new(PROGRAM)
        .bin_name(PROGRAM)
        .version(version)
        .about(format!("Call any operation of the {} API", service.name))
        .after_help(about_everything(service))
        .term_width(width)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(globals::args())
        .subcommands(groups(service, "", words, width))
        .subcommand(operations::command())
}

/// The groups right below `parent`, which is empty for the top level.
fn groups(service: &'static Service, parent: &str, words: &Words, width: usize) -> Vec<Command> {
    let mut ids: Vec<&str> = Vec::new();
    for group in service.groups {
        let below = match parent {
            "" => Some(group.id),
            parent => group.id.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.')),
        };
        let Some(below) = below else { continue };
        let end = group.id.len() - below.len() + below.find('.').unwrap_or(below.len());
        let id = &group.id[..end];
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().map(|id| group(service, id, words, width)).collect()
}

fn group(service: &'static Service, id: &str, words: &Words, width: usize) -> Command {
    let name = id.rsplit('.').next().unwrap_or(id);
    let found = service.groups.iter().find(|group| group.id == id);
    let command = Command::new(kebab(name)).about(found.map_or("", |group| group.summary));
    if !words.mention(command.get_name()) {
        return command;
    }
    let operations = found.map_or(&[][..], |group| group.operations);
    command
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(operations.iter().map(|one| operation::command(service, one, words, width)))
        .subcommands(groups(service, id, words, width))
}

fn about_everything(service: &Service) -> String {
    let mut text = "\
Credentials come from the environment, from the first pair that is set:
  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK; optional: the same with _SECURITY_TOKEN, _PROJECT_ID
  HW_ACCESS_KEY, HW_SECRET_KEY; optional: HW_SECURITY_TOKEN, HW_PROJECT_ID
  CLOUD_SDK_AK, CLOUD_SDK_SK
Without --region and --endpoint, HW_REGION_NAME is the region.

Exit codes:
"
    .to_owned();
    for (exit, meaning) in Exit::MEANINGS {
        text += &format!("  {:<5}{meaning}\n", exit.code());
    }
    text += "\nExamples:\n  taurusdb operations\n";
    if let Some(group) = service.groups.first() {
        text += &format!("  taurusdb {} --help\n", kebab(group.id));
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use taurusdb_tables::{Group, Operation, Service};

    use super::root;
    use crate::words::Words;

    static SERVICE: Service = Service {
        name: "Demo",
        issue: "01",
        date: "2024-12-31",
        endpoints: &[],
        error_codes: &[],
        ids: &[],
        groups: &[
            Group {
                id: "a.b.c",
                summary: "Without a parent of its own",
                operations: &[
                    Operation { id: "a.b.c.list", command: "list", ..Operation::DEFAULT },
                    Operation { id: "a.b.c.show", command: "show", ..Operation::DEFAULT },
                ],
            },
            Group { id: "ab", summary: "", operations: &[] },
        ],
    };

    /// Whether a line leads to a command at a path, separated by spaces.
    fn builds(line: &str, path: &str) -> bool {
        let words: Vec<OsString> = line.split(' ').map(Into::into).collect();
        let root = root(&SERVICE, &Words::of(&words), 100);
        path.split(' ').try_fold(&root, |command, name| command.find_subcommand(name)).is_some()
    }

    #[test]
    fn a_sub_group_needs_no_parent() {
        assert!(builds("taurusdb a b c list", "a b c list"));
    }

    #[test]
    fn only_what_is_mentioned_is_built() {
        assert!(builds("taurusdb --help", "a"));
        assert!(builds("taurusdb --help", "ab"));
        assert!(!builds("taurusdb ab --help", "a b"));
        assert!(builds("taurusdb help a b", "a b c"));
        assert!(!builds("taurusdb help a b", "a b c list"));
    }
}
