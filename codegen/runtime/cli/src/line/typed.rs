//! Which operation a line calls.

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command};
use taurusdb_descriptor_types::{Operation, Service};

/// The operation that a line calls, its command, and the index of the last word of the command. Flags of
/// every command may stand between the words.
pub(super) fn operation<'c>(
    service: &'static Service,
    root: &'c Command,
    words: &[OsString],
) -> Option<(&'static Operation, &'c Command, usize)> {
    let mut command = root;
    let mut typed = String::new();
    let mut at = 1;
    loop {
        let word = words.get(at)?;
        if word.as_encoded_bytes().starts_with(b"-") {
            at += if takes_next(root, word) { 2 } else { 1 };
            continue;
        }
        command = command.find_subcommand(word)?;
        if !typed.is_empty() {
            typed.push(' ');
        }
        typed.push_str(command.get_name());
        if let Some(found) = service.operations().find(|operation| operation.command == typed) {
            return Some((found, command, at));
        }
        at += 1;
    }
}

/// Whether a flag before the command takes the word behind it as its value.
fn takes_next(root: &Command, word: &OsStr) -> bool {
    let Some(word) = word.to_str() else { return false };
    let is_it = |arg: &&Arg| match word.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => word.len() == 2 && word.chars().nth(1) == arg.get_short(),
    };
    root.get_arguments().find(is_it).is_some_and(|arg| {
        let fewest = arg.get_num_args().map_or(1, |range| range.min_values());
        arg.get_action().takes_values() && fewest > 0
    })
}
