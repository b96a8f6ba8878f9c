//! What stands on the man page of one command.

use clap::{Arg, Command};
use minijinja::{Value, context};

use crate::manual::Manual;
use crate::topics::{HELP, Topic};

/// The man page of one command.
pub(super) struct Page {
    /// `demo-pots-list`.
    pub(super) name: String,
    /// What is typed behind the program.
    pub(super) path: String,
    about: String,
    synopsis: Vec<String>,
    commands: Vec<Entry>,
    arguments: Vec<Entry>,
    options: Vec<Entry>,
    globals: Vec<Entry>,
    below: Vec<String>,
    see_also: Vec<String>,
}

/// A command, argument or flag, and what it is.
struct Entry {
    shown: String,
    lines: Vec<String>,
}

impl Page {
    pub(super) fn of(
        manual: Manual,
        command: &mut Command,
        path: &[String],
        above: Option<&str>,
    ) -> Self {
        let program = manual.program.name;
        let name = std::iter::once(program.to_owned()).chain(path.iter().cloned());
        let name = name.collect::<Vec<_>>().join("-");
        let usage = command.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").lines().map(|line| line.trim().to_owned());
        let shown = |arg: &&Arg| !arg.is_hide_set();
        let is_own = |arg: &&Arg| {
            !arg.is_global_set() && !["help", "version"].contains(&arg.get_id().as_str())
        };
        let flags = || command.get_arguments().filter(|arg| !arg.is_positional()).filter(shown);
        let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let subcommands: Vec<&Command> = command
            .get_subcommands()
            .filter(|one| !one.is_hide_set() && one.get_name() != "help")
            .collect();
        let mut see_also: Vec<String> = above.map(str::to_owned).into_iter().collect();
        see_also.extend(subcommands.iter().map(|one| format!("{name}-{}", one.get_name())));
        if !see_also.iter().any(|page| page == program) && name != program {
            see_also.push(program.to_owned());
        }
        Self {
            path: path.join(" "),
            about: about(command),
            synopsis: usage.filter(|line| !line.is_empty()).collect(),
            commands: subcommands
                .iter()
                .map(|one| Entry { shown: one.get_name().to_owned(), lines: vec![about(one)] })
                .collect(),
            arguments: command.get_positionals().filter(shown).map(entry).collect(),
            options: flags().filter(is_own).map(entry).collect(),
            // They are the same for all, and stand on the page of the program.
            globals: match path.is_empty() {
                true => flags().filter(|arg| !is_own(arg)).map(entry).collect(),
                false => Vec::new(),
            },
            below: below.lines().map(str::to_owned).collect(),
            see_also,
            name,
        }
    }

    /// A page about what many commands have in common.
    pub(super) fn of_topic(manual: Manual, topic: Topic, width: usize) -> Self {
        let program = manual.program.name;
        let typed = format!("{HELP} {}", topic.name);
        let text = topic.text(manual, width);
        Self {
            name: format!("{program}-{}", topic.name),
            about: topic.about.to_owned(),
            synopsis: vec![format!("{program} {typed}")],
            path: typed,
            commands: Vec::new(),
            arguments: Vec::new(),
            options: Vec::new(),
            globals: Vec::new(),
            // Its first line is what it is about.
            below: text.lines().skip(2).map(str::to_owned).collect(),
            see_also: vec![program.to_owned()],
        }
    }

    /// The page as the template takes it.
    pub(super) fn context(&self, manual: Manual) -> Value {
        let entries = |list: &[Entry]| -> Value {
            let entry = |one: &Entry| context! { shown => &one.shown, lines => &one.lines };
            list.iter().map(entry).collect()
        };
        let sections: Value = [
            ("COMMANDS", &self.commands),
            ("ARGUMENTS", &self.arguments),
            ("OPTIONS", &self.options),
            ("GLOBAL OPTIONS", &self.globals),
        ]
        .into_iter()
        .map(|(title, list)| context! { title => title, entries => entries(list) })
        .collect();
        context! {
            title => self.name.to_uppercase(),
            name => &self.name,
            program => manual.program.name,
            version => manual.program.version,
            service => format!("{} API", manual.service.name),
            date => manual.service.date,
            about => &self.about,
            synopsis => &self.synopsis,
            sections => sections,
            below => &self.below,
            see_also => &self.see_also,
        }
    }
}

fn about(command: &Command) -> String {
    let text = command.get_about().map(ToString::to_string).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default().to_owned();
    if line.is_empty() { format!("the commands of {}", command.get_name()) } else { line }
}

fn entry(arg: &Arg) -> Entry {
    let names = arg.get_value_names().unwrap_or_default();
    let value = names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" ");
    let takes = arg.get_action().takes_values();
    let mut shown = Vec::new();
    shown.extend(arg.get_short().map(|short| format!("-{short}")));
    shown.extend(arg.get_long().map(|long| format!("--{long}")));
    let mut shown = shown.join(", ");
    if takes {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(&value);
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    Entry { shown, lines: help.lines().map(str::to_owned).collect() }
}
