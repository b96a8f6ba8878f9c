//! Flags that may have been meant by one that a command has not.

use std::ffi::OsString;

use clap::{Arg, Command};
use taurusdb_descriptor_types::near;

use crate::explain::names::plain;
use crate::manual::Manual;

/// As many are suggested at most.
const MOST: usize = 3;

/// What may have been meant by a flag that a command has not.
pub(crate) enum Meant {
    /// A value that is given by its place: a line that shows it.
    Place(String),
    /// Flags, without hyphens; none if no flag is like it.
    Flags(Vec<String>),
}

/// What may have been meant by a flag, given without hyphens, that a command has not. `typed` is what is typed to
/// run the command.
pub(crate) fn flag_meant(typed: &str, command: &Command, root: &Command, name: &str) -> Meant {
    let is_called = |arg: &&Arg| value_names(arg).any(|one| plain(one) == plain(name));
    let positional = command.get_positionals().find(is_called);
    if let Some(value) = positional.and_then(|arg| value_names(arg).next()) {
        return Meant::Place(format!("{typed} <{value}>"));
    }
    let flags = command.get_arguments().chain(root.get_arguments());
    let mut longs: Vec<&str> =
        flags.filter(|arg| !arg.is_hide_set()).filter_map(Arg::get_long).collect();
    longs.sort_unstable();
    longs.dedup();
    let those = |is: &dyn Fn(&str) -> bool| -> Vec<&str> {
        longs.iter().copied().filter(|long| is(long)).collect()
    };
    let same = those(&|long| plain(long) == plain(name));
    // `--charge-mode` is `--charge-info.charge-mode`.
    let ends =
        || those(&|long| long.rsplit('.').next().is_some_and(|end| plain(end) == plain(name)));
    let mut found = same;
    if found.is_empty() {
        found = ends();
    }
    if found.is_empty() {
        found = near(longs.iter().copied(), name, MOST);
    }
    if found.is_empty() {
        let ends = longs.iter().filter_map(|long| long.rsplit('.').next());
        let near = near(ends, name, 1);
        found = those(&|long| long.rsplit('.').next() == near.first().copied());
    }
    Meant::Flags(found.into_iter().take(MOST).map(str::to_owned).collect())
}

/// What to say about a flag that clap does not know.
pub(super) fn tips(
    manual: Manual,
    root: &Command,
    arguments: &[OsString],
    wrong: &str,
) -> Vec<String> {
    let (command, path) = innermost(root, arguments);
    let name = name(arguments, wrong);
    if let Some(other) = in_other_case(command, wrong) {
        return vec![format!("did you mean `{other}`?")];
    }
    if name.is_empty() {
        return Vec::new();
    }
    match flag_meant(&format!("{} {path}", manual.program.name), command, root, &name) {
        Meant::Place(line) => vec![format!("it is given by its place: `{line}`")],
        Meant::Flags(flags) => {
            flags.into_iter().map(|long| format!("did you mean `--{long}`?")).collect()
        }
    }
}

/// `-V` for `-v`.
fn in_other_case(command: &Command, wrong: &str) -> Option<String> {
    let letter = wrong.strip_prefix('-')?.chars().next().filter(char::is_ascii_alphabetic)?;
    let is_it = |short: &char| *short != letter && short.eq_ignore_ascii_case(&letter);
    let found = command.get_arguments().filter_map(Arg::get_short).find(is_it)?;
    let is_alone = wrong.len() == 2;
    is_alone.then(|| format!("-{found}"))
}

/// The name of a wrong flag; `-region`, which is read as `-r`, is `region`.
fn name(arguments: &[OsString], wrong: &str) -> String {
    let long = || {
        let mut written = arguments.iter().filter_map(|word| word.to_str());
        written.find(|word| word.starts_with(wrong) && word.len() > 2)
    };
    let written = if wrong.starts_with("--") { wrong } else { long().unwrap_or(wrong) };
    written.trim_start_matches('-').split('=').next().unwrap_or_default().to_owned()
}

fn value_names(arg: &Arg) -> impl Iterator<Item = &str> {
    arg.get_value_names().unwrap_or_default().iter().map(clap::builder::Str::as_str)
}

/// The command that a line leads to, and what is typed to get there.
fn innermost<'c>(root: &'c Command, arguments: &[OsString]) -> (&'c Command, String) {
    let mut command = root;
    let mut path = Vec::new();
    for word in arguments.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(below) = command.find_subcommand(word) {
            command = below;
            path.push(word);
        }
    }
    (command, path.join(" "))
}
