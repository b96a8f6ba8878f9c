//! Commands that may have been meant by the words of a line.

use std::ffi::OsString;

use clap::Command;
use taurusdb_descriptor_types::{Method, Operation};

use crate::explain::operations_at;
use crate::manual::Manual;
use crate::own_command::Own;
use crate::search::{Candidate, Commands};
use crate::topics::{self, HELP};

/// Words behind the wrong one that may belong to the command.
const WORDS_BEHIND: usize = 3;

/// A command that can be typed.
#[derive(Clone, Copy)]
enum Known<'k> {
    Operation(&'static Operation),
    /// A group, or a command of our own.
    Other(&'k str),
}

impl Candidate for Known<'_> {
    fn operation(&self) -> Option<&'static Operation> {
        match self {
            Self::Operation(operation) => Some(operation),
            Self::Other(_) => None,
        }
    }
}

/// What to say about a line in which `wrong` is no command.
pub(super) fn commands(
    manual: Manual,
    own: &[Box<dyn Own>],
    root: &Command,
    arguments: &[OsString],
    wrong: &str,
) -> Vec<String> {
    let words: Vec<&str> = arguments.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let Some(at) = words.iter().position(|word| *word == wrong) else { return Vec::new() };
    if wrong.parse::<Method>().is_ok() || wrong.starts_with('/') || wrong.contains("://") {
        let upto = words.len().min(at + 2);
        let found = operations_at(manual.service, &words[at..upto].join(" "));
        return found.into_iter().map(|one| tip(manual, Known::Operation(one))).collect();
    }
    // `demo version`: what is a flag here is a command elsewhere.
    if let Some(flag) = flag_called(root, wrong) {
        return vec![format!("did you mean `{} --{flag}`?", manual.program.name)];
    }
    let before: Vec<&str> =
        words[..at].iter().copied().filter(|word| !word.starts_with('-')).collect();
    let mut known: Vec<(&str, Known<'_>)> = Vec::new();
    let operations = manual.service.operations();
    known.extend(operations.map(|operation| (operation.command, Known::Operation(operation))));
    let groups = manual.service.groups.iter().map(|group| group.command);
    let others = own.iter().map(|one| one.words()).chain(groups);
    known.extend(others.map(|words| (words, Known::Other(words))));
    let below: Vec<String> = own.iter().flat_map(|one| commands_below(root, one.words())).collect();
    known.extend(below.iter().map(|words| (words.as_str(), Known::Other(words))));
    let pages: Vec<String> =
        topics::all(manual).map(|topic| format!("{HELP} {}", topic.name)).collect();
    known.extend(pages.iter().map(|words| (words.as_str(), Known::Other(words))));
    // `list instances 9f`: the words behind may be parts of the command, or values.
    let behind = words[at + 1..].iter().copied().take_while(|word| !word.starts_with('-'));
    let behind: Vec<&str> = behind.take(WORDS_BEHIND).collect();
    let mut lines: Vec<Vec<&str>> = vec![vec![wrong]];
    for count in 0..=behind.len() {
        let line = before.iter().copied().chain([wrong]).chain(behind[..count].iter().copied());
        lines.push(line.collect());
    }
    let known = Commands::of(manual.service, known);
    let mut best = (0.0, Vec::new());
    for line in lines {
        let found = known.like(&line.join(" "), wrong);
        // A command that explains more of the line is better than one that is more like less of it.
        let weight = found.first().map_or(0.0, |(like, _)| like * (line.len() as f64).sqrt());
        if weight > best.0 {
            best = (weight, found);
        }
    }
    best.1.into_iter().map(|(_, one)| tip(manual, one)).collect()
}

/// The commands below one of ours, with its words in front.
fn commands_below(root: &Command, words: &str) -> Vec<String> {
    let below = |command, word| Command::find_subcommand(command, word);
    let Some(command) = words.split(' ').try_fold(root, below) else { return Vec::new() };
    let shown = command.get_subcommands().filter(|one| one.get_name() != HELP);
    shown.map(|one| format!("{words} {}", one.get_name())).collect()
}

/// The flag of the program itself that is called so.
fn flag_called(root: &Command, word: &str) -> Option<&'static str> {
    const OWN: [&str; 2] = ["version", "help"];
    let is_flag = root.get_arguments().any(|arg| arg.get_long() == Some(word));
    OWN.into_iter().find(|own| *own == word && is_flag)
}

fn tip(manual: Manual, known: Known<'_>) -> String {
    match known {
        Known::Other(words) => format!("did you mean `{} {words}`?", manual.program.name),
        Known::Operation(operation) => {
            let typed = manual.program.typed(operation);
            format!("did you mean `{typed}`? ({})", manual.operation(operation))
        }
    }
}
