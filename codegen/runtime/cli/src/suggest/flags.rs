//! Flags that may have been meant by one that a command has not.

use std::ffi::OsString;

use clap::{Arg, Command};
use taurusdb_descriptor_types::near;

use crate::explain::names::plain;
use crate::manual::Manual;

/// As many are suggested at most.
const MOST: usize = 3;

/// What to say about a flag that the command of the line has not.
pub(super) fn meant(
    manual: Manual,
    root: &Command,
    arguments: &[OsString],
    wrong: &str,
) -> Vec<String> {
    let (command, path) = innermost(root, arguments);
    let name = wrong.trim_start_matches('-').split('=').next().unwrap_or_default();
    // `-region` is read as `-r`.
    let name = match wrong.starts_with("--") {
        true => name.to_owned(),
        false => {
            let written = arguments.iter().filter_map(|word| word.to_str());
            let mut long = written.filter(|word| word.starts_with(wrong) && word.len() > 2);
            let word = long.next().unwrap_or(wrong).trim_start_matches('-');
            word.split('=').next().unwrap_or_default().to_owned()
        }
    };
    if name.is_empty() {
        return Vec::new();
    }
    let positional = command
        .get_positionals()
        .find(|arg| value_names(arg).any(|one| plain(one) == plain(&name)));
    if let Some(value) = positional.and_then(|arg| value_names(arg).next()) {
        return vec![format!(
            "it is given by its place: `{} {path} <{value}>`",
            manual.program.name
        )];
    }
    let flags =
        || command.get_arguments().chain(root.get_arguments()).filter(|arg| !arg.is_hide_set());
    let mut longs: Vec<&str> = flags().filter_map(Arg::get_long).collect();
    longs.sort_unstable();
    longs.dedup();
    let same: Vec<&str> =
        longs.iter().copied().filter(|long| plain(long) == plain(&name)).collect();
    // `--charge-mode` is `--charge-info.charge-mode`.
    let ends = |long: &&str| long.rsplit('.').next().is_some_and(|end| plain(end) == plain(&name));
    let found = match same.is_empty() {
        false => same,
        true => {
            let ends: Vec<&str> = longs.iter().copied().filter(ends).collect();
            if ends.is_empty() { near(longs.iter().copied(), &name, MOST) } else { ends }
        }
    };
    found.into_iter().take(MOST).map(|long| format!("did you mean `--{long}`?")).collect()
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
