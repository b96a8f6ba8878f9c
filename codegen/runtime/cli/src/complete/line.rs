//! Reads a line that is not finished: which command it leads to, and what is to stand at its end.

use clap::{Arg, ArgMatches, Command};

use crate::fields::pattern;

/// A line that is being typed.
pub(super) struct Line<'c> {
    /// The innermost command.
    pub(super) command: &'c Command,
    /// What is typed to get there, without the program.
    pub(super) path: String,
    /// The flags that are given, without hyphens.
    pub(super) given: Vec<String>,
    /// The values that stand without a flag behind the command.
    pub(super) values: Vec<String>,
    /// All words before the last.
    words: Vec<String>,
    /// Those of them that are flags of every command, with their values.
    everywhere: Vec<String>,
    root: &'c Command,
    pub(super) at: At<'c>,
    /// The last word.
    current: String,
}

/// What is to stand at the end.
pub(super) enum At<'c> {
    /// A flag.
    Flag,
    /// The value of a flag; `within` is where it begins in the last word.
    Value { arg: &'c Arg, within: usize },
    /// A command, or a value without a flag.
    Word,
}

impl<'c> Line<'c> {
    pub(super) fn read(root: &'c Command, before: &[String], current: &str) -> Self {
        let mut line = Self {
            command: root,
            path: String::new(),
            given: Vec::new(),
            values: Vec::new(),
            words: before.to_vec(),
            everywhere: Vec::new(),
            root,
            at: At::Word,
            current: current.to_owned(),
        };
        let mut flags_end = false;
        let mut waiting: Option<&'c Arg> = None;
        for word in before {
            if let Some(arg) = waiting.take() {
                if arg.is_global_set() {
                    line.everywhere.push(word.clone());
                }
                continue;
            }
            if flags_end || !word.starts_with('-') || word == "-" {
                match line.command.find_subcommand(word).filter(|_| line.values.is_empty()) {
                    Some(below) => {
                        line.command = below;
                        line.path = format!("{} {word}", line.path).trim_start().to_owned();
                    }
                    None => line.values.push(word.clone()),
                }
            } else if word == "--" {
                flags_end = true;
            } else {
                let (name, has_value) = match word.split_once('=') {
                    Some((name, _)) => (name, true),
                    None => (word.as_str(), false),
                };
                line.given.push(name.trim_start_matches('-').to_owned());
                let flag = line.flag(root, name);
                if flag.is_some_and(Arg::is_global_set) {
                    line.everywhere.push(word.clone());
                }
                waiting = flag.filter(|arg| !has_value && takes_next_word(arg));
            }
        }
        line.at = match waiting {
            Some(arg) => At::Value { arg, within: 0 },
            None if flags_end || !current.starts_with('-') => At::Word,
            None => match current.split_once('=').map(|(name, _)| (name, line.flag(root, name))) {
                Some((name, Some(arg))) => At::Value { arg, within: name.len() + 1 },
                _ => At::Flag,
            },
        };
        line
    }

    /// A flag by its spelling with hyphens: one of the command, or one that all have.
    fn flag(&self, root: &'c Command, spelt: &str) -> Option<&'c Arg> {
        let mut args = self.command.get_arguments().chain(root.get_arguments());
        match spelt.strip_prefix("--") {
            // What has a number in it is shown with a letter in its place.
            Some(long) => {
                let shown = pattern(long);
                args.find(|arg| arg.get_long().is_some_and(|own| own == long || own == shown))
            }
            None => {
                let short = spelt.strip_prefix('-')?.chars().next()?;
                args.find(|arg| arg.get_short() == Some(short))
            }
        }
    }

    /// What is typed already of what is completed.
    pub(super) fn typed(&self) -> &str {
        match self.at {
            At::Value { within, .. } => &self.current[within..],
            _ => &self.current,
        }
    }

    /// The value that the line has for a flag, without hyphens.
    pub(super) fn flag_value(&self, flag: &str) -> Option<String> {
        let long = format!("--{flag}");
        let at = self.words.iter().rposition(|word| {
            word.strip_prefix(&long).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
        })?;
        let value = match self.words[at].split_once('=') {
            Some((_, value)) => value,
            None => self.words.get(at + 1)?,
        };
        Some(value.to_owned()).filter(|value| !value.is_empty())
    }

    /// The flags that every command has, as far as the line gives them; `None` if they cannot be understood.
    pub(super) fn globals(&self) -> Option<ArgMatches> {
        let flags = self.root.get_arguments().filter(|arg| arg.is_global_set()).cloned();
        let program = self.root.get_name().to_owned();
        let words = std::iter::once(program.clone()).chain(self.everywhere.iter().cloned());
        Command::new(program).args(flags).try_get_matches_from(words).ok()
    }

    /// The argument that the next value without a flag belongs to.
    pub(super) fn positional(&self) -> Option<&'c Arg> {
        let mut all = self.command.get_positionals();
        let last = self.command.get_positionals().last();
        let next = all.nth(self.values.len());
        next.or_else(|| last.filter(|arg| matches!(arg.get_action(), clap::ArgAction::Append)))
    }
}

/// Whether the word behind a flag is its value.
fn takes_next_word(arg: &Arg) -> bool {
    arg.get_action().takes_values() && !arg.is_require_equals_set()
}
